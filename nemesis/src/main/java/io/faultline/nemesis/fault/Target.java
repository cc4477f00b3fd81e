package io.faultline.nemesis.fault;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a fault hits: nodes by name, or by what they are at the moment of acting.
 *
 * <p>Symbols that leave a choice carry an {@code order}, a permutation of the nodes drawn with the
 * schedule. They take nodes from its front, running ones first, then paused ones, then those that
 * are down: a second crash looks for somebody still alive. {@code new Target.Leader(order)} without
 * a leader is the first of that order.
 */
public sealed interface Target {

    /** Returns the nodes meant now, at least one, without repetition. */
    List<String> resolve(ClusterView view);

    /** Returns every node that this target mentions. */
    List<String> mentioned();

    /** These nodes, whatever they are. */
    record Named(List<String> nodes) implements Target {
        /** Copies the names. */
        public Named {
            nodes = Require.distinctNodes(nodes, "nodes");
        }

        @Override
        public List<String> resolve(ClusterView view) {
            return nodes;
        }

        @Override
        public List<String> mentioned() {
            return nodes;
        }
    }

    /** The live leader of the highest term; the first of the order when there is none. */
    record Leader(List<String> order) implements Target {
        /** Copies the order. */
        public Leader {
            order = Require.distinctNodes(order, "order");
        }

        @Override
        public List<String> resolve(ClusterView view) {
            return view.leader().map(List::of).orElseGet(() -> first(1, order, view));
        }

        @Override
        public List<String> mentioned() {
            return order;
        }
    }

    /** Everybody but the leader; all but the last of the order when there is none. */
    record Followers(List<String> order) implements Target {
        /** Copies the order. */
        public Followers {
            order = Require.distinctNodes(order, "order");
        }

        @Override
        public List<String> resolve(ClusterView view) {
            int others = Math.max(1, view.nodes().size() - 1);
            return view.leader()
                    .map(leader -> without(leader, others, order, view))
                    .orElseGet(() -> first(others, order, view));
        }

        @Override
        public List<String> mentioned() {
            return order;
        }
    }

    /** Every node of the cluster. */
    record All() implements Target {
        @Override
        public List<String> resolve(ClusterView view) {
            return List.copyOf(view.nodes());
        }

        @Override
        public List<String> mentioned() {
            return List.of();
        }
    }

    /** The smallest majority. */
    record Majority(List<String> order) implements Target {
        /** Copies the order. */
        public Majority {
            order = Require.distinctNodes(order, "order");
        }

        @Override
        public List<String> resolve(ClusterView view) {
            return first(Quorum.majority(view.nodes().size()), order, view);
        }

        @Override
        public List<String> mentioned() {
            return order;
        }
    }

    /** The greatest minority, but at least one node. */
    record Minority(List<String> order) implements Target {
        /** Copies the order. */
        public Minority {
            order = Require.distinctNodes(order, "order");
        }

        @Override
        public List<String> resolve(ClusterView view) {
            return first(Quorum.minority(view.nodes().size()), order, view);
        }

        @Override
        public List<String> mentioned() {
            return order;
        }
    }

    /** The greatest minority that holds the leader; any minority when there is none. */
    record MinorityWithLeader(List<String> order) implements Target {
        /** Copies the order. */
        public MinorityWithLeader {
            order = Require.distinctNodes(order, "order");
        }

        @Override
        public List<String> resolve(ClusterView view) {
            int size = Quorum.minority(view.nodes().size());
            return view.leader()
                    .map(leader -> with(leader, size, order, view))
                    .orElseGet(() -> first(size, order, view));
        }

        @Override
        public List<String> mentioned() {
            return order;
        }
    }

    /** The greatest minority without the leader; any minority when there is none. */
    record MinorityWithoutLeader(List<String> order) implements Target {
        /** Copies the order. */
        public MinorityWithoutLeader {
            order = Require.distinctNodes(order, "order");
        }

        @Override
        public List<String> resolve(ClusterView view) {
            int size = Quorum.minority(view.nodes().size());
            return view.leader()
                    .map(leader -> without(leader, size, order, view))
                    .orElseGet(() -> first(size, order, view));
        }

        @Override
        public List<String> mentioned() {
            return order;
        }
    }

    /** Some nodes, the first of the order. */
    record Random(int count, List<String> order) implements Target {
        /** Copies the order and checks that it is long enough. */
        public Random {
            order = Require.distinctNodes(order, "order");
            if (count < 1 || count > order.size()) {
                throw new IllegalArgumentException("count must be within 1.." + order.size() + ", but is " + count);
            }
        }

        @Override
        public List<String> resolve(ClusterView view) {
            return first(count, order, view);
        }

        @Override
        public List<String> mentioned() {
            return order;
        }
    }

    private static List<String> first(int count, List<String> order, ClusterView view) {
        return take(count, byLiveness(order, view));
    }

    private static List<String> with(String leader, int count, List<String> order, ClusterView view) {
        Set<String> chosen = new LinkedHashSet<>();
        chosen.add(leader);
        chosen.addAll(byLiveness(order, view));
        return take(count, chosen);
    }

    private static List<String> without(String leader, int count, List<String> order, ClusterView view) {
        Set<String> others = byLiveness(order, view);
        if (others.size() > 1) {
            others.remove(leader);
        }
        return take(count, others);
    }

    private static List<String> take(int count, Set<String> candidates) {
        List<String> taken = new ArrayList<>(candidates);
        return List.copyOf(taken.subList(0, Math.min(count, taken.size())));
    }

    private static Set<String> byLiveness(List<String> order, ClusterView view) {
        Set<String> sorted = new LinkedHashSet<>();
        List<String> up = view.up();
        List<String> paused = view.paused();
        for (String node : order) {
            if (up.contains(node) && !paused.contains(node)) {
                sorted.add(node);
            }
        }
        for (String node : order) {
            if (up.contains(node)) {
                sorted.add(node);
            }
        }
        sorted.addAll(order);
        return sorted;
    }
}
