package io.faultline.checkers.history.jepsen;

import java.util.List;
import java.util.Map;

/**
 * Writes plain trees as EDN by appending to a StringBuilder.
 *
 * <p>Texts stay texts, but for the names of a map's keys and whatever is {@link #word asked for as a keyword}, which become
 * keywords where EDN allows it. Halves of a surrogate pair without the other, which UTF-8 has no bytes for, are escaped as
 * Clojure reads them.
 */
final class EdnText {
    private static final String FIRST = "*!_?$%&=<>";
    private static final String LATER = FIRST + "+-.";

    private final StringBuilder out;

    EdnText(StringBuilder out) {
        this.out = out;
    }

    /** A plain tree as text. */
    static String of(Object tree) {
        StringBuilder out = new StringBuilder();
        new EdnText(out).tree(tree);
        return out.toString();
    }

    void tree(Object tree) {
        if (tree == null) {
            out.append("nil");
        } else if (tree instanceof String text) {
            text(text);
        } else if (tree instanceof List<?> list) {
            list(list);
        } else if (tree instanceof Map<?, ?> map) {
            map(map);
        } else {
            out.append(tree);
        }
    }

    private void list(List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(' ');
            }
            tree(list.get(i));
        }
        out.append(']');
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            word((String) entry.getKey());
            out.append(' ');
            tree(entry.getValue());
        }
        out.append('}');
    }

    /** The keyword of that name; a text where it can't be one. */
    void word(String name) {
        if (isName(name)) {
            out.append(':').append(name);
        } else {
            text(name);
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || FIRST.indexOf(c) >= 0;
            boolean later = i > 0 && (c >= '0' && c <= '9' || LATER.indexOf(c) >= 0);
            if (!letter && !later) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c == '\ufeff') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
