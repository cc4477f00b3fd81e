package io.faultline.checkers.clients;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.kit.Draw;
import java.util.Arrays;

/** Long linearizable histories: 50 clients with one operation under way each, of which one in a hundred is never heard of. */
final class LongClients {
    private static final int CLIENTS = 50;

    private final Draw draw = new Draw(1);
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final PlainStore store = new PlainStore();
    private final String kind;
    private long value;

    private LongClients(String kind) {
        this.kind = kind;
    }

    static History of(String kind, int operations) {
        return new LongClients(kind).play(operations);
    }

    private History play(int operations) {
        String[] f = new String[CLIENTS];
        Object[] argument = new Object[CLIENTS];
        long[] process = new long[CLIENTS];
        Arrays.setAll(process, client -> client);
        for (int left = operations; left > 0; ) {
            int client = draw.between(0, CLIENTS - 1);
            if (f[client] == null) {
                f[client] = any();
                argument[client] = argument(f[client], client);
                recorder.operation(
                        recorder.size(), OperationType.INVOKE, process[client], f[client], "k", argument[client]);
                left--;
            } else {
                Object answer = store.apply(f[client], "k", argument[client]);
                if (draw.onceIn(100)) {
                    process[client] += CLIENTS;
                } else {
                    boolean refused = answer == PlainStore.REFUSED;
                    recorder.operation(
                            recorder.size(),
                            refused ? OperationType.FAIL : OperationType.OK,
                            process[client],
                            f[client],
                            "k",
                            refused ? argument[client] : answer);
                }
                f[client] = null;
            }
        }
        return recorder.finish();
    }

    private String any() {
        return switch (kind) {
            case "register" -> draw.oneOf("read", "write");
            case "cas" -> draw.oneOf("read", "write", "cas");
            case "list" -> draw.onceIn(1_000) ? "read" : "append";
            case "counter" -> draw.oneOf("read", "add");
            case "queue" -> draw.oneOf("enqueue", "dequeue");
            default -> draw.oneOf("acquire", "release");
        };
    }

    private Object argument(String f, int client) {
        return switch (f) {
            case "read", "dequeue" -> null;
            case "cas" -> Arrays.asList(Math.max(1, value - draw.between(0, 5)), ++value);
            case "acquire", "release" -> "o" + client;
            case "add" -> 1L;
            default -> ++value;
        };
    }
}
