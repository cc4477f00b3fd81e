package io.faultline.checkers.history.json;

/** What is wrong with a line; whoever knows file and line number makes the exception for the outside of it. */
final class BadLine extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 60;

    BadLine(String found, String expected) {
        super("found " + found + ", expected " + expected);
    }

    /** {@code value} for a message: quoted, on one line, not too long. */
    static String quote(Object value) {
        if (value == null) {
            return "null";
        }
        String text = JsonText.of(value);
        if (text.length() <= LONGEST_QUOTE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return text.substring(0, end) + "…";
    }
}
