package io.faultline.checkers.history.jepsen;

import java.io.IOException;

/**
 * Reads {@code history.txt}, whose lines are operations, and Jepsen's log, where such lines stand among others and begin
 * with when and by whom they were written.
 *
 * <p>A file in which the first operation stands alone on its line has nothing but operations: there any other line is wrong.
 * In a log, a line with a column that looks like a type is an operation and must be a whole one.
 */
final class TextHistory implements Source {
    private final Characters characters;
    private final StringBuilder text = new StringBuilder();
    private long line;
    private boolean any;
    private boolean log;

    /** The first line without an operation, which is wrong if this turns out to be no log; 0 for none. */
    private long otherLine;

    private String other = "";

    TextHistory(Characters characters) {
        this.characters = characters;
    }

    @Override
    public Told next() throws IOException, BadForm {
        TextLine operation = null;
        while (operation == null) {
            line++;
            if (!readLine()) {
                requireAny();
                return null;
            }
            String whole = text.toString();
            operation = TextLine.of(whole);
            if (operation == null && !whole.isBlank()) {
                passOver(whole);
            }
        }
        decideKind(operation);
        Told told = operation.told();
        if (characters.unfinished() && !operation.isClosed()) {
            throw new BadForm(
                    "an unfinished line at the end of the file", "a line feed behind a value that could be longer");
        }
        return told;
    }

    private boolean readLine() throws IOException, BadForm {
        try {
            return characters.line(text);
        } catch (IOException error) {
            throw EdnValues.understood(error);
        }
    }

    private void requireAny() throws BadForm {
        if (!any) {
            throw new BadForm("no operation in the whole file", "lines of " + TextLine.COLUMNS);
        }
    }

    private void decideKind(TextLine operation) throws BadForm {
        if (!any) {
            any = true;
            log = !operation.isAlone();
            if (!log && otherLine > 0) {
                line = otherLine;
                throw notAnOperation(other);
            }
        }
    }

    private void passOver(String whole) throws BadForm {
        if (any && !log) {
            throw notAnOperation(whole);
        }
        if (otherLine == 0) {
            otherLine = line;
            other = whole;
        }
    }

    private static BadForm notAnOperation(String whole) {
        return new BadForm("'" + BadForm.shortened(whole) + "'", TextLine.COLUMNS);
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public String place() {
        return "line " + line;
    }

    @Override
    public void close() throws IOException {
        characters.close();
    }
}
