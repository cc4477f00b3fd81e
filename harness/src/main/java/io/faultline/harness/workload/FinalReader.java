package io.faultline.harness.workload;

import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.workload.OperationMix.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The client that looks at everything at the end: one thing after another, asking the nodes in turn until one answers. Each
 * attempt is an operation and a process of its own.
 */
final class FinalReader {
    /** After so long without an answer it gives up. */
    private static final long QUIET_LIMIT = 20_000_000_000L;

    /** So long it takes at most, also where a queue never gets empty. */
    private static final long TIME_LIMIT = 120_000_000_000L;

    /** Far behind the numbers that processes of clients ever reach. */
    private static final long FIRST_PROCESS = 1_000_000_000;

    private static final long ASK_AGAIN_AFTER = 100_000_000;

    private final Cluster cluster;
    private final OperationLog log;
    private final BiPredicate<Operation, Object> asksAgain;
    private final List<String> nodes;
    private final Deque<Operation> left;
    private long process = FIRST_PROCESS;
    private long heard;
    private int target;

    /** @param asksAgain whether an operation is to be asked again after that answer */
    FinalReader(Cluster cluster, OperationLog log, List<Operation> reads, BiPredicate<Operation, Object> asksAgain) {
        this.cluster = cluster;
        this.log = log;
        this.asksAgain = asksAgain;
        this.nodes = cluster.nodes();
        this.left = new ArrayDeque<>(reads);
    }

    /** Plays the cluster until everything is read, or for a bounded time. */
    void readAll() {
        heard = cluster.timeline().now();
        ask();
        cluster.runUntil(() -> left.isEmpty() || cluster.timeline().now() - heard > QUIET_LIMIT, TIME_LIMIT);
        left.clear();
    }

    private void ask() {
        Operation operation = left.peek();
        if (operation != null) {
            ClientCall call = new ClientCall(operation.f(), operation.key(), operation.value());
            log.began(process, call);
            cluster.call(nodes.get(target), call, outcome -> ended(operation, call, outcome));
        }
    }

    private void ended(Operation operation, ClientCall call, ClientOutcome<ClientReply> outcome) {
        if (outcome instanceof ClientOutcome.Ok<ClientReply> ok) {
            Object answer = ok.answer().value();
            log.ended(ok.type(), process++, call, answer);
            heard = cluster.timeline().now();
            if (!asksAgain.test(operation, answer)) {
                left.poll();
            }
            ask();
        } else {
            log.ended(outcome.type(), process++, call, call.value());
            target = next(outcome);
            cluster.timeline().schedule(ASK_AGAIN_AFTER, this::ask);
        }
    }

    private int next(ClientOutcome<ClientReply> outcome) {
        int named = outcome instanceof ClientOutcome.Fail<ClientReply> fail
                ? fail.hint().map(nodes::indexOf).orElse(-1)
                : -1;
        return named >= 0 ? named : (target + 1) % nodes.size();
    }
}
