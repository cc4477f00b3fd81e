package io.faultline.harness.cluster;

import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.play.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A cluster under test.
 *
 * <p>One thread owns it: the one that calls {@link #runUntil}. Everything else, from faults to answers, happens as a
 * task of the timeline within that call.
 *
 * <pre>{@code
 * try (Cluster cluster = ground.open(ClusterSpec.of(3), 7, recorder)) {
 *     cluster.start();
 *     cluster.runUntil(() -> cluster.view("n1").isPresent(), 5_000_000_000L);
 * }
 * }</pre>
 */
public interface Cluster extends AutoCloseable {
    /** After so many ns a client gives a call up. */
    long ANSWER_WITHIN = 5_000_000_000L;

    /** The names of all nodes, up or not, {@code n1} first. */
    List<String> nodes();

    Timeline timeline();

    FaultInjector faults();

    /**
     * Hands over what nodes write, from their start to {@link #close}; to be called before {@link #start}. Nodes of a
     * simulated cluster write nothing: all they say are events.
     */
    default void outputTo(NodeOutput output) {}

    /** Starts every node; done when the call returns, or as a task soon after. */
    void start();

    /** Plays the timeline up to this instant of it. */
    void runUntil(long instant);

    /**
     * Plays the timeline until the condition holds or so much time has passed.
     *
     * @return whether the condition holds
     */
    boolean runUntil(BooleanSupplier condition, long timeoutNanos);

    /** What a node last said of itself; empty while it is down. */
    Optional<NodeView> view(String node);

    /**
     * Asks a node to start a command (the lab's {@code Start(cmd)}), once.
     *
     * @param command any text; two that are to be told apart differ
     * @param done hears what came of it, within {@link #ANSWER_WITHIN}: a write without an answer may have had its effect
     */
    void startCommand(String node, String command, Consumer<ClientOutcome<StartReply>> done);

    /** Asks a node to start some command, as above. */
    default void startCommand(String node, Consumer<ClientOutcome<StartReply>> done) {
        startCommand(node, "command", done);
    }

    /**
     * Sends a node a client's call, once.
     *
     * @param done hears what came of it, within {@link #ANSWER_WITHIN}
     */
    default void call(String node, ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
        throw new UnsupportedOperationException("this cluster has no clients");
    }

    /**
     * The same for a client that hangs up after so much time. Where calls are connections, this one is closed then: those that
     * nobody listens to would take the places of others.
     *
     * @param within ns, at most {@link #ANSWER_WITHIN}; {@code done} may hear of a call that was given up, or not
     */
    default void call(String node, ClientCall call, long within, Consumer<ClientOutcome<ClientReply>> done) {
        call(node, call, done);
    }

    /**
     * Asks a node how it is, once.
     *
     * @param done hears what came of it, within {@link #ANSWER_WITHIN}
     */
    void readStatus(String node, Consumer<ClientOutcome<StatusReply>> done);

    /** Who takes part in the cluster, as a node last said; empty while it is down, or when nodes say nothing of it. */
    default Optional<Membership> membership(String node) {
        return Optional.empty();
    }

    /**
     * Asks a node for a change of members, once; only one that leads does it.
     *
     * @param subject whom it is about
     * @param done hears what came of it, within {@link #ANSWER_WITHIN}
     */
    default void reconfigure(String node, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
        throw new UnsupportedOperationException("the members of this cluster can't be changed");
    }

    /**
     * Ends a node's process at that instant of the timeline, more exactly than a fault that is begun at it: for
     * experiments that measure from there. Nothing starts it again by itself.
     *
     * @param done hears whether the node has taken it down, soon
     * @throws UnsupportedOperationException on a ground where a fault begins at its very instant anyway
     */
    default void haltAt(String node, long instant, Consumer<Outcome> done) {
        throw new UnsupportedOperationException("begin a crash at that instant instead");
    }

    /** What the nodes have sent each other so far; empty on a ground that does not count. */
    default Optional<Traffic> traffic() {
        return Optional.empty();
    }

    /** How much of a node's disk is taken, up or not; empty on a ground that can't look. */
    default Optional<DiskUse> diskUse(String node) {
        return Optional.empty();
    }

    /** Stops everything and frees what the cluster holds; may be called twice. */
    @Override
    void close();
}
