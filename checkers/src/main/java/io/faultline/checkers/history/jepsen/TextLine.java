package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.OperationType;
import java.io.IOException;
import java.util.List;
import us.bpsm.edn.parser.Token;

/**
 * One line that tells of an operation: process, type, f, value and perhaps an error, with tabs between. In a log the
 * process stands at the end of what the logger writes before it, which may have tabs too.
 *
 * @param columns all columns, without blanks around
 * @param type place of the type among them, from 1
 */
record TextLine(List<String> columns, int type) {
    /** What is expected where a line is wrong. */
    static final String COLUMNS = "process, :type, :f and value, with tabs between them";

    private static final int PROCESS_DIGITS_MAX = 18;

    /** The line, whether it is whole or not; null if it does not look like one of an operation. */
    static TextLine of(String text) {
        List<String> columns =
                List.of(text.split("\t", -1)).stream().map(String::strip).toList();
        for (int i = 1; i < columns.size(); i++) {
            if (columns.get(i).startsWith(":")) {
                return new TextLine(columns, i);
            }
        }
        return null;
    }

    /** Whether nothing but the operation stands on it. */
    boolean isAlone() {
        return type == 1 && columns.get(0).chars().noneMatch(Character::isWhitespace);
    }

    /** Whether it has all columns it needs, and its last one could not be the beginning of a longer one. */
    boolean isClosed() {
        return columns.size() > type + 3 || columns.size() == type + 3 && isClosed(columns.get(type + 2));
    }

    private static boolean isClosed(String value) {
        boolean bracket = !value.isEmpty() && "])}\"".indexOf(value.charAt(value.length() - 1)) >= 0;
        return bracket || value.equals("nil") || value.equals("true") || value.equals("false");
    }

    /** What it tells. */
    Told told() throws IOException, BadForm {
        if (columns.size() < type + 3) {
            throw new BadForm("an operation of " + (columns.size() - type + 1) + " columns", COLUMNS);
        }
        String who = who(columns.get(type - 1));
        Long client = isNumber(who) ? Long.valueOf(who) : null;
        OperationType told = Told.type(columns.get(type).substring(1));
        String value = columns.get(type + 2);
        // What others than clients say is shown as it stands: it need not even be EDN.
        Object tree = client != null ? value(value) : value.equals("nil") ? null : value;
        return new Told(client, who, told, f(columns.get(type + 1)), tree, null, Told.UNTOLD, Told.UNTOLD);
    }

    private static String who(String head) throws BadForm {
        int blank = head.length();
        while (blank > 0 && !Character.isWhitespace(head.charAt(blank - 1))) {
            blank--;
        }
        String process = head.substring(blank);
        if (isNumber(process)) {
            return process;
        }
        if (process.length() > 1 && process.charAt(0) == ':') {
            return process.substring(1);
        }
        throw new BadForm(
                "'" + BadForm.shortened(process) + "' as the process",
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
}
