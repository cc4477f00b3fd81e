package io.faultline.harness.sim;

import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Wishes for changes of members under way to simulated nodes, and what comes of them; as for {@link ClientCalls}. */
final class MemberCalls {
    private static final long LATENCY = 500_000;

    private final VirtualTime time;
    private final Map<Long, Call> underWay = new LinkedHashMap<>();

    private record Call(long id, SimulatedNode node, Consumer<ReconfigureOutcome> done) {}

    MemberCalls(VirtualTime time) {
        this.time = time;
    }

    /** Sends a wish to a node; {@code id} is no other request's. */
    void send(long id, SimulatedNode node, MemberChange change, NodeId subject, Consumer<ReconfigureOutcome> done) {
        underWay.put(id, new Call(id, node, done));
        time.schedule(LATENCY, () -> {
            if (node.isUp()) {
                node.offer(new Input.Reconfigure(id, input(change), subject));
            } else {
                settle(id, new ReconfigureOutcome.Refused("no connection"));
            }
        });
        time.schedule(Cluster.ANSWER_WITHIN, () -> settle(id, new ReconfigureOutcome.Unknown("no answer in time")));
    }

    private static Input.Change input(MemberChange change) {
        return switch (change) {
            case ADD_LEARNER -> Input.Change.ADD_LEARNER;
            case PROMOTE -> Input.Change.PROMOTE;
            case REMOVE -> Input.Change.REMOVE;
            case TRANSFER -> Input.Change.TRANSFER;
        };
    }

    /** A node has answered; whoever asked hears of it a little later. */
    void answered(Answer answer) {
        if (!underWay.isEmpty() && underWay.containsKey(answer.id())) {
            ReconfigureOutcome outcome = outcome(answer);
            time.schedule(LATENCY, () -> settle(answer.id(), outcome));
        }
    }

    /** A node has died: its connections are gone. */
    void nodeDied(SimulatedNode node) {
        List<Call> lost = new ArrayList<>(underWay.values());
        lost.removeIf(call -> call.node() != node);
        for (Call call : lost) {
            time.schedule(LATENCY, () -> settle(call.id(), new ReconfigureOutcome.Unknown("the connection broke")));
        }
    }

    private void settle(long id, ReconfigureOutcome outcome) {
        Call call = underWay.remove(id);
        if (call != null) {
            call.done().accept(outcome);
        }
    }

    private static ReconfigureOutcome outcome(Answer answer) {
        if (answer instanceof Answer.Changed changed) {
            return new ReconfigureOutcome.Done(changed.index());
        } else if (answer instanceof Answer.NotLeader refusal) {
            return new ReconfigureOutcome.NotLeader(refusal.hint().map(Translation::name));
        } else if (answer instanceof Answer.Refused refused) {
            return new ReconfigureOutcome.Refused(refused.reason());
        } else if (answer instanceof Answer.Lost) {
            return new ReconfigureOutcome.Refused("another entry took its place");
        } else if (answer instanceof Answer.Unknown unknown) {
            return new ReconfigureOutcome.Unknown(unknown.reason());
        }
        throw new IllegalStateException("no answer to a wish for other members: " + answer);
    }
}
