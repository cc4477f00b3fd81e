package io.faultline.checkers.history.jepsen;

import us.bpsm.edn.parser.Parseable;

/** The characters of a text that is in memory. */
final class OneText implements Parseable {
    private final Characters.DigitLimit digits = new Characters.DigitLimit();
    private final String text;
    private int position;

    OneText(String text) {
        this.text = text;
    }

    @Override
    public int read() throws Characters.TooLong {
        if (position >= text.length()) {
            position = text.length() + 1;
            return END_OF_INPUT;
        }
        int c = text.charAt(position++);
        digits.see(c);
        return c;
    }

    @Override
    public void unread(int c) {
        position--;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
