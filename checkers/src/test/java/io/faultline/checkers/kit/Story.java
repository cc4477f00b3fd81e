package io.faultline.checkers.kit;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A history told by hand, one sentence after the other.
 *
 * <pre>{@code
 * History history = Story.of("n1", "n2", "n3")
 *         .at(0).start("n1", "n2", "n3")
 *         .at(500).elect("n1", 1, "n2").follow("n1", "n2", "n3")
 *         .at(60_000).end();
 * }</pre>
 *
 * <p>Times are milliseconds; timeouts [400, 600), heartbeats each 100. Each node keeps its incarnation, numbers and
 * clock by itself, so that a story has only what it is about.
 */
public final class Story {
    public static final Timing TIMING = new Timing(400_000_000, 600_000_000, 100_000_000, 50_000_000);
    private static final long MILLI = 1_000_000;

    private final List<String> members;
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final Map<String, Teller> tellers = new TreeMap<>();
    private final TreeSet<String> down = new TreeSet<>();
    private final TreeSet<String> paused = new TreeSet<>();
    private final TreeSet<String> impaired = new TreeSet<>();
    private final TreeSet<Link> cut = new TreeSet<>();
    private final TreeSet<Link> degraded = new TreeSet<>();
    private Timing timing = TIMING;
    private boolean preVote = true;
    private LogStart disk = LogStart.of(LogTail.EMPTY);
    private long now;

    private Story(List<String> members) {
        this.members = members;
    }

    private static final class Teller {
        int incarnation;
        long seq;
        long term;
        Role role = Role.FOLLOWER;
    }

    /** A cluster of these members; none has started. */
    public static Story of(String... members) {
        return new Story(List.of(members));
    }

    /** Three nodes that started at 0. */
    public static Story ofThree() {
        return of("n1", "n2", "n3").at(0).start("n1", "n2", "n3");
    }

    /** Five nodes that started at 0. */
    public static Story ofFive() {
        return of("n1", "n2", "n3", "n4", "n5").at(0).start("n1", "n2", "n3", "n4", "n5");
    }

    /** From now on it is so many milliseconds after the beginning. */
    public Story at(long millis) {
        now = millis * MILLI;
        return this;
    }

    public Story timing(Timing next) {
        timing = next;
        return this;
    }

    public Story withoutPreVote() {
        preVote = false;
        return this;
    }

    /** Nodes that start from now on have a log ending here. */
    public Story log(long index, long term) {
        return disk(LogStart.of(new LogTail(index, term)));
    }

    /** Nodes that start from now on find this on their disks. */
    public Story disk(LogStart found) {
        disk = found;
        return this;
    }

    // ---- nodes ----

    /** The nodes start, with the term they had. */
    public Story start(String... nodes) {
        for (String node : nodes) {
            Teller teller = teller(node);
            teller.incarnation++;
            teller.seq = 0;
            say(node, teller.term, Role.FOLLOWER, new NodeFact.Started(members, timing, preVote, disk));
        }
        return this;
    }

    /** The node starts and finds this term on its disk. */
    public Story startInTerm(String node, long term) {
        teller(node).term = term;
        return start(node);
    }

    /** The node stands, wins with its own vote and those of the voters. */
    public Story elect(String leader, long term, String... voters) {
        stand(leader, term);
        List<String> all = new ArrayList<>(List.of(leader));
        for (String voter : voters) {
            vote(voter, term, leader);
            all.add(voter);
        }
        return lead(leader, term, all.toArray(String[]::new));
    }

    /** The node stands for election: new term, its own vote, candidate. */
    public Story stand(String node, long term) {
        say(node, term, Role.CANDIDATE, new NodeFact.TermChanged());
        say(node, term, Role.CANDIDATE, new NodeFact.VoteGranted(node));
        return say(node, term, Role.CANDIDATE, new NodeFact.Candidate());
    }

    /** The node says that it was held up for so long, until now. */
    public Story stalled(String node, long millis) {
        Teller teller = teller(node);
        return say(node, teller.term, teller.role, new NodeFact.Stalled(millis * MILLI));
    }

    public Story preCandidate(String node) {
        return say(node, teller(node).term, Role.PRE_CANDIDATE, new NodeFact.PreCandidate());
    }

    /** The node says it won with these votes. */
    public Story lead(String node, long term, String... voters) {
        return say(node, term, Role.LEADER, new NodeFact.Leader(List.of(voters)));
    }

    /** The voter votes for the candidate, entering the term if it is not in it. */
    public Story vote(String voter, long term, String candidate) {
        enter(voter, term);
        return say(voter, term, teller(voter).role, new NodeFact.VoteGranted(candidate));
    }

    /** The voter, in this term, refuses a request of the same term from a candidate with this log. */
    public Story refuse(String voter, long term, String candidate, long requestTerm, LogTail candidateLog) {
        return say(voter, term, teller(voter).role, new NodeFact.VoteRefused(candidate, requestTerm, candidateLog));
    }

