package io.faultline.checkers.clients;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import java.util.List;

/** A history of clients, told event by event; each begun operation has a process of its own. */
final class ClientStory {
    /** With these a story need not be long to be judged. */
    static final ClientOptions OPTIONS = new ClientOptions(1, 0);

    private final HistoryRecorder recorder = new HistoryRecorder();
    private long processes;

    /** An operation that has begun. */
    final class Begun {
        private final long process = processes++;
        private final String f;
        private final Object key;
        private final Object value;

        private Begun(String f, Object key, Object value) {
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

    Begun begin(String f, Object key, Object value) {
        return new Begun(f, key, value);
    }

    /** An operation that ends at once; of one that changes something the result is what it was asked with. */
    ClientStory ok(String f, Object key, Object value) {
        return begin(f, key, value).ok(value);
    }

    /** An operation of which nobody knows what came of it. */
    ClientStory info(String f, Object key, Object value) {
        return begin(f, key, value).info();
    }

    ClientStory fail(String f, Object key, Object value) {
        return begin(f, key, value).fail();
    }

    ClientStory read(Object key, Object result) {
        return begin("read", key, null).ok(result);
    }

    ClientStory dequeue(Object queue, Object result) {
        return begin("dequeue", queue, null).ok(result);
    }

    ClientStory acquire(Object lock, Object owner, Object token) {
        return begin("acquire", lock, owner).ok(token);
    }

    ClientStory finalReads() {
        recorder.phase(recorder.size(), "final-reads");
        return this;
    }

    /** What was told so far; the story may go on. */
    History history() {
        return History.of(recorder.soFar());
    }

    /** The checkers that accuse this history, but for durability, which says the same again of what is seen at the end. */
    List<String> accusers() {
        return accusers(history()).stream()
                .filter(name -> !name.equals("durability"))
                .toList();
    }

    /** The names of all checkers that accuse a history. */
    static List<String> accusers(History history) {
        return Checkers.run(history, Checkers.clients(history, OPTIONS)).verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.INVALID)
                .map(Verdict::checker)
                .toList();
    }

    /** What a checker says of this history. */
    Verdict verdict(String checker) {
        return verdict(checker, OPTIONS);
    }

    Verdict verdict(String checker, ClientOptions options) {
        History history = history();
        return Checkers.run(history, Checkers.clients(history, options)).verdicts().stream()
                .filter(verdict -> verdict.checker().equals(checker))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no checker is called " + checker));
    }

    /** The one piece of evidence by which a checker accuses this history. */
    Evidence evidence(String checker) {
        List<Evidence> evidence = verdict(checker).evidence();
        if (evidence.size() != 1) {
            throw new AssertionError(checker + " has " + evidence.size() + " pieces of evidence: " + evidence);
        }
        return evidence.get(0);
    }
}
