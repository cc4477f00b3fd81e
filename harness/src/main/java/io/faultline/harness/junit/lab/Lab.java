package io.faultline.harness.junit.lab;

import io.faultline.harness.cluster.DiskUse;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the lab's tester does to a cluster and asks of it, with the lab's numbers.
 *
 * <pre>{@code
 * Lab lab = new Lab(cluster);
 * lab.one("101", 3, false);
 * cluster.isolate(cluster.after(lab.checkOneLeader()));
 * lab.one("102", 2, false);
 * }</pre>
 *
 * <p>From its making on it looks at every entry that is applied: another one than at another node, or one out of order,
 * ends the story. Our leaders begin their term with an empty entry, so that indexes are greater than the lab's by the
 * number of elections before them.
 */
public final class Lab {
    /** The tester's, not the nodes'. */
    public static final Duration ELECTION_TIMEOUT = Duration.ofSeconds(1);

    private static final int LEADER_CHECKS_MAX = 10;
    private static final Duration AGREEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(6);

    /** Thirty looks of the lab, 10 ms apart at first and 1.28 s at last. */
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(31);

    private final ScriptedCluster cluster;
    private final AppliedLogs logs;
    private final UnreliableNetwork network;
    private final List<Agreement> underWay = new ArrayList<>();

    /** The lab's tester of a cluster of which nothing was asked yet. */
    public Lab(ScriptedCluster cluster) {
        this.cluster = cluster;
        this.logs = new AppliedLogs(cluster.nodes(), cluster::events);
        this.network = new UnreliableNetwork(cluster);
        cluster.watch(this::look);
        look();
    }

    private void look() {
        if (logs.look() && !underWay.isEmpty()) {
            underWay.forEach(Agreement::look);
            underWay.removeIf(Agreement::isReached);
        }
    }

    // ---- leaders ----

    /**
     * Up to ten times, it lets half a second pass and asks the reachable nodes; returns the leader of the highest term. That
     * a term has two leaders fails by itself, wherever they are.
     */
    public String checkOneLeader() {
        for (int check = 0; check < LEADER_CHECKS_MAX; check++) {
            cluster.runFor(Duration.ofMillis(450 + cluster.random().nextInt(100)));
            if (cluster.leader().isPresent()) {
                return cluster.leader().get();
            }
        }
        throw new AssertionError("no leader within " + LEADER_CHECKS_MAX + " checks; " + cluster.situation());
    }

    // ---- commands ----

    /**
     * Has the cluster agree on a command, and returns its index.
     *
     * @param count how many nodes must apply it, within 2 s of its being accepted
     * @param retry whether it is offered again when they do not, up to 10 s from now
     */
    public long one(String command, int count, boolean retry) {
        Agreement agreement = offer(command, count, retry);
        await(agreement);
        return agreement.accepted().index();
    }

    /** As {@link #one}, while the script goes on. */
    public Agreement offer(String command, int count, boolean retry) {
        Agreement agreement = new Agreement(cluster, logs, command, count, retry);
        underWay.add(agreement);
        agreement.offer();
        return agreement;
    }

    /** Waits until an agreement is reached. */
    public void await(Agreement agreement) {
        if (!cluster.within(AGREEMENT_LIMIT, agreement::isReached)) {
            throw new AssertionError(
                    "no agreement within " + AGREEMENT_LIMIT.toSeconds() + " s; " + cluster.situation());
        }
    }

    /** Asks one node to start a command, and tells where it stands if the node accepted it. */
    public Optional<Accepted> start(String node, String command) {
        return startAtEach(List.of(node), List.of(command)).stream().findFirst();
    }

    /** Asks some nodes at once to start a command, and tells who accepted it. */
    public List<Accepted> startAt(List<String> nodes, String command) {
        return startAtEach(nodes, List.of(command));
    }

    /** Asks a node at once to start several commands, and tells which it accepted. */
    public List<Accepted> startAll(String node, List<String> commands) {
        return startAtEach(List.of(node), commands);
    }

    private List<Accepted> startAtEach(List<String> nodes, List<String> commands) {
        List<Accepted> accepted = new ArrayList<>();
        int[] answers = new int[1];
        for (String node : nodes) {
            for (String command : commands) {
                cluster.clients().start(node, command, outcome -> {
                    answers[0]++;
                    outcome.value()
                            .filter(reply -> reply.leader())
                            .ifPresent(reply -> accepted.add(new Accepted(node, command, reply.index(), reply.term())));
                });
            }
        }
        cluster.within(ANSWER_LIMIT, () -> answers[0] == nodes.size() * commands.size());
        return List.copyOf(accepted);
    }

    // ---- what was applied ----

    /** How many nodes have applied that index, isolated ones too. */
    public int nCommitted(long index) {
        look();
        return logs.count(index);
    }

    /** Whether what was applied at its index is this command. */
    public boolean isApplied(Accepted command) {
        look();
        return logs.termAt(command.index()) == command.term();
    }

    /**
     * Waits until so many nodes have applied the index of a command, 31 s at most.
     *
     * @return whether it was that command; false too as soon as any node is in a later term
     * @throws AssertionError when the time is over
     */
    public boolean waitFor(Accepted command, int count) {
        awaitApplied(command.index(), count, () -> movedOn(command.term()));
        return !movedOn(command.term()) && isApplied(command);
    }

    /**
     * Waits until so many nodes have applied that index, 31 s at most.
     *
     * @throws AssertionError when the time is over
     */
    public void waitFor(long index, int count) {
        awaitApplied(index, count, () -> false);
    }

    private void awaitApplied(long index, int count, BooleanSupplier orElse) {
        if (!cluster.within(WAIT_LIMIT, () -> orElse.getAsBoolean() || logs.count(index) >= count)) {
            throw new AssertionError("only " + logs.count(index) + " nodes applied index " + index + ", not " + count
                    + ", within " + WAIT_LIMIT.toSeconds() + " s; " + cluster.situation());
        }
    }

    /** Whether a node is in a later term than this. */
    public boolean movedOn(long term) {
        return cluster.nodes().stream()
                .flatMap(node -> cluster.view(node).stream())
                .anyMatch(view -> view.term() > term);
    }

    /** The last index that any node has applied: the lab's number of commits. */
    public long commits() {
        look();
        return logs.last();
    }

    /** The last index that a node has applied since it started. */
    public long applied(String node) {
        look();
        return logs.last(node);
    }

    // ---- sizes ----

    /** The bytes of the log of the node that has the most on disk; 0 on a ground that can't look. */
    public long logBytes() {
        return uses().stream().mapToLong(DiskUse::logBytes).max().orElse(0);
    }

    /** The bytes of the biggest snapshot on a disk; 0 on a ground that can't look. */
    public long snapshotBytes() {
        return uses().stream().mapToLong(DiskUse::snapshotBytes).max().orElse(0);
    }

    private List<DiskUse> uses() {
        return cluster.nodes().stream()
                .flatMap(node -> cluster.diskUse(node).stream())
                .toList();
    }

    // ---- the network ----

    /** Makes links lose and delay what they carry, or ends that. */
    public void unreliable(boolean on) {
        network.lose(on);
    }

    /** Makes links hold back much of what they carry for a long time, so that it is overtaken, or ends that. */
    public void longReordering(boolean on) {
        network.reorder(on);
    }
}
