package io.faultline.checkers.clients;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.kit.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Changes of answers in a linearizable history after which it is none, with the checkers of which one must say so. */
enum Mutation {
    /** A read sees a value that was overwritten before it began. */
    STALE_READ(List.of("stale-reads")) {
        @Override
        void change(Answers answers, Draw draw) {
            for (Operation read : answers.ok("read", "x")) {
                Operation last = answers.lastBefore(read, "write", "x");
                Operation before = last == null ? null : answers.lastBefore(last, "write", "x");
                if (before != null && before.argument() != null) {
                    answers.tell(read, before.argument());
                    return;
                }
            }
        }
    },

    /** An element that was acknowledged is in no list. */
    LOST_APPEND(List.of("stale-reads")) {
        @Override
        void change(Answers answers, Draw draw) {
            Operation seer = answers.anyWithElement("list", draw);
            Operation append = seer == null ? null : answers.lastBefore(seer, "append", "list");
            if (append != null) {
                answers.ok("read", "list").forEach(read -> answers.tell(read, without(read, append.argument())));
            }
        }
    },

    /** An element is in a list twice. */
    DOUBLED_ELEMENT(List.of("exactly-once")) {
        @Override
        void change(Answers answers, Draw draw) {
            Operation read = answers.anyWithElement(draw.oneOf("list", "set"), draw);
            if (read != null) {
                List<Object> doubled = new ArrayList<>((List<?>) read.result());
                doubled.add(draw.between(0, doubled.size()), draw.oneOf(doubled));
                answers.tell(read, doubled);
            }
        }
    },

    /** Two elements of a list stand where the other did. */
    SWAPPED_ELEMENTS(List.of("stale-reads")) {
        @Override
        void change(Answers answers, Draw draw) {
            List<Operation> reads = answers.ok("read", "list");
            reads.removeIf(read -> !(read.result() instanceof List<?> seen) || seen.size() < 2);
            if (reads.size() > 1 && ((List<?>) reads.get(0).result()).size() > 1) {
                Operation read = reads.get(0);
                List<Object> swapped = new ArrayList<>((List<?>) read.result());
                swapped.add(0, swapped.remove(1));
                answers.tell(read, swapped);
            }
        }
    },

    /** A set lacks an element that was acknowledged before. */
    LOST_MEMBER(List.of("stale-reads")) {
        @Override
        void change(Answers answers, Draw draw) {
            Operation read = answers.anyWithElement("set", draw);
            Operation add = read == null ? null : answers.lastBefore(read, "add", "set");
            if (add != null) {
                answers.tell(read, without(read, add.argument()));
            }
        }
    },

    /** A counter tells less than was acknowledged. */
    LOST_ADD(List.of("stale-reads")) {
        @Override
        void change(Answers answers, Draw draw) {
            for (Operation read : answers.ok("read", "sum")) {
                if (answers.lastBefore(read, "add", "sum") != null) {
                    answers.tell(read, null);
                    return;
                }
            }
        }
    },

    /** A counter tells more than was asked for. */
    ADDED_TWICE(List.of("exactly-once")) {
        @Override
        void change(Answers answers, Draw draw) {
            long most = answers.all("add", "sum").stream()
                    .mapToLong(add -> (Long) add.argument())
                    .sum();
            List<Operation> reads = answers.ok("read", "sum");
            if (!reads.isEmpty()) {
                answers.tell(draw.oneOf(reads), most + 1);
            }
        }
    },

    /** Two dequeues, one after the other, got what the other should have. */
    SWAPPED_DEQUEUES(List.of("fifo")) {
        @Override
        void change(Answers answers, Draw draw) {
            for (Operation second : answers.taken()) {
                Operation first = answers.lastBefore(second, "dequeue", "queue");
                if (first != null && first.result() != null && answers.putInBefore(first, second)) {
                    answers.tell(first, second.result());
                    answers.tell(second, first.result());
                    return;
                }
            }
        }
    },

    /** Two dequeues got the same. */
    DOUBLED_DEQUEUE(List.of("exactly-once")) {
        @Override
        void change(Answers answers, Draw draw) {
            List<Operation> taken = answers.taken();
            if (taken.size() > 1) {
                answers.tell(taken.get(0), taken.get(1).result());
            }
        }
    },

    /** A queue is found empty, though what was in it is taken out only after that. */
    EMPTY_TOO_EARLY(List.of("stale-reads")) {
        @Override
        void change(Answers answers, Draw draw) {
            for (Operation second : answers.taken()) {
                Operation first = answers.lastBefore(second, "dequeue", "queue");
                if (first != null
                        && first.result() != null
                        && answers.putIn(second).to() < first.from()) {
                    answers.tell(first, null);
                    return;
                }
            }
        }
    },

