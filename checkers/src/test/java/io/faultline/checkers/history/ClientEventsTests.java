package io.faultline.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.kit.Draw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goal: each end belongs to what its process began last and has not ended, whatever numbers processes have. */
class ClientEventsTests {
    private static final List<Long> PROCESSES =
            List.of(0L, 1L, 2L, 700L, 65_535L, 65_536L, 1L << 40, -1L, Long.MIN_VALUE, Long.MAX_VALUE);

    @Test
    void beginsAndEndsArePairedAsAPlainTablePairsThem() {
        for (long seed = 1; seed <= 300; seed++) {
            Draw draw = new Draw(seed);
            HistoryRecorder recorder = new HistoryRecorder();
            Map<Integer, Integer> partners = new HashMap<>();
            Map<Long, Integer> open = new HashMap<>();
            for (int p = 0; p < 80; p++) {
                long process = draw.oneOf(PROCESSES);
                OperationType type = draw.oneOf(OperationType.values());
                recorder.operation(p, type, process, "read", "x", null);
                if (type == OperationType.INVOKE) {
                    open.put(process, p);
                } else if (open.containsKey(process)) {
                    partners.put(p, open.get(process));
                    partners.put(open.remove(process), p);
                }
            }
            ClientEvents events = recorder.finish().clientEvents();
            for (int p = 0; p < events.size(); p++) {
                assertThat(events.begins(p) ? events.end(p) : events.begin(p))
                        .as("seed %d, position %d", seed, p)
                        .isEqualTo(partners.getOrDefault(p, ClientEvents.NONE));
            }
        }
    }
}
