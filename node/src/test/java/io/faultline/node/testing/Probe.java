package io.faultline.node.testing;

import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Effects;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.Stored;
import io.faultline.node.raft.Timing;
import java.util.List;
import java.util.Optional;
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

    /** A node for tests of elections, in which its log ends there and nobody replicates. */
    public Probe(int members, RaftRules rules, boolean preVote, HardState disk, LogTail log) {
        this(
                members,
                rules,
                electionsOnly(preVote),
                new Stored(disk, Optional.empty(), Stored.endingAt(log).entries()));
    }

    public Probe(int members, RaftRules rules, Features features, Stored disk) {
        List<NodeId> all =
                IntStream.rangeClosed(1, members).mapToObj(NodeId::of).toList();
        node = new RaftNode(new RaftConfig(N1, all, Timing.DEFAULT, features), rules, new Random(1), new Journal());
        step(new Input.Restarted(disk));
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

    /** Elections as the paper has them, and nothing else: no log grows, and no leader steps down by itself. */
    public static Features electionsOnly(boolean preVote) {
        return Features.DEFAULT.withPreVote(preVote).withCheckQuorum(false).withElectionOnly(true);
    }

    public static Message heartbeat(NodeId from, long term) {
        return new Message.AppendEntries(from, term, LogTail.EMPTY, List.of(), 0, 1, false);
    }

    /** The answer to a heartbeat. */
    public static Message heard(NodeId from, long term, long requestTerm, boolean success) {
        return new Message.AppendReply(from, term, requestTerm, success, 0, 0, 0, 1);
    }

    /** The status of a node of three that has no log. */
    public static NodeStatus status(long term, Role role, NodeId votedFor, NodeId leader) {
        return new NodeStatus(
                N1,
                term,
                role,
                Optional.ofNullable(votedFor),
                Optional.ofNullable(leader),
                LogTail.EMPTY,
                0,
                0,
                0,
                Configuration.of(NodeSet.of(N1, N2, N3)));
    }

    /** What is written when term and vote have become those. */
    public static DiskWrite written(long term, int vote) {
        return new DiskWrite.State(new HardState(term, vote));
    }

    public static Message vote(NodeId from, long term) {
        return new Message.VoteReply(from, term, term, true, false);
    }

    /** A leader's entries. */
    public static Message append(NodeId from, long term, LogTail previous, long commit, Entry... entries) {
        return new Message.AppendEntries(from, term, previous, List.of(entries), commit, 1, false);
    }

    /** The answer of a follower whose log agrees with the leader's up to there. */
    public static Message holds(NodeId from, long term, long index) {
        return holds(from, term, index, 1);
    }

    public static Message holds(NodeId from, long term, long index, long round) {
        return new Message.AppendReply(from, term, term, true, index, index, 0, round);
    }

    /** The answer of a follower whose log ends too early, or has another term there. */
    public static Message refuses(NodeId from, long term, long previous, long index, long conflictTerm) {
        return new Message.AppendReply(from, term, term, false, previous, index, conflictTerm, 1);
    }

    public static Message ask(NodeId from, long term) {
        return new Message.RequestVote(from, term, LogTail.EMPTY, false, false);
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

    public Probe step(Input... inputs) {
        effects = node.step(now, List.of(inputs));
        return this;
    }

    /** Lets the state machine have what it may have. */
    public Probe apply() {
        return step(Input.Apply.NOW);
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

    /** What the last step said to one node. */
    public List<Message> saidTo(NodeId node) {
        return said().stream()
                .filter(envelope -> envelope.to().equals(node))
                .map(Envelope::message)
                .toList();
    }

    /** The entries the last step sent to one node, in the order of the messages. */
    public List<Message.AppendEntries> entriesTo(NodeId node) {
        return saidTo(node).stream()
                .filter(message -> message instanceof Message.AppendEntries append
                        && !append.entries().isEmpty())
                .map(Message.AppendEntries.class::cast)
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
