package io.faultline.node.process;

import static io.faultline.node.process.Variable.FAULTLINE_ANSWER_WITHIN;
import static io.faultline.node.process.Variable.FAULTLINE_BIND;
import static io.faultline.node.process.Variable.FAULTLINE_CHECK_QUORUM;
import static io.faultline.node.process.Variable.FAULTLINE_CLIENT_PORT;
import static io.faultline.node.process.Variable.FAULTLINE_CLUSTER;
import static io.faultline.node.process.Variable.FAULTLINE_DATA;
import static io.faultline.node.process.Variable.FAULTLINE_ELECTION_ONLY;
import static io.faultline.node.process.Variable.FAULTLINE_ELECTION_TIMEOUT;
import static io.faultline.node.process.Variable.FAULTLINE_FAILPOINTS;
import static io.faultline.node.process.Variable.FAULTLINE_HEARTBEAT;
import static io.faultline.node.process.Variable.FAULTLINE_LOG_TAIL;
import static io.faultline.node.process.Variable.FAULTLINE_MUTANT;
import static io.faultline.node.process.Variable.FAULTLINE_NODE;
import static io.faultline.node.process.Variable.FAULTLINE_PEERS;
import static io.faultline.node.process.Variable.FAULTLINE_PRE_VOTE;
import static io.faultline.node.process.Variable.FAULTLINE_READS;
import static io.faultline.node.process.Variable.FAULTLINE_RETRY;
import static io.faultline.node.process.Variable.FAULTLINE_SEED;
import static io.faultline.node.process.Variable.FAULTLINE_SESSION_TTL;
import static io.faultline.node.process.Variable.FAULTLINE_SNAPSHOT_ENTRIES;
import static io.faultline.node.process.Variable.FAULTLINE_VOTERS;

import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import io.faultline.node.net.Hello;
import io.faultline.node.net.PeerAddress;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.Timing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a {@link NodeConfig} of environment variables, or says all that is wrong with them at once.
 *
 * <p>An empty value counts as not set. A variable that begins like ours but is none is a problem too: most likely it
 * is misspelt, and a node that runs with other settings than it was told would make a trial worthless.
 */
final class NodeConfigReader {
    /** Clients wait 5 s themselves, and the server gives up an answer that took as long. */
    private static final long LONGEST_ANSWER = 4_000_000_000L;

    /** All its entries are written at the first start, and held in memory. */
    private static final long LONGEST_LOG = 100_000;

    private final Map<Variable, String> values = new EnumMap<>(Variable.class);
    private final List<String> problems = new ArrayList<>();

    private NodeConfigReader() {}

    /** Reads the configuration. */
    static NodeConfig read(Map<String, String> environment) throws BadConfigException {
        NodeConfigReader reader = new NodeConfigReader();
        reader.collect(environment);
        NodeConfig config = reader.build();
        if (!reader.problems.isEmpty()) {
            throw new BadConfigException(reader.problems);
        }
        return config;
    }

