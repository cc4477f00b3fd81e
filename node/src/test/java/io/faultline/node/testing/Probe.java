package io.faultline.node.testing;

import io.faultline.node.raft.Effects;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Timing;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One real node, {@code n1}, whose peers are words of the test; it keeps the effects of the last step. */
public final class Probe {
    public static final long MS = 1_000_000;
    public static final NodeId N1 = NodeId.of(1);
    public static final NodeId N2 = NodeId.of(2);
    public static final NodeId N3 = NodeId.of(3);
    public static final NodeId N4 = NodeId.of(4);
    public static final NodeId N5 = NodeId.of(5);

    private final RaftNode node;
    private long now;
    private Effects effects;

    /** A node of three that starts at time 0 with that much on its disk. */
    public Probe(RaftRules rules, boolean preVote, HardState disk, LogTail log) {
        this(3, rules, preVote, disk, log);
    }

    public Probe(int members, RaftRules rules, boolean preVote, HardState disk, LogTail log) {
        List<NodeId> all =
                IntStream.rangeClosed(1, members).mapToObj(NodeId::of).toList();
        node = new RaftNode(new RaftConfig(N1, all, Timing.DEFAULT, preVote), rules, new Random(1));
        step(new Input.Restarted(disk, log));
    }

    /** A correct node of three without pre-vote that has never run. */
    public static Probe fresh() {
        return fresh(new RaftRules());
    }

    public static Probe fresh(RaftRules rules) {
        return new Probe(rules, false, HardState.INITIAL, LogTail.EMPTY);
    }

    /** A node of three without pre-vote that leads term 1, elected by n2. */
    public static Probe leader(RaftRules rules) {
        return fresh(rules).expire().hear(vote(N2, 1));
    }

    public static Message vote(NodeId from, long term) {
        return new Message.VoteReply(from, term, term, true, false);
    }

    public static Message ask(NodeId from, long term) {
        return new Message.RequestVote(from, term, LogTail.EMPTY, false);
    }

    /** Lets the deadline come that the node named. */
    public Probe expire() {
        now = Math.max(now, effects.deadline());
        return step(Input.Deadline.REACHED);
    }

    public Probe after(long nanos) {
        now += nanos;
        return this;
    }

    public Probe hear(Message message) {
        return step(new Input.Received(message));
    }

    public Probe step(Input input) {
        effects = node.step(now, input);
        return this;
    }

    public long now() {
        return now;
    }

    public NodeStatus status() {
        return node.status();
    }

    public Effects effects() {
        return effects;
    }

    public long untilDeadline() {
        return effects.deadline() - now;
    }

    /** All messages of the last step. */
    public List<Envelope> said() {
        return Stream.concat(effects.early().stream(), effects.messages().stream())
                .toList();
    }

    /** The only message of the last step. */
    public Message reply() {
        if (said().size() != 1) {
            throw new AssertionError("one message expected, not " + said());
        }
        return said().get(0).message();
    }

    public List<Fact> facts() {
        return effects.events().stream().map(NodeEvent::fact).toList();
    }
}
