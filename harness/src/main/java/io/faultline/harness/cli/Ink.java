package io.faultline.harness.cli;

import io.faultline.checkers.Validity;

/** Colour, where it is wanted; plain text stays as it is. */
record Ink(boolean on) {
    private static final String END = "\u001b[0m";

    String good(String text) {
        return paint("\u001b[32m", text);
    }

    String bad(String text) {
        return paint("\u001b[1;31m", text);
    }

    String doubtful(String text) {
        return paint("\u001b[33m", text);
    }

    String strong(String text) {
        return paint("\u001b[1m", text);
    }

    String faint(String text) {
        return paint("\u001b[2m", text);
    }

    /** The text in the colour of a validity. */
    String of(Validity validity, String text) {
        return switch (validity) {
            case VALID -> good(text);
            case INVALID -> bad(text);
            case UNKNOWN -> doubtful(text);
        };
    }

    /** The mark of a validity. */
    String mark(Validity validity) {
        return switch (validity) {
            case VALID -> good("✓");
            case INVALID -> bad("✗");
            case UNKNOWN -> doubtful("?");
        };
    }

    private String paint(String begin, String text) {
        return on ? begin + text + END : text;
    }
}
