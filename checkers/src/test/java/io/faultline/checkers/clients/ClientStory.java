package io.faultline.checkers.clients;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import java.util.List;

/** A history of clients, told event by event; each begun operation has a process of its own. */
final class ClientStory {
    private final HistoryRecorder recorder = new HistoryRecorder();
    private long processes;

    /** An operation that has begun. */
    final class Begun {
        private final long process = processes++;
        private final String f;
        private final String key;
        private final Object value;

        private Begun(String f, String key, Object value) {
            this.f = f;
            this.key = key;
            this.value = value;
            tell(OperationType.INVOKE, value);
        }

        ClientStory ok(Object result) {
            return tell(OperationType.OK, result);
        }

        ClientStory fail() {
            return tell(OperationType.FAIL, value);
        }

        ClientStory info() {
            return tell(OperationType.INFO, value);
        }

        private ClientStory tell(OperationType type, Object told) {
            recorder.operation(recorder.size(), type, process, f, key, told);
            return ClientStory.this;
        }
    }

    Begun begin(String f, String key, Object value) {
        return new Begun(f, key, value);
    }

    /** An operation that ends at once; of one that changes something the result is what it was asked with. */
    ClientStory ok(String f, String key, Object value) {
        return begin(f, key, value).ok(value);
    }

    ClientStory read(String key, Object result) {
        return begin("read", key, null).ok(result);
    }

    ClientStory finalReads() {
        recorder.phase(recorder.size(), "final-reads");
        return this;
    }

    History history() {
        return recorder.finish();
    }

    /** The names of the checkers that accuse this history. */
    List<String> accusers() {
        History history = history();
        return Checkers.run(history, ClientCheckers.of(history)).verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.INVALID)
                .map(Verdict::checker)
                .toList();
    }

    /** What a checker says of this history. */
    Verdict verdict(String checker) {
        History history = history();
        return Checkers.run(history, ClientCheckers.of(history)).verdicts().stream()
                .filter(verdict -> verdict.checker().equals(checker))
                .findFirst()
                .orElseThrow();
    }
}
