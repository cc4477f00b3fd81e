package io.faultline.checkers.transactions.graph;

/** Whether a cycle needs an edge that is not about data. */
public enum Suffix {
    NONE("", null, null, null),
    /** It needs the order within processes: what breaks is a promise about sessions. */
    PROCESS("-process", EdgeKind.PROCESS, EdgeKind.WW_PROCESS, EdgeKind.RW_PROCESS),
    /** It needs the order of time: what breaks is a promise about time. */
    REALTIME("-realtime", EdgeKind.REALTIME, EdgeKind.WW_REALTIME, EdgeKind.RW_REALTIME);

    private final String word;
    private final EdgeKind kind;
    private final int inferredBits;

    Suffix(String word, EdgeKind kind, EdgeKind ww, EdgeKind rw) {
        this.word = word;
        this.kind = kind;
        this.inferredBits = kind == null ? 0 : ww.bit() | rw.bit();
    }

    /** What stands behind the name of the shape. */
    public String word() {
        return word;
    }

    /** The kinds it adds to what a shape may have, apart from the order itself. */
    int dataBits(Shape shape) {
        return shape.kindBits() | (shape.hasRw() ? inferredBits : 0);
    }

    /** All kinds a cycle of that shape may have then. */
    int allBits(Shape shape) {
        return dataBits(shape) | (kind == null ? 0 : kind.bit());
    }

    /** The kind of the order it adds; null for none. */
    EdgeKind kind() {
        return kind;
    }
}
