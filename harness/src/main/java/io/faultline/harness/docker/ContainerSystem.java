package io.faultline.harness.docker;

import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The system whose nodes a docker cluster starts: all that is particular to it, and nothing of how a cluster works.
 *
 * <p>Faults of links and of whole nodes work on any system. What is judged from what nodes say of themselves needs
 * {@link #events}; without them a node counts as up from when it is ready, and nobody is known to lead.
 *
 * <p>Methods may be called by any thread. {@link RaftSystem} is the first such system; another one is a class in a package
 * of its own, and is given to {@link DockerGround#DockerGround(java.util.function.Function)}.
 */
public interface ContainerSystem {
    /**
     * Where a node sits in its cluster.
     *
     * @param node its name, which is its host name too
     * @param cluster a name that no other cluster has
     * @param addresses for every node where this one is to look for it, {@code host:port}: every other one behind the
     *     link's proxy, itself where it listens; in the order of the nodes
     */
    record Seat(String node, String cluster, Map<String, String> addresses) {}

    /**
     * How events stand among the lines that a node writes on its standard output.
     *
     * @param begins how each line that is an event begins, and no other does
     * @param parser reads such a line
     */
    record EventFormat(String begins, Parser parser) {
        /** Reads the text of one event. */
        @FunctionalInterface
        public interface Parser {
            /**
             * Reads an event.
             *
             * @param source what messages call where it comes from
             * @param number of the line there
             * @throws io.faultline.checkers.history.json.MalformedHistoryException when it is none
             */
            NodeLine parse(String text, String source, long number);
        }
    }

    /**
     * Makes sure that the engine has the image, and tells its name; see {@link DockerSupport#requireImage}.
     *
     * @throws EngineException when it can't be had
     */
    String image();

    /** The port at which a node listens to the others. */
    int peerPort();

    /** The port at which a node listens to clients, by HTTP. */
    int clientPort();

    /** What is in a node's environment, each {@code NAME=value}. */
    List<String> environment(Seat seat);

    /** What a node is started with; empty for what its image says. */
    default List<String> command(Seat seat) {
        return List.of();
    }

    /** How nodes tell what happens to them; empty when they don't. */
    default Optional<EventFormat> events() {
        return Optional.empty();
    }

    /** Whether nodes have our node's failpoints at their client port; without them nothing can be done within a node. */
    default boolean hasFailpoints() {
        return false;
    }

    /** The path that a node without events answers with 200 when it is ready, such as {@code /health}. */
    String readyPath();

    /**
     * Asks a node to start a command, once, and without ever blocking.
     *
     * @param port of the loopback address, at which the node's clients reach it
     * @param done hears what came of it, in any thread, within {@link io.faultline.harness.cluster.Cluster#ANSWER_WITHIN}
     */
    void startCommand(int port, String command, Consumer<ClientOutcome<StartReply>> done);

    /**
     * Sends a node a client's call; otherwise as {@link #startCommand}.
     *
     * @param within after so many ns the client hangs up
     * @throws UnsupportedOperationException where the system has no such clients
     */
    default void call(int port, ClientCall call, long within, Consumer<ClientOutcome<ClientReply>> done) {
        throw new UnsupportedOperationException("this system has no clients");
    }

    /** Whether {@link #reconfigure} does anything: without it faults of members are not possible. */
    default boolean changesMembers() {
        return false;
    }

    /**
     * Asks a node for a change of members; otherwise as {@link #startCommand}.
     *
     * @throws UnsupportedOperationException where the system has no such changes
     */
    default void reconfigure(int port, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
        throw new UnsupportedOperationException("the members of this system can't be changed");
    }

    /** Asks a node how it is; otherwise as {@link #startCommand}. */
    void readStatus(int port, Consumer<ClientOutcome<StatusReply>> done);
}
