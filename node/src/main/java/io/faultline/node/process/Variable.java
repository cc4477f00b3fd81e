package io.faultline.node.process;

import java.util.Set;

/** The environment variables that configure a node; the one place where a new one is added. */
enum Variable {
    FAULTLINE_NODE("", "the name of this node, n1 to n63"),
    FAULTLINE_PEERS(
            "",
            "all nodes of the cluster, this one included, and where each listens for the others:"
                    + " n1=host:port,n2=host:port,… (of this node only the port counts)"),
    FAULTLINE_CLIENT_PORT("", "the port for clients, by HTTP"),
    FAULTLINE_DATA("", "the directory of this node's log and snapshots; made when it is missing"),
    FAULTLINE_BIND("127.0.0.1", "the address of this machine that both ports are opened at"),
    FAULTLINE_CLUSTER("faultline", "the name of the cluster; nodes of another one are turned away"),
    FAULTLINE_ELECTION_TIMEOUT("400ms-600ms", "the interval that election timeouts are drawn from, or one duration"),
    FAULTLINE_HEARTBEAT("100ms", "the time between two heartbeats to one peer"),
    FAULTLINE_RETRY("50ms", "the time after which an unanswered request for a vote is sent again"),
    FAULTLINE_PRE_VOTE("true", "whether a node asks if it could win before it raises its term: true or false"),
    FAULTLINE_CHECK_QUORUM(
            "true", "whether a leader that hears no majority for an election timeout steps down: true or false"),
    FAULTLINE_READS(
            "read-index",
            "how reads are made linearizable: read-index, log, or lease, which trusts that clocks run alike"),
    FAULTLINE_SNAPSHOT_ENTRIES("10000", "a node takes a snapshot after so many entries; 0 for never"),
    FAULTLINE_SESSION_TTL("3600s", "the time of the log after which a client's unused session is forgotten"),
    FAULTLINE_ANSWER_WITHIN(
            "3s", "the time after which a client is told that nobody knows what becomes of its request; at most 4s"),
    FAULTLINE_VOTERS("", "those of the nodes that vote until members are changed, such as n1,n2,n3; without it all"),
    FAULTLINE_ELECTION_ONLY(
            "false", "whether leaders leave the log alone: true or false; only for experiments with elections"),
    FAULTLINE_MUTANT("", "the id of a built-in bug or control to run with, such as E13"),
    FAULTLINE_SEED("", "the seed for election timeouts, a whole number; without it chance decides"),
    FAULTLINE_LOG_TAIL("", "where the log of a node ends that never ran before: index@term, the index at most 100000"),
    FAULTLINE_FAILPOINTS(
            "false", "whether requests to /failpoints may hurt the node from within: true or false; only for tests"),
    /** For the launcher script of the harness; a node started from the same shell must not trip over it. */
    FAULTLINE_JAVA_OPTS("", "ignored; the launcher script reads it");

    static final String PREFIX = "FAULTLINE_";

    /** What the harness and its scripts read, and a node in the same shell does not. */
    static final Set<String> OF_THE_HARNESS = Set.of(
            "FAULTLINE_JAVA_IMAGE", "FAULTLINE_TOXIPROXY_IMAGE", "FAULTLINE_DOCKERD_LOG", "FAULTLINE_CONTAINERS");

    private final String standard;
    private final String meaning;

    Variable(String standard, String meaning) {
        this.standard = standard;
        this.meaning = meaning;
    }

    /** The value it has when it is not set, or an empty text. */
    String standard() {
        return standard;
    }

    String meaning() {
        return meaning;
    }

    boolean isRequired() {
        return ordinal() <= FAULTLINE_DATA.ordinal();
    }
}
