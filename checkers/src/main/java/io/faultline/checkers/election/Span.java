package io.faultline.checkers.election;

/** A stretch of time from one instant to another, in nanoseconds since the trial began. */
record Span(long from, long to) {

    /** The part both have in common; null when they do not touch. */
    Span and(Span other) {
        long start = Math.max(from, other.from);
        long end = Math.min(to, other.to);
        return start <= end ? new Span(start, end) : null;
    }

    long length() {
        return to - from;
    }
}
