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
        return new Keyed(load, "x", 50, 50, 0, 0, 0);
    }

    static OperationMix casRegister(Load load) {
        return new Keyed(load, "x", 40, 30, 30, 0, 0);
    }

    static OperationMix keyValue(Load load) {
        return new Keyed(load, "k", 40, 30, 15, 10, 5);
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

    /** Operations on keys by their shares in percent; what is left over is reads. */
    private static final class Keyed implements OperationMix {
        private final Keys keys;
        private final GrowingLists lists;
        private final int[] shares;
        private final Map<String, Long> lastSeen = new HashMap<>();
        private long value;

        Keyed(Load load, String prefix, int reads, int writes, int cas, int appends, int deletes) {
            this.keys = new Keys(prefix, load);
            this.lists = new GrowingLists(
                    keys.all().stream().map(key -> key + "-list").toList(), LIST_MOST);
            this.shares = new int[] {reads, writes, cas, appends, deletes};
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            int place = keys.place(random);
            String key = keys.all().get(place);
            int draw = random.nextInt(100);
            int kind = 0;
            while (kind < shares.length - 1 && draw >= shares[kind]) {
                draw -= shares[kind++];
            }
            return switch (kind) {
                case 1 -> new Operation("write", key, ++value);
                // What was last seen there is the likeliest to be there still, and others think so too.
                case 2 -> new Operation("cas", key, List.of(lastSeen.getOrDefault(key, 1L), ++value));
                case 3 -> new Operation("append", lists.grow(place), ++value);
                case 4 -> new Operation("delete", key, null);
                default -> new Operation("read", key, null);
            };
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
            List<Operation> reads = new ArrayList<>(reads(keys.all()));
            if (shares[3] > 0) {
                reads.addAll(reads(lists.all()));
            }
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
