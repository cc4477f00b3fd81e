package io.faultline.harness.report.words;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is wrong with a cluster, in few words: cuts as the groups they leave. */
public final class ConditionText {
    private final List<String> nodes;

    public ConditionText(List<String> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** The whole condition on one line. */
    public String of(Condition condition) {
        List<String> parts = new ArrayList<>();
        add(parts, "down ", String.join(" ", condition.down()));
        add(parts, "paused ", String.join(" ", condition.paused()));
        add(parts, "cut ", cut(condition.cut()));
        add(parts, "degraded ", links(condition.degraded()));
        add(parts, "impaired ", String.join(" ", condition.impaired()));
        return parts.isEmpty() ? "nothing is wrong" : String.join("; ", parts);
    }

    /** {@code n1 n2 | n3 n4 n5} where the cut leaves groups, else what it does to single nodes or links. */
    public String cut(List<Link> cut) {
        return joined(betweenNodes(cut), this::cutNodes, cut);
    }

    private String cutNodes(List<Link> cut) {
        Set<Link> links = new HashSet<>(cut);
        List<List<String>> groups = groups(links);
        if (groups.size() > 1 && clean(groups, links)) {
            return String.join(
                    " | ", groups.stream().map(group -> String.join(" ", group)).toList());
        }
        List<String> said = oneWay(links);
        return said.isEmpty() ? linkNames(cut) : String.join(", ", said);
    }

    /** The links by name, or how many of all there are. */
    public String links(List<Link> links) {
        return joined(betweenNodes(links), this::linkNames, links);
    }

    private static List<Link> betweenNodes(List<Link> links) {
        return links.stream().filter(link -> !link.hasClients()).toList();
    }

    /** What is to be said of the links between nodes, then {@code requests to n1 n2} and {@code replies of n1}. */
    private String joined(List<Link> ofNodes, Function<List<Link>, String> words, List<Link> all) {
        List<String> parts = new ArrayList<>();
        if (!ofNodes.isEmpty()) {
            parts.add(words.apply(ofNodes));
        }
        List<String> asked =
                all.stream().filter(Link::carriesRequests).map(Link::to).toList();
        List<String> answering =
                all.stream().filter(Link::carriesReplies).map(Link::from).toList();
        add(parts, "", ofClients("requests", " to ", asked));
        add(parts, "", ofClients("replies", " of ", answering));
        return String.join(", ", parts);
    }

    private String ofClients(String what, String nodesAre, List<String> concerned) {
        boolean everybody = nodes.size() > 1 && concerned.size() == nodes.size();
        return concerned.isEmpty() ? "" : everybody ? "all " + what : what + nodesAre + String.join(" ", concerned);
    }

    private String linkNames(List<Link> links) {
        int all = nodes.size() * (nodes.size() - 1);
        if (links.size() == all && all > 2) {
            return "all " + all + " links";
        }
        return TreeText.linkList(links.stream().map(Link::toString).toList());
    }

    /** Connected parts: two nodes hang together as long as one way between them is open. */
    private List<List<String>> groups(Set<Link> cut) {
        List<List<String>> groups = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (String first : nodes) {
            if (placed.add(first)) {
                List<String> group = new ArrayList<>(List.of(first));
                for (int i = 0; i < group.size(); i++) {
                    for (String other : nodes) {
                        if (open(group.get(i), other, cut) && placed.add(other)) {
                            group.add(other);
                        }
                    }
                }
                group.sort(null);
                groups.add(group);
            }
        }
        return groups;
    }

    private static boolean open(String a, String b, Set<Link> cut) {
        return !cut.contains(new Link(a, b)) || !cut.contains(new Link(b, a));
    }

    private static boolean clean(List<List<String>> groups, Set<Link> cut) {
        for (List<String> group : groups) {
            for (String from : group) {
                for (String to : group) {
                    if (cut.contains(new Link(from, to))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private List<String> oneWay(Set<Link> cut) {
        List<String> said = new ArrayList<>();
        Set<Link> explained = new HashSet<>();
        for (String node : nodes) {
            Set<Link> in = new HashSet<>();
            Set<Link> out = new HashSet<>();
            for (String other : nodes) {
                if (!other.equals(node)) {
                    in.add(new Link(other, node));
                    out.add(new Link(node, other));
                }
            }
            if (!in.isEmpty() && cut.containsAll(in)) {
                said.add(node + " hears nobody");
                explained.addAll(in);
            }
            if (!out.isEmpty() && cut.containsAll(out)) {
                said.add("nobody hears " + node);
                explained.addAll(out);
            }
        }
        return explained.containsAll(cut) ? said : List.of();
    }

    private static void add(List<String> parts, String name, String text) {
        if (!text.isEmpty()) {
            parts.add(name + text);
        }
    }
}
