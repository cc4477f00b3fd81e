package io.faultline.harness.sim;

import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options of a {@link ClusterSpec} that simulated clusters know: those of nodes in containers by the same names, and
 * {@code surroundings}, which are {@code drawn} from the seed or {@code plain}.
 */
final class SimulationOptions {
    private static final String CHECK_QUORUM = "check-quorum";
    private static final String PRE_VOTE = "pre-vote";
    private static final String READS = "reads";
    private static final String SESSION_TTL = "session-ttl";
    private static final String SNAPSHOT_ENTRIES = "snapshot-entries";
    private static final String SURROUNDINGS = "surroundings";
    private static final String VOTERS = "voters";
    private static final List<String> KNOWN =
            List.of(CHECK_QUORUM, PRE_VOTE, READS, SESSION_TTL, SNAPSHOT_ENTRIES, SURROUNDINGS, VOTERS);

    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,8})(ms|s)");

    private final ClusterSpec spec;
    private final Map<String, String> options;

    /**
     * The options of a cluster.
     *
     * @throws IllegalArgumentException when there is one that simulated clusters do not know
     */
    SimulationOptions(ClusterSpec spec) {
        for (String option : new TreeSet<>(spec.options().keySet())) {
            if (!KNOWN.contains(option)) {
                throw new IllegalArgumentException(
                        "the simulated ground knows no option '" + option + "'; it knows " + String.join(", ", KNOWN));
            }
        }
        this.spec = spec;
        this.options = spec.options();
    }

    /**
     * These settings, changed as the options say.
     *
     * @throws IllegalArgumentException when one of them can't be understood
     */
    SimulationSettings applyTo(SimulationSettings ground) {
        SimulationSettings settings = surroundings(ground);
        return options.isEmpty() ? settings : settings.withFeatures(features(settings.features()));
    }

    /**
     * The nodes that vote as long as no log says otherwise; all when the options do not say.
     *
     * @throws IllegalArgumentException when one of them is no node of the cluster
     */
    NodeSet voters() {
        List<NodeId> voters = new ArrayList<>();
        String named = options.getOrDefault(VOTERS, String.join(",", spec.nodes()));
        for (String name : named.split(",", -1)) {
            int index = spec.nodes().indexOf(name.strip());
            if (index < 0) {
                throw wrong(VOTERS, "some of " + String.join(",", spec.nodes()));
            }
            voters.add(NodeId.of(index + 1));
        }
        return NodeSet.of(voters);
    }

    /**
     * How long a client's session lives unused, ns.
     *
     * @throws IllegalArgumentException when it is no duration
     */
    long sessionTtl() {
        String text = options.get(SESSION_TTL);
        if (text == null) {
            return KeyValueStore.SESSION_TTL;
        }
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw wrong(SESSION_TTL, "a duration such as 500ms or 60s");
        }
        return Long.parseLong(duration.group(1)) * (duration.group(2).equals("ms") ? 1_000_000 : 1_000_000_000);
    }

    private SimulationSettings surroundings(SimulationSettings ground) {
        String word = options.get(SURROUNDINGS);
        if (word == null) {
            return ground;
        }
        return switch (word) {
            case "drawn" -> SimulationSettings.DRAWN;
            case "plain" -> SimulationSettings.PLAIN;
            default ->
                throw new IllegalArgumentException("unknown surroundings '" + word + "'; legal are drawn, plain");
        };
    }

    private Features features(Features standard) {
        Features features = standard.withPreVote(flag(PRE_VOTE, standard.preVote()))
                .withCheckQuorum(flag(CHECK_QUORUM, standard.checkQuorum()))
                .withReads(reads(standard.reads()));
        return features.withLimits(
                features.limits().withSnapshotEntries(entries(features.limits().snapshotEntries())));
    }

    private boolean flag(String option, boolean standard) {
        return switch (options.getOrDefault(option, String.valueOf(standard))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(option, "true or false");
        };
    }

    private Features.ReadMode reads(Features.ReadMode standard) {
        String word = options.getOrDefault(READS, standard.word());
        return Arrays.stream(Features.ReadMode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(
                        READS,
                        Arrays.stream(Features.ReadMode.values())
                                .map(Features.ReadMode::word)
                                .collect(Collectors.joining(", "))));
    }

    private int entries(int standard) {
        String number = options.getOrDefault(SNAPSHOT_ENTRIES, String.valueOf(standard));
        if (!number.matches("\\d{1,9}")) {
            throw wrong(SNAPSHOT_ENTRIES, "a whole number of entries, 0 for no snapshots");
        }
        return Integer.parseInt(number);
    }

    private IllegalArgumentException wrong(String option, String legal) {
        return new IllegalArgumentException(
                "option " + option + " must be " + legal + ", not '" + options.get(option) + "'");
    }
}
