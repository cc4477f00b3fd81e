package io.faultline.harness.report.page;

import io.faultline.checkers.Validity;

/** A validity as a page shows it: by word, by symbol and by colour, so that no reader depends on one of them. */
public enum State {
    VALID(Validity.VALID, "✓"),
    UNKNOWN(Validity.UNKNOWN, "?"),
    INVALID(Validity.INVALID, "✗");

    private final Validity validity;
    private final String symbol;

    State(Validity validity, String symbol) {
        this.validity = validity;
        this.symbol = symbol;
    }

    public static State of(Validity validity) {
        return valueOf(validity.name());
    }

    /** Its word; also the name of its CSS class. */
    public String word() {
        return validity.word();
    }

    public String symbol() {
        return symbol;
    }
}
