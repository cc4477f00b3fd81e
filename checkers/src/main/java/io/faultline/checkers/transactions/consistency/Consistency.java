package io.faultline.checkers.transactions.consistency;

import static io.faultline.checkers.transactions.consistency.Anomaly.*;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Consistency models, weakest first: what each forbids by itself, and which weaker ones it implies.
 *
 * <p>Sources. Adya 1999, chapter 4: read uncommitted (PL-1), read committed (PL-2), cursor stability, consistent view (PL-2+),
 * repeatable read (PL-2.99), snapshot isolation, serializable (PL-3). Bailis et al. 2013 (<i>Highly Available Transactions</i>,
 * figure 2) for monotonic atomic view, which Biswas and Enea 2019 call read committed, and for what does not follow from what. Cerone, Bernardi and Gotsman 2015
 * for read atomic, causal and parallel snapshot isolation, of which the latter two hold within sessions; Cerone and Gotsman 2018, theorem 9, for
 * G-nonadjacent and snapshot isolation. Daudjee and Salem 2006 for strong session levels; Herlihy and Wing 1990 and Breitbart
 * et al. 1992 for what is strong, that is, holds in time. Internal consistency is Cerone's axiom INT.
 *
 * <p>A model is broken by what it forbids, and by what any model forbids that it implies. Only models are here whose every
 * violation is looked for, so that one that is not broken holds. Operations are on single keys, so nothing is said of
 * predicates: repeatable read and serializable differ only in what they imply.
 */
public enum Consistency {
    READ_UNCOMMITTED(
            "read-uncommitted", EnumSet.of(GARBAGE_READ, DUPLICATE_ELEMENTS, INCOMPATIBLE_ORDER, CYCLIC_VERSIONS, G0)),
    READ_COMMITTED("read-committed", EnumSet.of(G1A, G1B, G1C, DIRTY_UPDATE), READ_UNCOMMITTED),
    MONOTONIC_ATOMIC_VIEW("monotonic-atomic-view", EnumSet.of(NON_MONOTONIC_READ), READ_COMMITTED),
    READ_ATOMIC("read-atomic", EnumSet.of(INTERNAL, FUTURE_READ, FRACTURED_READ), MONOTONIC_ATOMIC_VIEW),
    CAUSAL("causal", EnumSet.of(Anomaly.CAUSAL, G0_PROCESS, G1C_PROCESS), READ_ATOMIC),
    PARALLEL_SNAPSHOT_ISOLATION(
            "parallel-snapshot-isolation", EnumSet.of(LOST_UPDATE, G_SINGLE, G_SINGLE_PROCESS), CAUSAL),
    CURSOR_STABILITY("cursor-stability", EnumSet.of(LOST_UPDATE), READ_COMMITTED),
    CONSISTENT_VIEW("consistent-view", EnumSet.of(G_SINGLE), MONOTONIC_ATOMIC_VIEW),
    REPEATABLE_READ(
            "repeatable-read",
            EnumSet.of(INTERNAL, FUTURE_READ, FRACTURED_READ, G_NONADJACENT, G2_ITEM),
            CURSOR_STABILITY,
            CONSISTENT_VIEW),
    SNAPSHOT_ISOLATION(
            "snapshot-isolation",
            EnumSet.of(LOST_UPDATE, G_NONADJACENT),
            CONSISTENT_VIEW,
            CURSOR_STABILITY,
            READ_ATOMIC),
    SERIALIZABLE("serializable", EnumSet.of(G2_ITEM), SNAPSHOT_ISOLATION, REPEATABLE_READ),
    STRONG_SESSION_SNAPSHOT_ISOLATION(
            "strong-session-snapshot-isolation",
            EnumSet.of(G_SINGLE_PROCESS, G_NONADJACENT_PROCESS),
            SNAPSHOT_ISOLATION,
            PARALLEL_SNAPSHOT_ISOLATION),
    STRONG_SNAPSHOT_ISOLATION(
            "strong-snapshot-isolation",
            EnumSet.of(G0_REALTIME, G1C_REALTIME, G_SINGLE_REALTIME, G_NONADJACENT_REALTIME),
            STRONG_SESSION_SNAPSHOT_ISOLATION),
    STRONG_SESSION_SERIALIZABLE(
            "strong-session-serializable",
            EnumSet.of(G2_ITEM_PROCESS),
            SERIALIZABLE,
            STRONG_SESSION_SNAPSHOT_ISOLATION),
    STRICT_SERIALIZABLE(
            "strict-serializable",
            EnumSet.of(G2_ITEM_REALTIME),
            STRONG_SESSION_SERIALIZABLE,
            STRONG_SNAPSHOT_ISOLATION);

    private final String word;
    private final Set<Anomaly> forbids;
    private final List<Consistency> implies;

    Consistency(String word, Set<Anomaly> forbids, Consistency... implies) {
        this.word = word;
        this.forbids = forbids;
        this.implies = List.of(implies);
    }

    /** Its name, as {@code --consistency} takes it. */
    public String word() {
        return word;
    }

    /** The model with this name; empty when there is none. */
    public static Optional<Consistency> named(String word) {
        for (Consistency model : values()) {
            if (model.word.equals(word)) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }

    /** What it forbids by itself. */
    Set<Anomaly> forbids() {
        return Collections.unmodifiableSet(forbids);
    }

    /** The models that it says to imply; what those imply follows. */
    List<Consistency> implies() {
        return implies;
    }

    /** The models that hold where this one holds, itself among them. */
    public Set<Consistency> implied() {
        Set<Consistency> all = EnumSet.of(this);
        Deque<Consistency> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            for (Consistency weaker : open.remove().implies) {
                if (all.add(weaker)) {
                    open.add(weaker);
                }
            }
        }
        return all;
    }

    /** All that must not happen where this model holds. */
    public Set<Anomaly> forbidden() {
        Set<Anomaly> all = EnumSet.noneOf(Anomaly.class);
        implied().forEach(model -> all.addAll(model.forbids));
        return all;
    }

    /** Whether any of these breaks this model. */
    public boolean isBrokenBy(Collection<Anomaly> anomalies) {
        return forbidden().stream().anyMatch(anomalies::contains);
    }

    /** The models that these break, of which none implies another broken one: the weakest promises that do not hold. */
    public static Set<Consistency> weakestBroken(Collection<Anomaly> anomalies) {
        Set<Consistency> broken = EnumSet.noneOf(Consistency.class);
        for (Consistency model : values()) {
            if (model.isBrokenBy(anomalies)) {
                broken.add(model);
            }
        }
        Set<Consistency> weakest = EnumSet.copyOf(broken);
        weakest.removeIf(
                model -> model.implied().stream().anyMatch(weaker -> weaker != model && broken.contains(weaker)));
        return weakest;
    }

    /** The models that none of these breaks and that no other such model implies: the strongest promises that may hold. */
    public static Set<Consistency> strongestKept(Collection<Anomaly> anomalies) {
        Set<Consistency> kept = EnumSet.noneOf(Consistency.class);
        for (Consistency model : values()) {
            if (!model.isBrokenBy(anomalies)) {
                kept.add(model);
            }
        }
        Set<Consistency> strongest = EnumSet.copyOf(kept);
        strongest.removeIf(model -> kept.stream()
                .anyMatch(other -> other != model && other.implied().contains(model)));
        return strongest;
    }
}
