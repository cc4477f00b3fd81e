package io.faultline.nemesis.fault;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fault with every symbol replaced by nodes and links: what an injector does, and undoes.
 *
 * <p>Never empty. Lists keep the order in which nodes are to be hit; links are sorted.
 */
public sealed interface Injection {

    /** Returns every node that it hits or whose links it touches, each once. */
    List<String> touched();

    /** The links carry nothing until the end. */
    record CutLinks(Set<Link> links, CutKind cut) implements Injection {
        /** Copies the links in their natural order. */
        public CutLinks {
            links = sorted(links);
            Objects.requireNonNull(cut, "cut");
        }

        @Override
        public List<String> touched() {
            return nodesOf(links);
        }
    }

    /** The links carry what they carry in another shape until the end. */
    record ShapeLinks(Set<Link> links, LinkShape shape) implements Injection {
        /** Copies the links in their natural order. */
        public ShapeLinks {
            links = sorted(links);
            if (links.stream().anyMatch(Link::hasClients) && !(shape instanceof LinkShape.Delay)) {
                throw new IllegalArgumentException("a link of clients can be cut or made late, not shaped as " + shape);
            }
            Objects.requireNonNull(shape, "shape");
        }

        @Override
        public List<String> touched() {
            return nodesOf(links);
        }
    }

    /** The nodes are down until the end, at which they are started again. */
    record NodesDown(List<String> nodes, DownMode mode) implements Injection {
        /** Copies the nodes. */
        public NodesDown {
            nodes = Require.distinctNodes(nodes, "nodes");
            Objects.requireNonNull(mode, "mode");
        }

        @Override
        public List<String> touched() {
            return nodes;
        }
    }

    /** The nodes are frozen until the end. */
    record NodesPaused(List<String> nodes) implements Injection {
        /** Copies the nodes. */
        public NodesPaused {
            nodes = Require.distinctNodes(nodes, "nodes");
        }

        @Override
        public List<String> touched() {
            return nodes;
        }
    }

    /**
     * The disks of the nodes misbehave until the end.
     *
     * @param nodes whose
     * @param errorProbability that a write fails
     * @param failNextWrites how many of the next writes fail for certain
     * @param extraSyncNanos how much longer a sync takes
     */
    record DiskFault(List<String> nodes, double errorProbability, int failNextWrites, long extraSyncNanos)
            implements Injection {
        /** Copies the nodes and checks the bounds. */
        public DiskFault {
            nodes = Require.distinctNodes(nodes, "nodes");
            Require.probability(errorProbability, "errorProbability");
            Require.nonNegative(failNextWrites, "failNextWrites");
            Require.nonNegative(extraSyncNanos, "extraSyncNanos");
        }

        @Override
        public List<String> touched() {
            return nodes;
        }
    }

    /**
     * The clocks of the nodes jump at the begin and run at a rate until the end; the jump stays.
     *
     * @param nodes whose
     * @param rate 1 is true
     * @param jumpNanos 0 is no jump
     */
    record ClockFault(List<String> nodes, double rate, long jumpNanos) implements Injection {
        /** Copies the nodes. */
        public ClockFault {
            nodes = Require.distinctNodes(nodes, "nodes");
        }

        @Override
        public List<String> touched() {
            return nodes;
        }
    }

    /**
     * Each node crashes at its n-th passing of the point and restarts after {@code downNanos}, at the
     * end at the latest; whoever has not crashed by then is disarmed.
     *
     * @param nodes who is armed
     * @param point where
     * @param nth counted per node from the begin
     * @param downNanos how long a crashed node stays down
     */
    record ArmCrashPoint(List<String> nodes, Point point, int nth, long downNanos) implements Injection {
        /** Copies the nodes and checks the bounds. */
        public ArmCrashPoint {
            nodes = Require.distinctNodes(nodes, "nodes");
            Objects.requireNonNull(point, "point");
            Require.positive(nth, "nth");
            Require.nonNegative(downNanos, "downNanos");
        }

        @Override
        public List<String> touched() {
            return nodes;
        }
    }

    /**
     * The nodes are not to vote until the end, at which they are to be voters again.
     *
     * @param nodes whose standing it is
     * @param standing what they are to be in the meantime
     * @param hasty whether a step is asked for before the one before it is settled
     */
    record MembersChanged(List<String> nodes, Standing standing, boolean hasty) implements Injection {
        /** Copies the nodes. */
        public MembersChanged {
            nodes = Require.distinctNodes(nodes, "nodes");
            Objects.requireNonNull(standing, "standing");
        }

        @Override
        public List<String> touched() {
            return nodes;
        }
    }

    /**
     * The leader is asked, at the begin and once, to hand over.
     *
     * @param to who is to lead
     */
    record LeadershipTransferred(String to) implements Injection {
        /** Checks that there is such a node. */
        public LeadershipTransferred {
            Require.distinctNodes(List.of(to), "to");
        }

        @Override
        public List<String> touched() {
            return List.of(to);
        }
    }

    private static List<String> nodesOf(Set<Link> links) {
        return Links.nodesOf(links).stream()
                .filter(node -> !node.equals(Link.CLIENTS))
                .toList();
    }

    private static Set<Link> sorted(Set<Link> links) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("links must hold at least one link");
        }
        return Collections.unmodifiableSet(new TreeSet<>(links));
    }
}
