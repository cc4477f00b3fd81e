package io.faultline.checkers.clients;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.kit.Draw;
import java.util.Arrays;

/** Histories of clients that speak the right words in any order, with values that fit them or do not. */
final class NonsenseClients {
    private NonsenseClients() {}

    static History of(Draw draw, int atMost) {
        HistoryRecorder recorder = new HistoryRecorder();
        int size = draw.between(0, atMost);
        for (int i = 0; i < size; i++) {
            if (draw.onceIn(60)) {
                recorder.phase(i, "final-reads");
            } else {
                recorder.operation(
                        i,
                        draw.oneOf(OperationType.values()),
                        draw.between(0, 4),
                        draw.oneOf(
                                "read", "write", "cas", "delete", "append", "add", "txn", "enqueue", "dequeue",
                                "acquire", "release", "other"),
                        draw.oneOf("x", "y", 1L, null),
                        value(draw));
            }
        }
        return recorder.finish();
    }

    private static Object value(Draw draw) {
        return switch (draw.between(0, 6)) {
            case 0 -> null;
            case 1 -> draw.list(3, () -> draw.between(1L, 5L));
            case 2 -> Arrays.asList(draw.oneOf(1L, 2L, null), draw.oneOf(1L, 2L, null));
            case 3 -> draw.list(2, () -> step(draw));
            case 4 -> draw.tree(3);
            case 5 -> draw.oneOf("a", "b");
            default -> draw.between(1L, 6L);
        };
    }

    private static Object step(Draw draw) {
        return Arrays.asList(draw.oneOf("r", "w", "append", "x"), draw.oneOf("x", "y"), draw.oneOf(1L, 2L, null));
    }
}
