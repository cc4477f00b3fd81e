package io.faultline.checkers.transactions.picture;

/** How much something stands out. */
enum Weight {
    /** Where all is of the same weight. */
    PLAIN("stroke-width=\"2\"", "fill=\"#f7f7f9\" stroke=\"#444\"", "#1b1b1f"),
    /** What a picture is about. */
    BOLD("stroke-width=\"2.8\"", "fill=\"#fff6d6\" stroke=\"#1b1b1f\" stroke-width=\"3\"", "#1b1b1f"),
    /** What is around that. */
    FAINT("stroke-width=\"1.2\" opacity=\"0.55\"", "fill=\"#fff\" stroke=\"#b0b0b8\"", "#5f6368");

    private final String line;
    private final String box;
    private final String ink;

    Weight(String line, String box, String ink) {
        this.line = line;
        this.box = box;
        this.ink = ink;
    }

    /** The attributes of a line. */
    String line() {
        return line;
    }

    /** The attributes of a box. */
    String box() {
        return box;
    }

    /** The colour of text in a box. */
    String ink() {
        return ink;
    }
}
