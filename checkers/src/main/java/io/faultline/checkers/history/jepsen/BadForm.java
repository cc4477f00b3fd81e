package io.faultline.checkers.history.jepsen;

/** What is wrong with a piece of a file; whoever knows file and place makes the exception for the outside of it. */
final class BadForm extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 60;

    private final String found;
    private final String expected;

    BadForm(String found, String expected) {
        super("found " + found + ", expected " + expected);
        this.found = found;
        this.expected = expected;
    }

    String found() {
        return found;
    }

    String expected() {
        return expected;
    }

    /** A plain tree for a message: on one line, not too long. */
    static String quote(Object tree) {
        return shortened(EdnText.of(tree));
    }

    /** A text for a message, as it stands in the file but on one line. */
    static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        if (line.length() <= LONGEST_QUOTE) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return line.substring(0, end) + "…";
    }
}
