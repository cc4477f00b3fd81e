package io.faultline.nemesis.fault;

import java.util.Objects;

/**
 * The directed way from one node to another: what {@code from} tells {@code to}.
 *
 * <p>{@code new Link("n1", "n2")} prints as {@code n1→n2}. Links are ordered by their two names, so
 * that a set of links always reads the same.
 *
 * @param from who speaks
 * @param to who hears; never the same node
 */
public record Link(String from, String to) implements Comparable<Link> {

    /** Checks that the link leads somewhere else. */
    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.equals(to)) {
            throw new IllegalArgumentException("a link must lead to another node, not " + from);
        }
    }

    /** Returns the link of the other direction. */
    public Link reversed() {
        return new Link(to, from);
    }

    @Override
    public int compareTo(Link other) {
        int bySpeaker = from.compareTo(other.from);
        return bySpeaker != 0 ? bySpeaker : to.compareTo(other.to);
    }

    @Override
    public String toString() {
        return from + "→" + to;
    }
}
