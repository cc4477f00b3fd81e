package io.faultline.harness.report;

/**
 * Makes characters visible that a browser would hide, refuse or obey.
 *
 * <p>Escaping keeps texts from being markup; this keeps them from deceiving: a right-to-left override in a node's name
 * would turn the rest of its line around, and a NUL or half a surrogate pair is an error in any HTML file.
 */
final class Legible {

    private Legible() {}

    static String text(String text) {
        int first = 0;
        while (first < text.length() && harmless(text, first)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 64).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            if (harmless(text, i)) {
                out.append(text.charAt(i));
            } else {
                out.append(visible(text.charAt(i)));
            }
        }
        return out.toString();
    }

    private static boolean harmless(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x20) {
            return c == '\n' || c == '\t';
        }
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c != 0x7f
                && !(c >= 0x80 && c <= 0x9f)
                && !(c >= 0x200b && c <= 0x200f)
                && !(c >= 0x2028 && c <= 0x202e)
                && !(c >= 0x2060 && c <= 0x206f)
                && c != 0xfeff
                && c < 0xfffe;
    }

    private static String visible(char c) {
        if (c < 0x20) {
            return String.valueOf((char) (0x2400 + c));
        }
        return "⟨U+" + String.format("%04X", (int) c) + "⟩";
    }
}
