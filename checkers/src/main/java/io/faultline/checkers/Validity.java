package io.faultline.checkers;

/** Whether a promise was kept. Unknown is never green. */
public enum Validity {
    /** Judged, and kept. */
    VALID("valid"),
    /** Not judged, for a reason that the verdict gives. */
    UNKNOWN("unknown"),
    /** Broken; the verdict holds the evidence. */
    INVALID("invalid");

    private final String word;

    Validity(String word) {
        this.word = word;
    }

    /** The word for this in files and in print. */
    public String word() {
        return word;
    }

    /** The worse of the two: invalid before unknown before valid. */
    public static Validity worst(Validity a, Validity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
