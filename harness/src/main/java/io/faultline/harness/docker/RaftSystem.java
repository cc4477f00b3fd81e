package io.faultline.harness.docker;

import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.StartReply;
import io.faultline.node.mutants.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Our own node: an image that the harness builds, settings by environment variables, events as lines of JSON. */
final class RaftSystem implements ContainerSystem {
    private static final String EVENT_BEGINS = "{\"node\"";

    private final ClusterSpec spec;
    private final CommandClient commands = new CommandClient();

    /**
     * The nodes of a cluster.
     *
     * @throws IllegalArgumentException when the cluster is of no variant there is
     */
    RaftSystem(ClusterSpec spec) {
        if (spec.variant() != null && Variants.named(spec.variant()).isEmpty()) {
            throw new IllegalArgumentException("unknown mutant '" + spec.variant() + "'");
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
                "FAULTLINE_NODE=" + seat.node(), "FAULTLINE_PEERS=" + peers, "FAULTLINE_CLUSTER=" + seat.cluster()));
        if (spec.variant() != null) {
            environment.add("FAULTLINE_MUTANT=" + spec.variant());
        }
        return environment;
    }

    @Override
    public Optional<EventFormat> events() {
        return Optional.of(new EventFormat(EVENT_BEGINS, NodeLine::parse));
    }

    @Override
    public String readyPath() {
        return "/status";
    }

    @Override
    public void startCommand(int port, Consumer<StartReply> reply) {
        commands.start(port, reply);
    }
}
