package io.faultline.harness.sim;

import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvResult;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The clients' side of a simulated cluster: calls under way to each node, and what comes of them.
 *
 * <p>A call to a node that is down fails, as no connection is made; one to a node that dies, or that does not answer in time,
 * ends in nobody knows what, unless it only reads. Nobody hears of either over a link that is cut.
 */
final class ClientCalls {
    private static final long SWEEP = 250_000_000;

    private final VirtualTime time;
    private final ClientLinks links;
    private final UnderWay<Call> underWay = new UnderWay<>();
    private boolean sweeping;

    private record Call(
            long id,
            SimulatedNode node,
            boolean reads,
            KvCommand command,
            long deadline,
            Consumer<ClientOutcome<ClientReply>> done) {}

    ClientCalls(VirtualTime time, ClientLinks links) {
        this.time = time;
        this.links = links;
    }

    /** Sends a call to a node; {@code id} is greater than that of any request before. */
    void send(long id, SimulatedNode node, ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
        KvCommand command = Commands.of(call);
        boolean reads = command.operation().isRead();
        Call sent = new Call(id, node, reads, command, time.now() + Cluster.ANSWER_WITHIN, done);
        underWay.put(id, sent);
        links.request(node, () -> arrive(sent));
        sweepLater();
    }

    private void arrive(Call call) {
        if (!call.node().isUp()) {
            links.tell(call.node(), () -> settle(call.id(), new ClientOutcome.Fail<>("no connection")));
        } else {
            call.node()
                    .offer(
                            call.reads()
                                    ? new Input.Read(call.id(), call.command())
                                    : new Input.Propose(call.id(), call.command()));
        }
    }

    /** A node has answered; the client hears of it a little later. */
    void answered(Answer answer) {
        Call call = underWay.get(answer.id());
        if (call != null) {
            ClientOutcome<ClientReply> outcome = outcome(call, answer);
            links.reply(call.node(), () -> settle(answer.id(), outcome));
        }
    }

    /** A node has died: its connections are gone. */
    void nodeDied(SimulatedNode node) {
        List<Call> lost = new ArrayList<>();
        underWay.forEach(call -> {
            if (call.node() == node) {
                lost.add(call);
            }
        });
        for (Call call : lost) {
            links.reply(node, () -> settle(call.id(), unanswered(call, "the connection broke")));
        }
    }

    private void settle(long id, ClientOutcome<ClientReply> outcome) {
        Call call = underWay.remove(id);
        if (call != null) {
            call.done().accept(outcome);
        }
    }

    private static ClientOutcome<ClientReply> unanswered(Call call, String reason) {
        return call.reads() ? new ClientOutcome.Fail<>(reason) : new ClientOutcome.Info<>(reason);
    }

    private static ClientOutcome<ClientReply> outcome(Call call, Answer answer) {
        if (answer instanceof Answer.Done done) {
            // Only a mutant answers a client with what came of an entry that has no result.
            return done.result() == null
                    ? new ClientOutcome.Ok<>(new ClientReply(null))
                    : outcome(call, (KvResult) done.result());
        } else if (answer instanceof Answer.NotLeader refusal) {
            return new ClientOutcome.Fail<>("not leader", refusal.hint().map(Translation::name));
        } else if (answer instanceof Answer.Refused refused) {
            return new ClientOutcome.Fail<>(refused.reason());
        } else if (answer instanceof Answer.Lost) {
            return new ClientOutcome.Fail<>("another entry took its place");
        } else if (answer instanceof Answer.Unknown unknown) {
            return unanswered(call, unknown.reason());
        }
        throw new IllegalStateException("no answer to a client's call: " + answer);
    }

    private static ClientOutcome<ClientReply> outcome(Call call, KvResult result) {
        if (result instanceof KvResult.Ok ok) {
            return new ClientOutcome.Ok<>(
                    new ClientReply(Commands.value(call.command().operation(), ok.value())));
        } else if (result instanceof KvResult.Conflict conflict) {
            return ClientOutcome.Fail.decided(conflict.reason());
        }
        return ClientOutcome.Fail.decided(((KvResult.Invalid) result).reason());
    }

    /** One task gives up what is too old; one a call would crowd the queue of what is to happen. */
    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            time.schedule(SWEEP, this::sweep);
        }
    }

    private void sweep() {
        sweeping = false;
        Call oldest = underWay.oldest();
        while (oldest != null && oldest.deadline() <= time.now()) {
            settle(oldest.id(), unanswered(oldest, "no answer in time"));
            oldest = underWay.oldest();
        }
        if (oldest != null) {
            sweepLater();
        }
    }
}