    /** The nodes follow the leader in the leader's term. */
    public Story follow(String leader, String... nodes) {
        for (String node : nodes) {
            if (!node.equals(leader)) {
                followIn(teller(leader).term, leader, node);
            }
        }
        return this;
    }

    /** The node follows the leader, or nobody when null, in this term. */
    public Story followIn(long term, String leader, String node) {
        Role from = teller(node).role;
        enter(node, term);
        return say(node, term, Role.FOLLOWER, new NodeFact.Follower(leader, from));
    }

    /** The node hears of a term. */
    public Story enter(String node, long term) {
        Teller teller = teller(node);
        if (teller.term == term) {
            return this;
        }
        teller.role = Role.FOLLOWER;
        return say(node, term, Role.FOLLOWER, new NodeFact.TermChanged());
    }

    /** The leader hears of a higher term and is none any more. */
    public Story enterAsDeposed(String node, long term) {
        say(node, term, Role.FOLLOWER, new NodeFact.TermChanged());
        return say(node, term, Role.FOLLOWER, new NodeFact.Follower(null, Role.LEADER));
    }

    public Story draw(String node, long millis) {
        Teller teller = teller(node);
        return say(node, teller.term, teller.role, new NodeFact.TimeoutDrawn(millis * MILLI));
    }

    /** Any fact, said by the node as what it is. */
    public Story says(String node, NodeFact fact) {
        Teller teller = teller(node);
        return say(node, teller.term, teller.role, fact);
    }

    /** Any fact with any term and role. */
    public Story say(String node, long term, Role role, NodeFact fact) {
        Teller teller = teller(node);
        teller.term = term;
        teller.role = role;
        recorder.node(now, node, Math.max(1, teller.incarnation), ++teller.seq, now, term, role, fact);
        return this;
    }

    /** The next number the node would give an event is left out. */
    public Story loseOneEvent(String node) {
        teller(node).seq++;
        return this;
    }

    /** The next incarnation of the node never says anything. */
    public Story loseOneIncarnation(String node) {
        teller(node).incarnation++;
        return this;
    }

    private Teller teller(String node) {
        return tellers.computeIfAbsent(node, name -> new Teller());
    }

    // ---- conditions ----

    public Story crash(String... nodes) {
        down.addAll(List.of(nodes));
        return condition();
    }

    /** The nodes run again and start. */
    public Story restart(String... nodes) {
        down.removeAll(List.of(nodes));
        condition();
        return start(nodes);
    }

    public Story pause(String... nodes) {
        paused.addAll(List.of(nodes));
        return condition();
    }

    public Story resume(String... nodes) {
        paused.removeAll(List.of(nodes));
        return condition();
    }

    public Story impair(String... nodes) {
        impaired.addAll(List.of(nodes));
        return condition();
    }

    public Story cut(String from, String to) {
        cut.add(new Link(from, to));
        return condition();
    }

    public Story degrade(String from, String to) {
        degraded.add(new Link(from, to));
        return condition();
    }

    /** Cuts every link between these nodes and all others, both ways. */
    public Story isolate(String... nodes) {
        deafen(nodes);
        for (String node : nodes) {
            for (String other : members) {
                if (!List.of(nodes).contains(other)) {
                    cut.add(new Link(node, other));
                }
            }
        }
        return condition();
    }

    /** Cuts every link into these nodes from all others, without saying so yet. */
    private void deafen(String... nodes) {
        for (String node : nodes) {
            for (String other : members) {
                if (!List.of(nodes).contains(other)) {
                    cut.add(new Link(other, node));
                }
            }
        }
    }

    /** Cuts every link into this node. */
    public Story deaf(String node) {
        deafen(node);
        return condition();
    }

    /** Nothing is cut, degraded or impaired any more. */
    public Story heal() {
        cut.clear();
        degraded.clear();
        impaired.clear();
        return condition();
    }

    private Story condition() {
        recorder.condition(
                now,
                new Condition(
                        List.copyOf(down),
                        List.copyOf(paused),
                        List.copyOf(cut),
                        List.copyOf(degraded),
                        List.copyOf(impaired)));
        return this;
    }

    // ---- the rest ----

    /** A client's operation begins or ends. */
    public Story operation(OperationType type, long process, String f, Object key, Object value) {
        recorder.operation(now, type, process, f, key, value);
        return this;
    }

    public Story fault(FaultPhase phase, int id, Map<String, Object> fault) {
        recorder.fault(now, phase, id, fault);
        return this;
    }

    /** The number the next event will have. */
    public long next() {
        return recorder.size();
    }

    /** The trial ends now; the history of all that was told. */
    public History end() {
        recorder.phase(now, PhaseEvent.END);
        return recorder.finish();
    }

    /** The history of all that was told, broken off. */
    public History brokenOff() {
        return recorder.finish();
    }
}
