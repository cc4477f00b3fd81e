package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.List;

/** Finds again why an edge is there, by the steps of its two transactions. */
final class ListExplainer implements Inferred.Explainer {
    private final TransactionLog log;
    private final StepsByKey steps;
    private final ListKey[] keys;
    private final boolean[] present;

    ListExplainer(TransactionLog log, StepsByKey steps, ListKey[] keys, boolean[] present) {
        this.log = log;
        this.steps = steps;
        this.keys = keys;
        this.present = present;
    }

    @Override
    public String why(int before, int after, EdgeKind kind, String nameOfBefore, String nameOfAfter) {
        return switch (kind) {
            case WW -> whyWritten(before, after, nameOfBefore, nameOfAfter);
            case WR -> whyRead(before, after, nameOfBefore, nameOfAfter);
            case RW -> whyMissed(before, after, nameOfBefore, nameOfAfter);
            default -> new LogMoments(log).why(before, after, kind == EdgeKind.PROCESS, nameOfBefore, nameOfAfter);
        };
    }

    private String whyWritten(int before, int after, String first, String second) {
        for (int step = log.firstStep(before); step < log.firstStep(before + 1); step++) {
            ListKey key = keys[log.key(step)];
            int place = log.kind(step) == StepKind.APPEND ? placeOf(key, step) : ListKey.NOBODY;
            if (place == ListKey.NOBODY || !key.ordered()) {
                continue;
            }
            int next = nextOf(key, place + 1);
            if (next != ListKey.NOBODY && steps.transaction(next) == after) {
                return second + " appended " + value(next) + " to " + name(step) + " after " + first + " appended "
                        + value(step) + ", as " + log.told(steps.transaction(key.longest())) + " saw";
            }
            int unseen = next == ListKey.NOBODY ? unseenOf(key, after) : ListKey.NOBODY;
            if (unseen != ListKey.NOBODY) {
                return second + " appended " + value(unseen) + " to " + name(step) + ", which is not in the longest"
                        + " list that was read of it, while " + value(step) + " of " + first + " is";
            }
        }
        throw new IllegalStateException("no reason for ww " + before + " to " + after);
    }

    private String whyRead(int before, int after, String first, String second) {
        for (int step = log.firstStep(after); step < log.firstStep(after + 1); step++) {
            List<?> list = log.kind(step) == StepKind.READ ? ListKey.list(log.value(step)) : List.of();
            if (!list.isEmpty()) {
                Object last = list.get(list.size() - 1);
                for (int append = log.firstStep(before); append < log.firstStep(before + 1); append++) {
                    if (log.key(append) == log.key(step)
                            && log.kind(append) == StepKind.APPEND
                            && last.equals(log.value(append))) {
                        return second + " read " + name(step) + " = " + TransactionLog.text(list)
                                + ", the last of which " + first + " had appended";
                    }
                }
            }
        }
        throw new IllegalStateException("no reason for wr " + before + " to " + after);
    }

    private String whyMissed(int before, int after, String first, String second) {
        for (int step = log.firstStep(before); step < log.firstStep(before + 1); step++) {
            ListKey key = keys[log.key(step)];
            if (log.kind(step) == StepKind.READ && key.ordered()) {
                int next = nextOf(key, ListKey.list(log.value(step)).size());
                int missed = next == ListKey.NOBODY
                        ? unseenOf(key, after)
                        : steps.transaction(next) == after ? next : ListKey.NOBODY;
                if (missed != ListKey.NOBODY) {
                    return first + " read " + name(step) + " = "
                            + TransactionLog.text(ListKey.list(log.value(step))) + ", without " + value(missed)
                            + ", which " + second + " appended";
                }
            }
        }
        throw new IllegalStateException("no reason for rw " + before + " to " + after);
    }

    private static int placeOf(ListKey key, int step) {
        for (int place = 0; place < key.chain().length; place++) {
            if (key.chain()[place] == step) {
                return place;
            }
        }
        return ListKey.NOBODY;
    }

    private int nextOf(ListKey key, int place) {
        for (int i = place; i < key.chain().length; i++) {
            int step = key.chain()[i];
            if (step != ListKey.NOBODY && present[steps.transaction(step)]) {
                return step;
            }
        }
        return ListKey.NOBODY;
    }

    private int unseenOf(ListKey key, int transaction) {
        for (int step : key.unseen()) {
            if (steps.transaction(step) == transaction) {
                return step;
            }
        }
        return ListKey.NOBODY;
    }

    private String value(int step) {
        return TransactionLog.text(log.value(step));
    }

    private Object name(int step) {
        return log.keyName(log.key(step));
    }
}
