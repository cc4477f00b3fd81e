package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.OperationType;
import java.io.IOException;
import us.bpsm.edn.parser.Token;

/**
 * Reads {@code history.txt}, whose lines are operations (process, type, f, value and perhaps an error, with tabs between),
 * and Jepsen's log, where such lines stand among others and begin with when and by whom they were written.
 *
 * <p>A file in which the first operation stands alone on its line has nothing but operations: there any other line is wrong.
 * In a log, a line whose second column looks like a type is an operation and must be a whole one.
 */
final class TextHistory implements Source {
    private static final String COLUMNS = "process, :type, :f and value, with tabs between them";
    private static final int COLUMNS_LEAST = 4;
    private static final int COLUMNS_MOST = 5;
    private static final int PROCESS_DIGITS_MAX = 18;

    private final Characters characters;
    private final StringBuilder line = new StringBuilder();
    private long number;
    private long firstOther;
    private String other = "";
    private boolean any;
    private boolean log;

    TextHistory(Characters characters) {
        this.characters = characters;
    }

    @Override
    public Told next() throws IOException, BadForm {
        while (true) {
            number++;
            if (!readLine()) {
                requireAny();
                return null;
            }
            String text = line.toString();
            String[] columns = text.split("\t", COLUMNS_MOST);
            if (columns.length > 1 && columns[1].startsWith(":")) {
                decideKind(columns[0].strip());
                requireColumns(columns);
                return told(columns);
            }
            if (!text.isBlank()) {
                passOver(text);
            }
        }
    }

    private boolean readLine() throws IOException, BadForm {
        try {
            return characters.line(line);
        } catch (IOException error) {
            throw EdnValues.understood(error);
        }
    }

    private void requireAny() throws BadForm {
        if (!any) {
            throw new BadForm("no operation in the whole file", "lines of " + COLUMNS);
        }
    }

    private void decideKind(String head) throws BadForm {
        if (any) {
            return;
        }
        any = true;
        log = head.chars().anyMatch(Character::isWhitespace);
        if (!log && firstOther > 0) {
            number = firstOther;
            throw notAnOperation(other);
        }
    }

    private void passOver(String text) throws BadForm {
        if (any && !log) {
            throw notAnOperation(text);
        }
        if (firstOther == 0) {
            firstOther = number;
            other = text;
        }
    }

    private static BadForm notAnOperation(String text) {
        return new BadForm("'" + BadForm.shortened(text) + "'", COLUMNS);
    }

    private void requireColumns(String[] columns) throws BadForm {
        if (columns.length < COLUMNS_LEAST) {
            throw new BadForm("an operation of " + columns.length + " columns", COLUMNS);
        }
        if (characters.unfinished() && columns.length == COLUMNS_LEAST && mayGoOn(columns[COLUMNS_LEAST - 1].strip())) {
            throw new BadForm(
                    "an unfinished line at the end of the file", "a line feed behind a value that could be longer");
        }
    }

    /** Whether the beginning of a longer value could look like this. */
    private static boolean mayGoOn(String value) {
        boolean closed = !value.isEmpty() && "])}\"".indexOf(value.charAt(value.length() - 1)) >= 0;
        return !closed && !value.equals("nil") && !value.equals("true") && !value.equals("false");
    }

    private Told told(String[] columns) throws IOException, BadForm {
        String head = columns[0].strip();
        int blank = head.length();
        while (blank > 0 && !Character.isWhitespace(head.charAt(blank - 1))) {
            blank--;
        }
        String who = who(head.substring(blank));
        Long client = isNumber(who) ? Long.valueOf(who) : null;
        OperationType type = Told.type(columns[1].strip().substring(1));
        String value = columns[COLUMNS_LEAST - 1].strip();
        // What others than clients say is shown as it stands: it need not even be EDN.
        Object tree = client != null ? value(value) : value.equals("nil") ? null : value;
        return new Told(client, who, type, f(columns[2].strip()), tree, null, Told.UNTOLD, Told.UNTOLD);
    }

    private static String who(String text) throws BadForm {
        if (isNumber(text)) {
            return text;
        }
        if (text.length() > 1 && text.charAt(0) == ':') {
            return text.substring(1);
        }
        throw new BadForm(
                "'" + BadForm.shortened(text) + "' as the process",
                "a whole number from 0, or a name such as :nemesis");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= PROCESS_DIGITS_MAX
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String f(String text) throws IOException, BadForm {
        if (value(text) instanceof String name) {
            return name;
        }
        throw new BadForm(BadForm.shortened(text) + " as what is done", "a name such as :read");
    }

    /** The one value in this text. */
    static Object value(String text) throws IOException, BadForm {
        EdnValues values = new EdnValues(new OneText(text));
        Object value = values.value();
        if (values.token() != Token.END_OF_INPUT) {
            throw new BadForm("more behind the value in '" + BadForm.shortened(text) + "'", "one value");
        }
        return value;
    }

    @Override
    public long line() {
        return number;
    }

    @Override
    public String place() {
        return "line " + number;
    }

    @Override
    public void close() throws IOException {
        characters.close();
    }
}
