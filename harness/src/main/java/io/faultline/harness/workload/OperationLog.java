package io.faultline.harness.workload;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.nemesis.play.Timeline;

/**
 * Where clients write down what they ask and what comes of it, until it is closed.
 *
 * <p>An answer that comes while a cluster is being taken down must not stand behind the end of the history, which would then
 * look as if it had been cut off. Its operation stays open: nobody knows what came of it.
 */
final class OperationLog {
    private final HistoryRecorder recorder;
    private final Timeline timeline;
    private boolean closed;

    OperationLog(HistoryRecorder recorder, Timeline timeline) {
        this.recorder = recorder;
        this.timeline = timeline;
    }

    void began(long process, ClientCall call) {
        record(OperationType.INVOKE, process, call, call.value());
    }

    /** @param value what an operation that succeeded told, else what it was asked with */
    void ended(OperationType how, long process, ClientCall call, Object value) {
        record(how, process, call, value);
    }

    private void record(OperationType type, long process, ClientCall call, Object value) {
        if (!closed) {
            recorder.operation(timeline.now(), type, process, call.f(), call.key(), value);
        }
    }

    /** Nothing more is written. */
    void close() {
        closed = true;
    }
}
