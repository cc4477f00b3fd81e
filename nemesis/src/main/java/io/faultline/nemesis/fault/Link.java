package io.faultline.nemesis.fault;

import java.util.Objects;

/**
 * The directed way from one node to another: what {@code from} tells {@code to}.
 *
 * <p>{@code new Link("n1", "n2")} prints as {@code n1→n2}. Links are ordered by their two names, so
 * that a set of links always reads the same. Clients have links too: all of them together stand at
 * the other end as {@link #CLIENTS}, which no node is called.
 *
 * @param from who speaks
 * @param to who hears; never the same node
 */
public record Link(String from, String to) implements Comparable<Link> {

    /** Who asks a node, and is answered by it. */
    public static final String CLIENTS = "clients";

    /** Checks that the link leads somewhere else. */
    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.equals(to)) {
            throw new IllegalArgumentException("a link must lead to another node, not " + from);
        }
    }

    /** Returns the link that carries what clients ask of that node. */
    public static Link request(String node) {
        return new Link(CLIENTS, node);
    }

    /** Returns the link that carries what that node answers. */
    public static Link reply(String node) {
        return new Link(node, CLIENTS);
    }

    /** Returns whether clients are at one of its ends. */
    public boolean hasClients() {
        return from.equals(CLIENTS) || to.equals(CLIENTS);
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
