package io.faultline.checkers.transactions.graph;

/** Why one transaction must stand before another (Adya 1999, section 4.4; the last two are not about data). */
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
    REALTIME("realtime");

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

    /** This kind as one bit of a set of kinds. */
    int bit() {
        return 1 << ordinal();
    }
}
