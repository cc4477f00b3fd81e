package io.faultline.checkers.transactions.graph;

/** Why one transaction must stand before another (Adya 1999, section 4.4; process and realtime are not about data). */
public enum EdgeKind {
    /** The first wrote a version, the second the one after it. */
    WW("ww"),
    /** The first wrote what the second read. */
    WR("wr"),
    /** The first read a version, the second wrote the one after it. */
    RW("rw"),
    /** The first came before the second in one process. */
    PROCESS("process"),
    /** The first ended before the second began. */
    REALTIME("realtime"),
    /** The first wrote a version that comes before the second's, as processes saw them. */
    WW_PROCESS("ww"),
    /** The first read a version that comes before the second's, as processes saw them. */
    RW_PROCESS("rw"),
    /** The first wrote a version that comes before the second's, as reads and writes lie in time. */
    WW_REALTIME("ww"),
    /** The first read a version that comes before the second's, as reads and writes lie in time. */
    RW_REALTIME("rw");

    /** The kinds that are about data, as bits. */
    static final int DATA = 0b111;

    private final String word;

    EdgeKind(String word) {
        this.word = word;
    }

    /** The word for this in print and in files. */
    public String word() {
        return word;
    }

    /**
     * Whether a cycle with this edge is named after rw. An order of versions that is only inferred from when they were seen is: to
     * deny it is to say that somebody missed a write.
     */
    public boolean isRw() {
        return this == RW || ordinal() > REALTIME.ordinal();
    }

    /** Whether it says nothing of data, only who came first in a process or in time. */
    public boolean isOrder() {
        return this == PROCESS || this == REALTIME;
    }

    /** This kind as one bit of a set of kinds. */
    int bit() {
        return 1 << ordinal();
    }
}