    /** A token is less than one that was given before. */
    SWAPPED_TOKENS(List.of("fencing-tokens")) {
        @Override
        void change(Answers answers, Draw draw) {
            for (Operation second : answers.ok("acquire", "lock")) {
                Operation first = answers.lastBefore(second, "acquire", "lock");
                if (first != null && !first.result().equals(second.result())) {
                    answers.tell(first, second.result());
                    answers.tell(second, first.result());
                    return;
                }
            }
        }
    },

    /** Somebody gets a lock right after somebody else got it. */
    TWO_HOLDERS(List.of("fencing-tokens")) {
        @Override
        void change(Answers answers, Draw draw) {
            for (Operation acquire : answers.ok("acquire", "lock")) {
                if (answers.isNeverReleased(acquire)) {
                    answers.append("acquire", "lock", "somebody else", 1_000_000L);
                    return;
                }
            }
        }
    };

    private final List<String> checkers;

    Mutation(List<String> checkers) {
        this.checkers = checkers;
    }

    List<String> checkers() {
        return checkers;
    }

    abstract void change(Answers answers, Draw draw);

    /** The history so changed; null where there is nothing to change. */
    History of(History history, Draw draw) {
        Answers answers = new Answers(history);
        change(answers, draw);
        return answers.changed ? History.of(answers.events) : null;
    }

    private static List<Object> without(Operation read, Object element) {
        List<Object> rest = new ArrayList<>(read.result() instanceof List<?> seen ? seen : List.of());
        rest.remove(element);
        return rest;
    }

    /** The operations of a history, whose answers may be changed. */
    static final class Answers {
        private final List<Event> events;
        private final List<Operation> operations;
        private boolean changed;

        Answers(History history) {
            events = new ArrayList<>(history.events());
            operations = Operations.of(history).all();
        }

        List<Operation> all(String f, String key) {
            List<Operation> found = new ArrayList<>(operations);
            found.removeIf(operation -> !operation.is(f) || !Objects.equals(operation.key(), key));
            return found;
        }

        List<Operation> ok(String f, String key) {
            List<Operation> found = all(f, key);
            found.removeIf(operation -> !operation.isOk());
            return found;
        }

        /** The dequeues that got an element. */
        List<Operation> taken() {
            List<Operation> taken = ok("dequeue", "queue");
            taken.removeIf(dequeue -> dequeue.result() == null);
            return taken;
        }

        /** Of those that had ended before that one began, the last. */
        Operation lastBefore(Operation later, String f, String key) {
            Operation last = null;
            for (Operation operation : ok(f, key)) {
                if (operation.to() < later.from() && (last == null || operation.from() > last.from())) {
                    last = operation;
                }
            }
            return last;
        }

        Operation anyWithElement(String key, Draw draw) {
            List<Operation> reads = ok("read", key);
            reads.removeIf(read -> !(read.result() instanceof List<?> seen) || seen.isEmpty());
            return reads.isEmpty() ? null : draw.oneOf(reads);
        }

        Operation putIn(Operation dequeue) {
            return all("enqueue", "queue").stream()
                    .filter(enqueue -> enqueue.argument().equals(dequeue.result()))
                    .findFirst()
                    .orElseThrow();
        }

        /** Whether one element was put in before the other, and both while the first was still to be got. */
        boolean putInBefore(Operation first, Operation second) {
            return putIn(first).to() < putIn(second).from() && putIn(second).from() < first.to();
        }

        boolean isNeverReleased(Operation acquire) {
            return all("release", "lock").stream()
                    .allMatch(release -> release.isFail()
                            || !release.argument().equals(acquire.argument())
                            || release.to() < acquire.from());
        }

        void tell(Operation operation, Object result) {
            OperationEvent end = operation.events().event(operation.end());
            events.set(
                    (int) end.index(),
                    new OperationEvent(end.index(), end.time(), end.type(), end.process(), end.f(), end.key(), result));
            changed = true;
        }

        void append(String f, String key, Object value, Object result) {
            ClientStory story = new ClientStory();
            story.begin(f, key, value).ok(result);
            for (Event event : story.history().events()) {
                OperationEvent told = (OperationEvent) event;
                events.add(new OperationEvent(
                        events.size(),
                        events.get(events.size() - 1).time(),
                        told.type(),
                        1_000_000,
                        f,
                        key,
                        told.value()));
            }
            changed = true;
        }
    }
}
