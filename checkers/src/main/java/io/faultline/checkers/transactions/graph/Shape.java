package io.faultline.checkers.transactions.graph;

/**
 * What a cycle is made of, the strongest first: a cycle of one shape breaks every model that a later one breaks (Adya 1999,
 * sections 4.2 to 4.5; nonadjacent after Cerone and Gotsman 2018).
 */
public enum Shape {
    /** Of ww alone. */
    G0("G0", EdgeKind.WW.bit()),
    /** Of ww and wr. */
    G1C("G1c", EdgeKind.WW.bit() | EdgeKind.WR.bit()),
    /** With exactly one rw. */
    G_SINGLE("G-single", EdgeKind.DATA),
    /** With several rw, of which no two follow each other. */
    G_NONADJACENT("G-nonadjacent", EdgeKind.DATA),
    /** With rw that follow each other. */
    G2_ITEM("G2-item", EdgeKind.DATA);

    private final String word;
    private final int kindBits;

    Shape(String word, int kindBits) {
        this.word = word;
        this.kindBits = kindBits;
    }

    /** The name of the anomaly in the literature. */
    public String word() {
        return word;
    }

    /** The kinds of edges about data it may have. */
    int kindBits() {
        return kindBits;
    }

    boolean hasRw() {
        return (kindBits & EdgeKind.RW.bit()) != 0;
    }
}
