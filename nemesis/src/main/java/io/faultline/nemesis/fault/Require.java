package io.faultline.nemesis.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The preconditions that the values of this package share; each failure names the value. */
final class Require {

    private Require() {}

    static long nonNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
        return value;
    }

    static long positive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
        return value;
    }

    static double probability(double value, String name) {
        if (!(value >= 0.0 && value <= 1.0)) {
            throw new IllegalArgumentException(name + " must be within 0..1, but is " + value);
        }
        return value;
    }

    /** Returns an immutable copy of at least one distinct, named node, in the order given. */
    static List<String> distinctNodes(List<String> nodes, String name) {
        List<String> copy = List.copyOf(nodes);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(name + " must name at least one node");
        }
        for (int i = 0; i < copy.size(); i++) {
            if (copy.get(i).isBlank()) {
                throw new IllegalArgumentException(name + " holds a blank node name");
            }
            if (copy.indexOf(copy.get(i)) != i) {
                throw new IllegalArgumentException(name + " names " + copy.get(i) + " twice: " + copy);
            }
        }
        return copy;
    }

    /** Returns the links, at least one, distinct and in their natural order. */
    static List<Link> sortedLinks(Iterable<Link> links, String name) {
        TreeSet<Link> sorted = new TreeSet<>();
        links.forEach(sorted::add);
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException(name + " must hold at least one link");
        }
        return List.copyOf(new ArrayList<>(sorted));
    }
}
