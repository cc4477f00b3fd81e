package io.faultline.checkers.history.json;

import java.util.List;
import java.util.Map;

/**
 * Writes JSON by appending to a StringBuilder.
 *
 * <p>Characters beyond ASCII stay themselves, save halves of a surrogate pair without the other half, which UTF-8 has no
 * bytes for and which are escaped. Field names are appended as they are: those of the format need no escaping.
 */
final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;

    JsonText(StringBuilder out) {
        this.out = out;
    }

    /** A plain tree as text. */
    static String of(Object tree) {
        StringBuilder out = new StringBuilder();
        new JsonText(out).tree(tree);
        return out.toString();
    }

    JsonText open() {
        out.append('{');
        return this;
    }

    JsonText close() {
        out.append('}');
        return this;
    }

    JsonText field(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    JsonText field(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonText field(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /** A field that holds a plain tree. */
    JsonText field(String name, Object tree) {
        name(name);
        tree(tree);
        return this;
    }

    /** A field whose name may hold any character. */
    void anyField(String name, Object tree) {
        comma();
        string(name);
        out.append(':');
        tree(tree);
    }

    private void name(String name) {
        comma();
        out.append('"').append(name).append("\":");
    }

    private void comma() {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
    }

    void tree(Object tree) {
        if (tree instanceof String text) {
            string(text);
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
                out.append(',');
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
                out.append(',');
            }
            first = false;
            string((String) entry.getKey());
            out.append(':');
            tree(entry.getValue());
        }
        out.append('}');
    }

    void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                escape(c);
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                    out.append("\\u")
                            .append(HEX[c >> 12])
                            .append(HEX[c >> 8 & 15])
                            .append(HEX[c >> 4 & 15])
                            .append(HEX[c & 15]);
                } else {
                    out.append(c);
                }
            }
        }
    }
}
