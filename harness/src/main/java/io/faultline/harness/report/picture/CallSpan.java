package io.faultline.harness.report.picture;

/**
 * An operation of a client, from its invocation to its end.
 *
 * @param begin the event of its invocation
 * @param end the event of its end, or {@code begin} when it has none
 * @param open whether nobody knows what came of it: it is drawn to the end of the record
 * @param words what was asked and told, in few words
 * @param place its place in the longest order of calls that can be, from 1; 0 for none
 * @param state what it leads to there
 */
record CallSpan(
        long process,
        long begin,
        long end,
        long from,
        long to,
        boolean open,
        Kind kind,
        String words,
        int place,
        String state) {

    /** What an operation has to do with a contradiction. */
    enum Kind {
        /** It has a place in the longest order that can be. */
        PLACED("call placed", "operation that has a place in the longest order"),
        /** It can't be placed behind those. */
        CULPRIT("call culprit", "operation that can’t be placed"),
        /** It contradicts the others. */
        PROOF("call part", "operation of a contradiction"),
        /** Another on the same thing at that time. */
        OTHER("call other", "other operation on the same thing");

        private final String css;
        private final String text;

        Kind(String css, String text) {
            this.css = css;
            this.text = text;
        }

        String css() {
            return css;
        }

        String text() {
            return text;
        }
    }

    /** Whether it is of the contradiction itself. */
    boolean matters() {
        return kind != Kind.OTHER;
    }
}
