package io.faultline.nemesis.fault;

import java.util.List;
import java.util.TreeSet;

/**
 * Cuts exactly the links it lists: a random partition as it was drawn, or one found by shrinking.
 *
 * @param links at least one
 * @param cut how a cut link looks
 */
public record LinkCut(List<Link> links, CutKind cut) implements Fault {

    /** Copies the links in their natural order. */
    public LinkCut {
        links = Require.sortedLinks(links, "links");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CUT_LINKS;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.CutLinks(new TreeSet<>(links), cut);
    }

    @Override
    public List<String> namedNodes() {
        return Links.nodesOf(links);
    }
}
