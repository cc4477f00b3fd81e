package io.faultline.checkers.clients;

import io.faultline.checkers.clients.ClientStory.Begun;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random linearizable histories of every kind of operation.
 *
 * <p>Operations begin, take effect and end at random; each takes effect at one moment between its begin and its end on a plain
 * store, and tells what that said. Some fail before they have any effect. Of some nobody hears: they may have had their
 * effect, may have it at any later time, or never.
 */
final class RandomClients {
    private static final List<String> KINDS =
            List.of("register", "cas", "txn", "list", "set", "counter", "queue", "lock");

    private final Draw draw;
    private final ClientStory story = new ClientStory();
    private final PlainStore store = new PlainStore();
    private final List<UnderWay> underWay = new ArrayList<>();
    private final List<String> kinds;
    private final int clients;
    private final int doubtful;
    private long value;

    private static final class UnderWay {
        private final String f;
        private final String key;
        private final Object value;
        private Begun begun;
        private boolean done;
        private Object answer;

        UnderWay(String f, String key, Object value) {
            this.f = f;
            this.key = key;
            this.value = value;
        }
    }

    private RandomClients(Draw draw) {
        this.draw = draw;
        List<String> some = draw.some(KINDS);
        this.kinds = some.isEmpty() ? KINDS : some;
        this.clients = draw.between(2, 7);
        this.doubtful = draw.oneOf(4, 10, 30, 1_000_000);
    }

    /** A history of about so many steps, an operation taking three; mostly with looks at everything at its end. */
    static History of(Draw draw, int steps) {
        RandomClients random = new RandomClients(draw);
        for (int i = 0; i < steps; i++) {
            random.step();
        }
        if (!draw.onceIn(3)) {
            random.look();
        }
        return random.story.history();
    }

    private void step() {
        if (underWay.isEmpty() || underWay.size() < clients && draw.onceIn(3)) {
            underWay.add(begin());
        } else {
            UnderWay chosen = draw.oneOf(underWay);
            if (draw.bool()) {
                takeEffect(chosen);
            } else if (ends(chosen)) {
                underWay.remove(chosen);
            }
        }
    }

    private UnderWay begin() {
        UnderWay operation = any(draw.oneOf(kinds), ++value);
        operation.begun = story.begin(operation.f, operation.key, operation.value);
        return operation;
    }

    private UnderWay any(String kind, long next) {
        String owner = draw.oneOf("a", "b", "c");
        return switch (kind) {
            case "register" ->
                oneOf(
                        new UnderWay("write", "x", next),
                        new UnderWay("write", "x", draw.onceIn(10) ? null : next),
                        draw.onceIn(3) ? new UnderWay("delete", "x", null) : new UnderWay("read", "x", null),
                        new UnderWay("read", "x", null));
            case "cas" ->
                oneOf(
                        new UnderWay("write", "y", next),
                        new UnderWay("cas", "y", Arrays.asList(guess(next), next)),
                        new UnderWay("cas", "y", Arrays.asList(guess(next), draw.onceIn(6) ? null : next)),
                        new UnderWay("read", "y", null));
            case "txn" -> new UnderWay("txn", null, List.of(transactionStep(1), transactionStep(2)));
            case "list" -> oneOf(new UnderWay("append", "list", next), new UnderWay("read", "list", null));
            case "set" -> oneOf(new UnderWay("add", "set", next), new UnderWay("read", "set", null));
            case "counter" ->
                oneOf(
                        new UnderWay("add", "sum", draw.between(1L, 3L)),
                        new UnderWay("read", "sum", null),
                        new UnderWay("add", "level", draw.between(-3L, 3L)),
                        new UnderWay("read", "level", null));
            case "queue" -> oneOf(new UnderWay("enqueue", "queue", next), new UnderWay("dequeue", "queue", null));
            default -> oneOf(new UnderWay("acquire", "lock", owner), new UnderWay("release", "lock", owner));
        };
    }

    private UnderWay oneOf(UnderWay... all) {
        return draw.oneOf(all);
    }

    private Object guess(long next) {
        return draw.onceIn(6) ? null : (Object) Math.max(1, next - draw.between(1, 12));
    }

    private List<Object> transactionStep(long number) {
        long unique = value * 10_000 + number;
        return switch (draw.between(0, 3)) {
            case 0 -> Arrays.asList("w", "tx", unique);
            case 1 -> Arrays.asList("append", "tlist", unique);
            case 2 -> Arrays.asList("r", "tx", null);
            default -> Arrays.asList("r", "tlist", null);
        };
    }

    private void takeEffect(UnderWay operation) {
        if (!operation.done) {
            operation.done = true;
            operation.answer = store.apply(operation.f, operation.key, operation.value);
        }
    }

    /** Whether it is over: without an effect it may fail, with one it is answered, and either may be unknown to the client. */
    private boolean ends(UnderWay operation) {
        if (operation.begun == null) {
            return operation.done;
        }
        if (draw.onceIn(doubtful)) {
            if (draw.bool()) {
                operation.begun.info();
            }
            // What nobody knows of may still take effect: it stays with those under way, but says nothing more.
            operation.begun = null;
            return operation.done || draw.bool();
        }
        if (!operation.done && !draw.onceIn(4)) {
            return false;
        }
        if (!operation.done || operation.answer == PlainStore.REFUSED) {
            operation.begun.fail();
        } else {
            operation.begun.ok(operation.answer);
        }
        return true;
    }

    /** Looks at everything, while what nobody knows of still may take effect. */
    private void look() {
        story.finalReads();
        for (String key : List.of("x", "y", "list", "set", "sum", "level")) {
            lookAt("read", key, null);
        }
        lookAt("txn", null, List.of(Arrays.asList("r", "tx", null), Arrays.asList("r", "tlist", null)));
        while (lookAt("dequeue", "queue", null) != null) {
            step();
        }
    }

    private Object lookAt(String f, String key, Object asked) {
        Begun begun = story.begin(f, key, asked);
        step();
        Object answer = store.apply(f, key, asked);
        begun.ok(answer);
        return answer;
    }
}
