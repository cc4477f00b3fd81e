package io.faultline.harness.workload;

import io.faultline.harness.workload.OperationMix.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The mix of operations of each workload. */
final class Mixes {
    private Mixes() {}

    static OperationMix register(Load load) {
        return new Keyed(load, "x", 50, 50, 0, 0, 0, 0);
    }

    static OperationMix casRegister(Load load) {
        return new Keyed(load, "x", 40, 30, 30, 0, 0, 0);
    }

    static OperationMix keyValue(Load load) {
        return new Keyed(load, "k", 40, 30, 15, 0, 10, 5);
    }

    static OperationMix set(Load load) {
        return new Keyed(load, "set", 10, 0, 0, 90, 0, 0);
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

    private static List<Operation> reads(Keys keys) {
        return keys.all().stream().map(key -> new Operation("read", key, null)).toList();
    }

    /** Operations on keys by their shares in percent; what is left over is reads. */
    private static final class Keyed implements OperationMix {
        private final Keys keys;
        private final List<String> lists;
        private final int[] shares;
        private final Map<String, Long> lastSeen = new HashMap<>();
        private long value;

        Keyed(Load load, String prefix, int reads, int writes, int cas, int appends, int adds, int deletes) {
            this.keys = new Keys(prefix, load);
            this.lists = keys.all().stream().map(key -> key + "-list").toList();
            this.shares = new int[] {reads, writes, cas, appends, adds, deletes};
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            int place = keys.index(random);
            String key = keys.name(place);
            int draw = random.nextInt(100);
            int kind = 0;
            while (kind < shares.length - 1 && draw >= shares[kind]) {
                draw -= shares[kind++];
            }
            return switch (kind) {
                case 1 -> new Operation("write", key, ++value);
                // What was last seen there is the likeliest to be there still, and others think so too.
                case 2 -> new Operation("cas", key, List.of(lastSeen.getOrDefault(key, 1L), ++value));
                case 3 -> new Operation("append", key, ++value);
                case 4 -> new Operation("append", lists.get(place), ++value);
                case 5 -> new Operation("delete", key, null);
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
            List<Operation> reads = new ArrayList<>(reads(keys));
            if (shares[4] > 0) {
                lists.forEach(key -> reads.add(new Operation("read", key, null)));
            }
            return reads;
        }
    }

    /** Transactions that read lists and append to them. */
    private static final class Appends implements OperationMix {
        private final Keys keys;
        private long value;

        Appends(Load load) {
            this.keys = new Keys("k", load);
        }

        @Override
        public Operation next(String owner, SplittableRandom random, String holding) {
            List<Object> steps = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                String key = keys.draw(random);
                steps.add(random.nextBoolean() ? List.of("append", key, ++value) : read(key));
            }
            return new Operation("txn", null, steps);
        }

        private static List<Object> read(String key) {
            List<Object> step = new ArrayList<>(List.of("r", key));
            step.add(null);
            return step;
        }

        @Override
        public List<Operation> finalReads() {
            return keys.all().stream()
                    .map(key -> new Operation("txn", null, List.of(read(key))))
                    .toList();
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
            return reads(keys);
        }
    }

    /** Some names, drawn with a skew. */
    private static final class Keys {
        private final List<String> names;
        private final double[] upTo;

        Keys(String prefix, Load load) {
            names = IntStream.rangeClosed(1, load.keys())
                    .mapToObj(i -> load.keys() == 1 ? prefix : prefix + i)
                    .toList();
            upTo = new double[names.size()];
            double sum = 0;
            for (int i = 0; i < upTo.length; i++) {
                sum += Math.pow(i + 1, -load.skew());
                upTo[i] = sum;
            }
        }

        List<String> all() {
            return names;
        }

        String name(int index) {
            return names.get(index);
        }

        String draw(SplittableRandom random) {
            return names.get(index(random));
        }

        /** Which one: the first up to which the weights come to what is drawn. */
        int index(SplittableRandom random) {
            if (upTo.length == 1) {
                return 0;
            }
            int place = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
            return place >= 0 ? place : -place - 1;
        }
    }
}
