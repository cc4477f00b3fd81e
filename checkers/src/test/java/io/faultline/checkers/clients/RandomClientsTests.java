package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.clients.ClientStory.Begun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: no linearizable history is ever accused.
 *
 * <p>Method: operations begin, take effect and end at random; each takes effect at one moment between its begin and its end on
 * a plain store, and answers what that said. Some never get their answer, some fail before they have any effect.
 */
class RandomClientsTests {
    /** A plain store, one thing after another. */
    private static final class Store {
        private final Map<String, Object> values = new HashMap<>();
        private final Map<String, List<Object>> lists = new HashMap<>();
        private final Map<String, Deque<Object>> queues = new HashMap<>();
        private final Map<String, Object> holders = new HashMap<>();
        private long token;

        /** What the operation tells; {@link #REFUSED} when the state does not allow it. */
        Object apply(String f, String key, Object value) {
            switch (f) {
                case "write":
                    values.put(key, value);
                    return value;
                case "delete":
                    values.remove(key);
                    return null;
                case "cas":
                    List<?> pair = (List<?>) value;
                    if (!Objects.equals(values.get(key), pair.get(0))) {
                        return REFUSED;
                    }
                    values.put(key, pair.get(1));
                    return value;
                case "append":
                    lists.computeIfAbsent(key, anew -> new ArrayList<>()).add(value);
                    return value;
                case "add":
                    values.merge(key, value, (sum, more) -> (Long) sum + (Long) more);
                    return value;
                case "enqueue":
                    queues.computeIfAbsent(key, anew -> new ArrayDeque<>()).add(value);
                    return value;
                case "dequeue":
                    return queues.getOrDefault(key, new ArrayDeque<>()).poll();
                case "acquire":
                    if (holders.containsKey(key) && !holders.get(key).equals(value)) {
                        return REFUSED;
                    }
                    token += holders.containsKey(key) ? 0 : 1;
                    holders.put(key, value);
                    return token;
                case "release":
                    return holders.remove(key, value) ? value : REFUSED;
                default:
                    return key.equals("list")
                            ? lists.containsKey(key) ? List.copyOf(lists.get(key)) : null
                            : values.get(key);
            }
        }
    }

    private static final Object REFUSED = new Object();

    private static final class UnderWay {
        private Begun begun;
        private String f;
        private String key;
        private Object value;
        private boolean done;
        private Object answer;
    }

    @Test
    void twentyThousandLinearizableHistoriesAreNotAccused() {
        for (long seed = 0; seed < 20_000; seed++) {
            assertThat(story(new Random(seed)).accusers()).as("seed %d", seed).isEmpty();
        }
    }

    private static ClientStory story(Random random) {
        ClientStory story = new ClientStory();
        Store store = new Store();
        List<UnderWay> underWay = new ArrayList<>();
        long[] values = new long[1];
        for (int step = 0; step < 120; step++) {
            if (underWay.isEmpty() || underWay.size() < 6 && random.nextInt(3) == 0) {
                underWay.add(begin(story, random, values));
            } else {
                UnderWay chosen = underWay.get(random.nextInt(underWay.size()));
                if (random.nextBoolean()) {
                    takeEffect(chosen, store);
                } else if (ends(chosen, random)) {
                    underWay.remove(chosen);
                }
            }
        }
        return story;
    }

    private static UnderWay begin(ClientStory story, Random random, long[] values) {
        UnderWay operation = new UnderWay();
        String owner = "o" + random.nextInt(3);
        long next = ++values[0];
        switch (random.nextInt(12)) {
            case 0, 1 -> set(operation, "write", "x", next);
            case 2 -> set(operation, "cas", "x", List.of(Math.max(1, next - 1 - random.nextInt(6)), next));
            case 3 -> set(operation, "delete", random.nextInt(3) == 0 ? "x" : "y", null);
            case 4 -> set(operation, "append", "list", next);
            case 5 -> set(operation, "add", "sum", 1L + random.nextInt(3));
            case 6 -> set(operation, "enqueue", "queue", next);
            case 7 -> set(operation, "dequeue", "queue", null);
            case 8 -> set(operation, "acquire", "lock", owner);
            case 9 -> set(operation, "release", "lock", owner);
            default -> set(operation, "read", List.of("x", "list", "sum").get(random.nextInt(3)), null);
        }
        operation.begun = story.begin(operation.f, operation.key, operation.value);
        return operation;
    }

    private static void set(UnderWay operation, String f, String key, Object value) {
        operation.f = f;
        operation.key = key;
        operation.value = value;
    }

    private static void takeEffect(UnderWay operation, Store store) {
        if (!operation.done) {
            operation.done = true;
            operation.answer = store.apply(operation.f, operation.key, operation.value);
        }
    }

    /** Whether it ended: without an effect it may fail, with one it may answer, and either may be unknown to the client. */
    private static boolean ends(UnderWay operation, Random random) {
        if (operation.begun == null) {
            return operation.done;
        }
        if (random.nextInt(8) == 0) {
            operation.begun.info();
            // What nobody knows of may still take effect: it stays with those under way, but says nothing more.
            operation.begun = null;
            return operation.done || random.nextBoolean();
        }
        if (!operation.done) {
            if (random.nextInt(4) == 0) {
                operation.begun.fail();
                return true;
            }
            return false;
        }
        if (operation.answer == REFUSED) {
            operation.begun.fail();
        } else {
            operation.begun.ok(operation.answer);
        }
        return true;
    }
}
