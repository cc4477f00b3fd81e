package io.faultline.harness.docker;

import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import io.faultline.node.mutants.Variants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Our own node: an image that the harness builds, settings by environment variables, events as lines of JSON. */
final class RaftSystem implements ContainerSystem {
    private static final String EVENT_BEGINS = "{\"node\"";

    /** What may stand among a cluster's options, and what it is called in a node's environment. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "check-quorum", "FAULTLINE_CHECK_QUORUM",
            "election-only", "FAULTLINE_ELECTION_ONLY",
            "election-timeout", "FAULTLINE_ELECTION_TIMEOUT",
            "heartbeat", "FAULTLINE_HEARTBEAT",
            "pre-vote", "FAULTLINE_PRE_VOTE",
            "reads", "FAULTLINE_READS",
            "session-ttl", "FAULTLINE_SESSION_TTL",
            "snapshot-entries", "FAULTLINE_SNAPSHOT_ENTRIES",
            "voters", "FAULTLINE_VOTERS"));

    /** The option for where the log of each node ends, in the nodes' order: {@code 3@1,3@1,2@1}. */
    private static final String LOG_TAILS = "log-tails";

    /** It is for simulated clusters; those of a real machine are what they are. */
    private static final String SURROUNDINGS = "surroundings";

    private final ClusterSpec spec;
    private final CommandClient commands = new CommandClient(Duration.ofNanos(Cluster.ANSWER_WITHIN));

    /**
     * The nodes of a cluster.
     *
     * @throws IllegalArgumentException when the cluster is of no variant there is, or has an option that is none
     */
    RaftSystem(ClusterSpec spec) {
        if (spec.variant() != null && Variants.named(spec.variant()).isEmpty()) {
            throw new IllegalArgumentException("unknown mutant '" + spec.variant() + "'");
        }
        for (String option : new TreeSet<>(spec.options().keySet())) {
            if (!SETTINGS.containsKey(option) && !option.equals(LOG_TAILS) && !option.equals(SURROUNDINGS)) {
                throw new IllegalArgumentException("nodes in containers know no option '" + option + "'; they know "
                        + String.join(", ", SETTINGS.keySet()) + ", " + LOG_TAILS);
            }
        }
        this.spec = spec;
    }

    @Override
    public String image() {
        return NodeImage.provide();
    }

    @Override
    public int peerPort() {
        return 7000;
    }

    @Override
    public int clientPort() {
        return 8000;
    }

    @Override
    public List<String> environment(Seat seat) {
        String peers = seat.addresses().entrySet().stream()
                .map(peer -> peer.getKey() + "=" + peer.getValue())
                .collect(Collectors.joining(","));
        List<String> environment = new ArrayList<>(List.of(
                "FAULTLINE_NODE=" + seat.node(),
                "FAULTLINE_PEERS=" + peers,
                "FAULTLINE_CLUSTER=" + seat.cluster(),
                "FAULTLINE_FAILPOINTS=true"));
        if (spec.variant() != null) {
            environment.add("FAULTLINE_MUTANT=" + spec.variant());
        }
        SETTINGS.forEach((option, variable) -> {
            if (spec.options().containsKey(option)) {
                environment.add(variable + "=" + spec.options().get(option));
            }
        });
        if (spec.options().containsKey(LOG_TAILS)) {
            String[] tails = spec.options().get(LOG_TAILS).split(",");
            environment.add("FAULTLINE_LOG_TAIL=" + tails[spec.nodes().indexOf(seat.node())]);
        }
        return environment;
    }

    @Override
    public Optional<EventFormat> events() {
        return Optional.of(new EventFormat(EVENT_BEGINS, NodeLine::parse));
    }

    @Override
    public boolean hasFailpoints() {
        return true;
    }

    @Override
    public String readyPath() {
        return "/status";
    }

    @Override
    public void startCommand(int port, String command, Consumer<ClientOutcome<StartReply>> done) {
        commands.start(port, command, done);
    }

    @Override
    public void call(int port, ClientCall call, long within, Consumer<ClientOutcome<ClientReply>> done) {
        commands.call(port, call, Duration.ofNanos(within), done);
    }

    @Override
    public boolean changesMembers() {
        return true;
    }

    @Override
    public void reconfigure(int port, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
        commands.reconfigure(port, change, subject, done);
    }

    @Override
    public void readStatus(int port, Consumer<ClientOutcome<StatusReply>> done) {
        commands.status(port, done);
    }
}
