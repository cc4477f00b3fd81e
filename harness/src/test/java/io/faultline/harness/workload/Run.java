package io.faultline.harness.workload;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.harness.workload.Clients.Kind;
import java.util.List;

/** Clients of one kind at a {@link StoreCluster}, and what their history says. */
final class Run {
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final StoreCluster cluster;
    private final Clients clients;

    private Run(Kind kind, Load load, StoreCluster cluster, long seed) {
        this.cluster = cluster;
        this.clients = Clients.of(kind, load, cluster, recorder, seed);
    }

    /** Clients that begin now, and go on for so long. */
    static Run of(Kind kind, Load load, StoreCluster cluster, long seed, long nanos) {
        Run run = new Run(kind, load, cluster, seed);
        run.clients.start();
        return run.goOn(nanos);
    }

    Run goOn(long nanos) {
        cluster.runUntil(cluster.timeline().now() + nanos);
        return this;
    }

    Run stop() {
        clients.stop();
        return this;
    }

    /** Ends it as a trial does. */
    Run readAll() {
        clients.stop();
        clients.readAll();
        return this;
    }

    List<Event> events() {
        return recorder.soFar();
    }

    List<OperationEvent> operations() {
        return events().stream()
                .filter(OperationEvent.class::isInstance)
                .map(OperationEvent.class::cast)
                .toList();
    }

    List<OperationEvent> operations(OperationType type) {
        return operations().stream().filter(event -> event.type() == type).toList();
    }

    List<OperationEvent> invoked() {
        return operations(OperationType.INVOKE);
    }

    /** What was asked and told after the clients had stopped. */
    List<OperationEvent> finalOperations(OperationType type) {
        return operations(type).stream()
                .filter(event -> event.process() >= 1_000_000_000)
                .toList();
    }

    List<String> lines() {
        return events().stream().map(HistoryWriter::line).toList();
    }

    History finish() {
        return recorder.finish();
    }
}
