package io.faultline.nemesis.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which links a fault touches: by name, around some nodes, or all between nodes. */
public sealed interface Links {

    /** Returns the links meant now, at least one, in their natural order. */
    Set<Link> resolve(ClusterView view);

    /** Returns every node that is mentioned. */
    List<String> mentioned();

    /** Every link between two nodes. */
    record All() implements Links {
        @Override
        public Set<Link> resolve(ClusterView view) {
            return around(view.nodes(), Direction.OUT, view);
        }

        @Override
        public List<String> mentioned() {
            return List.of();
        }
    }

    /**
     * The links between the chosen nodes and all others, the chosen ones included.
     *
     * @param target the chosen nodes
     * @param direction the links that leave them, that enter them, or both
     */
    record Around(Target target, Direction direction) implements Links {
        @Override
        public Set<Link> resolve(ClusterView view) {
            return around(target.resolve(view), direction, view);
        }

        @Override
        public List<String> mentioned() {
            return target.mentioned();
        }
    }

    /** Exactly these links. */
    record Named(List<Link> links) implements Links {
        /** Copies the links in their natural order. */
        public Named {
            links = Require.sortedLinks(links, "links");
        }

        @Override
        public Set<Link> resolve(ClusterView view) {
            return new TreeSet<>(links);
        }

        @Override
        public List<String> mentioned() {
            return nodesOf(links);
        }
    }

    /** Returns the nodes at the ends of the links, each once. */
    static List<String> nodesOf(Iterable<Link> links) {
        Set<String> nodes = new TreeSet<>();
        for (Link link : links) {
            nodes.add(link.from());
            nodes.add(link.to());
        }
        return List.copyOf(new ArrayList<>(nodes));
    }

    /** Returns the links between clients and these nodes: what the nodes hear (in), say (out), or both. */
    static Set<Link> ofClients(List<String> nodes, Direction direction) {
        Set<Link> links = new TreeSet<>();
        for (String node : nodes) {
            if (direction != Direction.OUT) {
                links.add(Link.request(node));
            }
            if (direction != Direction.IN) {
                links.add(Link.reply(node));
            }
        }
        return links;
    }

    private static Set<Link> around(List<String> chosen, Direction direction, ClusterView view) {
        Set<Link> links = new TreeSet<>();
        for (String node : chosen) {
            for (String other : view.nodes()) {
                if (node.equals(other)) {
                    continue;
                }
                if (direction != Direction.IN) {
                    links.add(new Link(node, other));
                }
                if (direction != Direction.OUT) {
                    links.add(new Link(other, node));
                }
            }
        }
        return links;
    }
}
