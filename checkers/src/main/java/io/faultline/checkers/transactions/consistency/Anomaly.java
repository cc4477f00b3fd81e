package io.faultline.checkers.transactions.consistency;

import io.faultline.checkers.transactions.graph.Shape;
import io.faultline.checkers.transactions.graph.Suffix;
import java.util.Optional;

/** What can go wrong, by the names of the literature, what breaks most models first. */
public enum Anomaly {
    GARBAGE_READ("garbage-read", "a read saw what nobody wrote"),
    DUPLICATE_ELEMENTS("duplicate-elements", "a list holds an element twice"),
    INCOMPATIBLE_ORDER("incompatible-order", "two reads saw the elements of a key in orders that exclude each other"),
    CYCLIC_VERSIONS("cyclic-versions", "a version of a key came before itself"),
    G0("G0", "writes of transactions are interleaved"),
    DIRTY_UPDATE("dirty-update", "a transaction committed upon a version of an aborted one"),
    G1A("G1a", "a transaction read what an aborted one wrote"),
    G1B("G1b", "a transaction read a version that was not its writer's last"),
    G1C("G1c", "transactions read each other's writes in a circle"),
    INTERNAL("internal", "a transaction disagrees with what it read or wrote itself"),
    FUTURE_READ("future-read", "a transaction read what it wrote only later"),
    NON_MONOTONIC_READ("non-monotonic-read", "a transaction saw a part of another's writes and later missed a part"),
    FRACTURED_READ("fractured-read", "a transaction saw a part of another's writes and missed a part"),
    CAUSAL("causality-violation", "a transaction missed what lay in its causal past"),
    LOST_UPDATE("lost-update", "two transactions replaced the same version"),
    G_SINGLE("G-single", "a transaction missed a write of one that it depends on"),
    G_NONADJACENT("G-nonadjacent", "transactions that missed each other's writes depend on each other"),
    G2_ITEM("G2-item", "transactions missed each other's writes in a circle"),
    G0_PROCESS("G0-process", "writes stand against the order of a process"),
    G1C_PROCESS("G1c-process", "reads and writes stand against the order of a process"),
    G_SINGLE_PROCESS("G-single-process", "a transaction missed a write that came before it in a process"),
    G_NONADJACENT_PROCESS("G-nonadjacent-process", "missed writes stand against the order of a process"),
    G2_ITEM_PROCESS("G2-item-process", "transactions missed each other's writes, against the order of a process"),
    G0_REALTIME("G0-realtime", "writes stand against the order of time"),
    G1C_REALTIME("G1c-realtime", "reads and writes stand against the order of time"),
    G_SINGLE_REALTIME("G-single-realtime", "a transaction missed a write that was over before it began"),
    G_NONADJACENT_REALTIME("G-nonadjacent-realtime", "missed writes stand against the order of time"),
    G2_ITEM_REALTIME("G2-item-realtime", "transactions missed each other's writes, against the order of time");

    private final String word;
    private final String meaning;

    Anomaly(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** Its name in print and in files. */
    public String word() {
        return word;
    }

    /** What it is, as a clause. */
    public String meaning() {
        return meaning;
    }

    /** A cycle of that shape that needs that order. */
    public static Anomaly of(Shape shape, Suffix suffix) {
        return named(shape.word() + suffix.word())
                .orElseThrow(() -> new IllegalStateException("no name for " + shape + " " + suffix));
    }

    /** The anomaly with this name; empty when there is none. */
    public static Optional<Anomaly> named(String word) {
        for (Anomaly anomaly : values()) {
            if (anomaly.word.equals(word)) {
                return Optional.of(anomaly);
            }
        }
        return Optional.empty();
    }
}
