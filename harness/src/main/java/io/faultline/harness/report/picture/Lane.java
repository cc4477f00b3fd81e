package io.faultline.harness.report.picture;

import java.util.List;

/**
 * What one node was, from moment to moment.
 *
 * @param stretches its roles and its times down, in order, not overlapping; nothing before its first sign of life
 * @param pauses when it was frozen; it keeps its role meanwhile
 * @param terms where its term changed; a first term of 0 is no change
 */
public record Lane(String node, List<Stretch> stretches, List<Pause> pauses, List<TermStep> terms) {

    public Lane {
        stretches = List.copyOf(stretches);
        pauses = List.copyOf(pauses);
        terms = List.copyOf(terms);
    }

    /** What a node is for a while. */
    public enum Kind {
        FOLLOWER("follower"),
        PRE_CANDIDATE("pre-candidate"),
        CANDIDATE("candidate"),
        LEADER("leader"),
        DOWN("down"),
        /** It runs, and says nothing about its role. */
        UP("up"),
        /** Several changes, each too short to be drawn. */
        MIXED("many changes");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** The CSS class. */
        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A node is one thing from {@code from} until {@code to}.
     *
     * @param term the term at its beginning
     * @param event the event it begins with
     * @param open whether the record ends before it does
     */
    public record Stretch(long from, long to, Kind kind, long term, long event, boolean open) {
        long length() {
            return to - from;
        }
    }

    /** A node is frozen. */
    public record Pause(long from, long to, long event, boolean open) {}

    /** From now on the node is in {@code term}. */
    public record TermStep(long time, long term, long event) {}
}