    private void collect(Map<String, String> environment) {
        for (Variable variable : Variable.values()) {
            String value = environment.getOrDefault(variable.name(), "").strip();
            values.put(variable, value.isEmpty() ? variable.standard() : value);
            if (variable.isRequired() && value.isEmpty()) {
                problems.add(variable + " is missing (" + variable.meaning() + ")");
            }
        }
        TreeSet<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(name -> !name.startsWith(Variable.PREFIX) || isKnown(name));
        if (!unknown.isEmpty()) {
            problems.add("there is no variable " + String.join(", ", unknown) + "; there are "
                    + Arrays.stream(Variable.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
    }

    /** Reads every value before anything is given up, so that all problems are named. */
    private NodeConfig build() {
        NodeId self = parse(FAULTLINE_NODE, NodeId::parse);
        List<PeerAddress> peers = parse(FAULTLINE_PEERS, NodeConfigReader::peers);
        Integer clientPort = parse(FAULTLINE_CLIENT_PORT, NodeConfigReader::port);
        Path data = parse(FAULTLINE_DATA, Path::of);
        InetAddress bind = parse(FAULTLINE_BIND, NodeConfigReader::address);
        String cluster = parse(FAULTLINE_CLUSTER, NodeConfigReader::clusterName);
        Timing timing = timing();
        Features features = features();
        NodeSet voters = parse(FAULTLINE_VOTERS, NodeConfigReader::nodes);
        Long sessionTtl = parse(FAULTLINE_SESSION_TTL, Durations::parse);
        Long answerWithin = parse(FAULTLINE_ANSWER_WITHIN, NodeConfigReader::answerWithin);
        Variant variant = parse(FAULTLINE_MUTANT, NodeConfigReader::variant);
        Long seed = parse(FAULTLINE_SEED, NodeConfigReader::wholeNumber);
        LogTail log = parse(FAULTLINE_LOG_TAIL, NodeConfigReader::logTail);
        Boolean failpoints = parse(FAULTLINE_FAILPOINTS, NodeConfigReader::trueOrFalse);
        checkSelf(self, peers, clientPort);
        checkVoters(voters, peers);
        if (!problems.isEmpty()) {
            return null;
        }
        List<NodeId> members = peers.stream().map(PeerAddress::node).toList();
        RaftConfig standard =
                new RaftConfig(self, members, voters == null ? NodeSet.of(members) : voters, timing, features);
        return new NodeConfig(
                variant == null ? standard : variant.configure(standard),
                peers,
                cluster,
                bind,
                clientPort,
                data,
                Optional.ofNullable(variant),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                log == null ? LogTail.EMPTY : log,
                sessionTtl,
                answerWithin,
                failpoints);
    }

    /** The value of a variable; null when it is not set, or when it can't be read, which then is a problem. */
    private <T> T parse(Variable variable, Function<String, T> reader) {
        String value = values.get(variable);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            problems.add(variable + ": " + e.getMessage());
            return null;
        }
    }

    private Timing timing() {
        long[] election = parse(FAULTLINE_ELECTION_TIMEOUT, Durations::parseInterval);
        Long heartbeat = parse(FAULTLINE_HEARTBEAT, Durations::parse);
        Long retry = parse(FAULTLINE_RETRY, Durations::parse);
        if (election == null || heartbeat == null || retry == null) {
            return null;
        }
        try {
            return new Timing(election[0], election[1], heartbeat, retry);
        } catch (IllegalArgumentException e) {
            problems.add(FAULTLINE_ELECTION_TIMEOUT + " and " + FAULTLINE_HEARTBEAT + ": " + e.getMessage());
            return null;
        }
    }

    private Features features() {
        Boolean preVote = parse(FAULTLINE_PRE_VOTE, NodeConfigReader::trueOrFalse);
        Boolean checkQuorum = parse(FAULTLINE_CHECK_QUORUM, NodeConfigReader::trueOrFalse);
        Features.ReadMode reads = parse(FAULTLINE_READS, NodeConfigReader::readMode);
        Boolean electionOnly = parse(FAULTLINE_ELECTION_ONLY, NodeConfigReader::trueOrFalse);
        Integer snapshotEntries = parse(FAULTLINE_SNAPSHOT_ENTRIES, NodeConfigReader::entries);
        if (preVote == null
                || checkQuorum == null
                || reads == null
                || electionOnly == null
                || snapshotEntries == null) {
            return null;
        }
        return new Features(
                preVote,
                checkQuorum,
                reads,
                electionOnly,
                Features.Limits.DEFAULT.withSnapshotEntries(snapshotEntries));
    }

    private void checkVoters(NodeSet voters, List<PeerAddress> peers) {
        if (voters != null && peers != null) {
            NodeSet named = NodeSet.of(peers.stream().map(PeerAddress::node).toList());
            NodeSet strangers = new NodeSet(voters.bits() & ~named.bits());
            if (strangers.size() > 0) {
                String which = strangers.toList().stream().map(NodeId::toString).collect(Collectors.joining(", "));
                problems.add(FAULTLINE_VOTERS + " names " + which + ", which " + FAULTLINE_PEERS + " does not");
            }
        }
    }

    private static NodeSet nodes(String text) {
        return NodeSet.of(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(NodeId::parse)
                .toList());
    }

    private static Features.ReadMode readMode(String text) {
        return Arrays.stream(Features.ReadMode.values())
                .filter(mode -> mode.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("read-index, log or lease, not '" + text + "'"));
    }

    private static long answerWithin(String text) {
        long nanos = Durations.parse(text);
        if (nanos > LONGEST_ANSWER) {
            throw new IllegalArgumentException(
                    "'" + text + "' is longer than 4s, and clients that wait 5s would not hear of it");
        }
        return nanos;
    }

    private static int entries(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("a number of entries from 0 to 999999999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private void checkSelf(NodeId self, List<PeerAddress> peers, Integer clientPort) {
        if (self == null || peers == null) {
            return;
        }
        Optional<PeerAddress> own =
                peers.stream().filter(peer -> peer.node().equals(self)).findFirst();
        if (own.isEmpty()) {
            problems.add(FAULTLINE_PEERS + " does not name this node, " + self);
        } else if (clientPort != null && clientPort == own.get().port()) {
            problems.add(FAULTLINE_CLIENT_PORT + " is also this node's port in " + FAULTLINE_PEERS + ": " + clientPort);
        }
    }

    private static List<PeerAddress> peers(String text) {
        List<PeerAddress> peers = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(PeerAddress::parse)
                .toList();
        TreeSet<NodeId> seen = new TreeSet<>();
        for (PeerAddress peer : peers) {
            if (!seen.add(peer.node())) {
                throw new IllegalArgumentException(peer.node() + " is named twice");
            }
        }
        return peers;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no address of this machine", e);
        }
    }

    private static String clusterName(String text) {
        if (!Hello.isName(text)) {
            throw new IllegalArgumentException("a cluster's name is 1 to " + Hello.LONGEST_NAME
                    + " letters, digits, dots, dashes or underscores, not '" + text + "'");
        }
        return text;
    }

    private static boolean trueOrFalse(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false, not '" + text + "'");
        };
    }

    private static Variant variant(String text) {
        Variant variant = Variants.named(text)
                .orElseThrow(() -> new IllegalArgumentException("there is no mutant or control '" + text
                        + "'; there are "
                        + Variants.all().stream().map(Variant::id).collect(Collectors.joining(", "))));
        if (!variant.isForProcesses()) {
            throw new IllegalArgumentException(
                    "'" + text + "' exists in the simulator only, as " + variant.onlySimulated());
        }
        return variant;
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number of 64 bits", e);
        }
    }

    private static LogTail logTail(String text) {
        if (!text.matches("[0-9]{1,15}@[0-9]{1,15}")) {
            throw new IllegalArgumentException("'" + text + "' is not of the form index@term");
        }
        int at = text.indexOf('@');
        LogTail tail = new LogTail(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
        if (tail.index() == 0 != (tail.term() == 0)) {
            throw new IllegalArgumentException("'" + text + "': an empty log is 0@0, and any other has index and term");
        }
        if (tail.index() > LONGEST_LOG) {
            throw new IllegalArgumentException("'" + text + "': an index is 0 to " + LONGEST_LOG
                    + ", as all entries up to it are written at the start");
        }
        return tail;
    }

    private static boolean isKnown(String name) {
        return Variable.OF_THE_HARNESS.contains(name)
                || Arrays.stream(Variable.values())
                        .anyMatch(variable -> variable.name().equals(name));
    }
}
