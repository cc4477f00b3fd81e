package io.faultline.checkers.history;

import java.util.Objects;

/**
 * The directed way from one node to another; {@code ["n1","n4"]} in a history file. {@code ["clients","n4"]} carries what
 * clients ask of a node, {@code ["n4","clients"]} what it answers.
 */
public record Link(String from, String to) implements Comparable<Link> {

    private static final String CLIENTS = "clients";

    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** Whether it carries what clients ask. */
    public boolean carriesRequests() {
        return from.equals(CLIENTS);
    }

    /** Whether it carries what clients are answered. */
    public boolean carriesReplies() {
        return to.equals(CLIENTS);
    }

    /** Whether clients are at one of its ends, and no two nodes. */
    public boolean hasClients() {
        return carriesRequests() || carriesReplies();
    }

    @Override
    public int compareTo(Link other) {
        int byFrom = from.compareTo(other.from);
        return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }

    /** {@code n1→n4}, as print shows it. */
    @Override
    public String toString() {
        return from + "→" + to;
    }
}
