package io.faultline.harness.workload;

import io.faultline.harness.workload.OperationMix.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The mix of operations of each workload. */
final class Mixes {
    /** So many elements are appended to a list that is read as a whole now and then. */
    private static final int LIST_MOST = 1_000;

    /** So many to one that is read in half of all steps. */
    private static final int TRANSACTION_LIST_MOST = 64;

    /** So many lists are read at the end in one transaction. */
    private static final int FINAL_READS_MOST = 16;

    private Mixes() {}

    static OperationMix register(Load load) {
        return new Registers(new Keys("x", load), 50, 0);
    }

    static OperationMix casRegister(Load load) {
        return new Registers(new Keys("x", load), 30, 30);
    }

    static OperationMix keyValue(Load load) {
        return new KeyValue(load);
    }

    static OperationMix set(Load load) {
        return new Sets(load);
    }

    static OperationMix append(Load load) {
        return new Appends(load);
    }

    static OperationMix queue(Load load) {
        return new Queues(load);
    }

    static OperationMix lock(Load load) {
        return new Locks(load);
    }

    static OperationMix counter(Load load) {
        return new Counters(load);
    }

    private static List<Operation> reads(List<String> keys) {
        return keys.stream().map(key -> new Operation("read", key, null)).toList();
    }

    /** Registers that are written, compared-and-set, and read for the rest of a hundred. */
    private static final class Registers implements OperationMix {
        private final Keys keys;
        private final int writes;
        private final int cas;
        private final Map<String, Long> lastSeen = new HashMap<>();
        private long value;

        Registers(Keys keys, int writes, int cas) {
            this.keys = keys;
            this.writes = writes;
            this.cas = cas;
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            String key = keys.draw(random);
            int draw = random.nextInt(100);
            int reads = 100 - writes - cas;
            if (draw < reads) {
                return new Operation("read", key, null);
            }
            return draw < reads + writes ? write(key) : cas(key);
        }

        long newValue() {
            return ++value;
        }

        Operation write(String key) {
            return new Operation("write", key, newValue());
        }

        /** What was last seen there is the likeliest to be there still, and others think so too. */
        Operation cas(String key) {
            return new Operation("cas", key, List.of(lastSeen.getOrDefault(key, 1L), newValue()));
        }

        @Override
        public void succeeded(String f, String key, Object result) {
            Object seen = f.equals("cas") ? ((List<?>) result).get(1) : result;
            if (seen instanceof Long number) {
                lastSeen.put(key, number);
            }
        }

        @Override
        public List<Operation> finalReads() {
            return reads(keys.all());
        }
    }

    /** A register, a list and a sum for each key, and all that can be done to them. */
    private static final class KeyValue implements OperationMix {
        private final Keys keys;
        private final Registers registers;
        private final GrowingLists lists;
        private final List<String> sums;

        KeyValue(Load load) {
            this.keys = new Keys("k", load);
            this.registers = new Registers(keys, 0, 0);
            this.lists = new GrowingLists(named("-list"), LIST_MOST);
            this.sums = named("-sum");
        }

        private List<String> named(String suffix) {
            return keys.all().stream().map(key -> key + suffix).toList();
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            int place = keys.place(random);
            String key = keys.all().get(place);
            int draw = random.nextInt(100);
            if (draw < 30) {
                return new Operation("read", key, null);
            } else if (draw < 55) {
                return registers.write(key);
            } else if (draw < 70) {
                return registers.cas(key);
            } else if (draw < 75) {
                return new Operation("delete", key, null);
            } else if (draw < 80) {
                return new Operation("read", lists.current(place), null);
            } else if (draw < 90) {
                return new Operation("append", lists.grow(place), registers.newValue());
            }
            return draw < 95
                    ? new Operation("read", sums.get(place), null)
                    : new Operation("add", sums.get(place), 1L + random.nextInt(5));
        }

        @Override
        public void succeeded(String f, String key, Object result) {
            registers.succeeded(f, key, result);
        }

        @Override
        public List<Operation> finalReads() {
            List<Operation> reads = new ArrayList<>(registers.finalReads());
            reads.addAll(reads(lists.all()));
            reads.addAll(reads(sums));
            return reads;
        }
    }

    /** Sets that grow, and are looked at now and then. */
    private static final class Sets implements OperationMix {
        private final Keys keys;
        private final GrowingLists sets;
        private long value;

        Sets(Load load) {
            this.keys = new Keys("set", load);
            this.sets = new GrowingLists(keys.all(), LIST_MOST);
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            int place = keys.place(random);
            return random.nextInt(100) < 10
                    ? new Operation("read", sets.current(place), null)
                    : new Operation("append", sets.grow(place), ++value);
        }

        @Override
        public List<Operation> finalReads() {
            return reads(sets.all());
        }
    }

    /** Transactions that read lists and append to them. */
    private static final class Appends implements OperationMix {
        private final Keys keys;
        private final GrowingLists lists;
        private long value;

        Appends(Load load) {
            this.keys = new Keys("k", load);
            this.lists = new GrowingLists(keys.all(), TRANSACTION_LIST_MOST);
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            List<Object> steps = new ArrayList<>(4);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                int place = keys.place(random);
                steps.add(
                        random.nextBoolean()
                                ? List.of("append", lists.grow(place), ++value)
                                : read(lists.current(place)));
            }
            return new Operation("txn", null, steps);
        }

        private static List<Object> read(String key) {
            return Arrays.asList("r", key, null);
        }

        @Override
        public List<Operation> finalReads() {
            List<Operation> reads = new ArrayList<>();
            for (int i = 0; i < lists.all().size(); i += FINAL_READS_MOST) {
                int end = Math.min(i + FINAL_READS_MOST, lists.all().size());
                List<List<Object>> steps =
                        lists.all().subList(i, end).stream().map(Appends::read).toList();
                reads.add(new Operation("txn", null, steps));
            }
            return reads;
        }
    }

    /** Elements that go into queues and come out. */
    private static final class Queues implements OperationMix {
        private final Keys keys;
        private long value;

        Queues(Load load) {
            this.keys = new Keys("q", load);
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            String queue = keys.draw(random);
            return random.nextInt(100) < 55
                    ? new Operation("enqueue", queue, ++value)
                    : new Operation("dequeue", queue, null);
        }

        @Override
        public List<Operation> finalReads() {
            return keys.all().stream()
                    .map(queue -> new Operation("dequeue", queue, null))
                    .toList();
        }

        @Override
        public boolean asksAgain(Operation operation, Object answer) {
            return answer != null;
        }
    }

    /** Locks that are taken, held for a while, and given back. */
    private static final class Locks implements OperationMix {
        private final Keys keys;

        Locks(Load load) {
            this.keys = new Keys("lock", load);
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            return holding == null
                    ? new Operation("acquire", keys.draw(random), owner)
                    : new Operation("release", holding, owner);
        }

        @Override
        public List<Operation> finalReads() {
            return List.of();
        }
    }

    /** Counters that only grow. */
    private static final class Counters implements OperationMix {
        private final Keys keys;

        Counters(Load load) {
            this.keys = new Keys("c", load);
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            String counter = keys.draw(random);
            return random.nextInt(3) == 0
                    ? new Operation("read", counter, null)
                    : new Operation("add", counter, 1L + random.nextInt(5));
        }

        @Override
        public List<Operation> finalReads() {
            return reads(keys.all());
        }
    }
}
