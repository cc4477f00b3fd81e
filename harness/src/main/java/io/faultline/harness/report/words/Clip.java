package io.faultline.harness.report.words;

/** Texts of unknown length, cut so that one hostile or broken value cannot fill a page. */
public final class Clip {

    private Clip() {}

    /** At most about {@code length} characters, and how many were left out; never half a surrogate pair. */
    public static String to(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
    }

    /** A name for a place where only {@code length} characters fit. */
    public static String name(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
