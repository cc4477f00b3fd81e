package io.faultline.checkers.history;

import java.util.Objects;

/** The directed way from one node to another; {@code ["n1","n4"]} in a history file. */
public record Link(String from, String to) implements Comparable<Link> {

    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
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
