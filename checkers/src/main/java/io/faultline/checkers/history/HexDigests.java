package io.faultline.checkers.history;

import java.util.AbstractList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Digests of 64 bits: a list of texts of 16 hexadecimal digits, each made only when somebody asks for it.
 *
 * <p>A cluster under load reports more digests than anything else, and nearly all of them are only ever compared.
 */
public final class HexDigests extends AbstractList<String> implements RandomAccess {
    private static final int DIGITS = 16;

    /** One digest, or the first of {@link #all}: most batches are of one entry. */
    private final long first;

    private final long[] all;

    private HexDigests(long first, long[] all) {
        this.first = first;
        this.all = all;
    }

    /** The digests that are these numbers, at least one. */
    public static HexDigests of(long... numbers) {
        return new HexDigests(numbers[0], numbers.length == 1 ? null : numbers.clone());
    }

    /** These texts, as numbers where all of them are 16 hexadecimal digits in small letters; immutable either way. */
    static List<String> compact(List<String> texts) {
        if (texts instanceof HexDigests) {
            return texts;
        }
        long[] numbers = new long[texts.size()];
        int i = 0;
        for (String text : texts) {
            if (!isNumber(text)) {
                return List.copyOf(texts);
            }
            numbers[i++] = parse(text);
        }
        return texts.isEmpty() ? List.of() : of(numbers);
    }

    /** Whether this text is one that such a list could hold. */
    public static boolean isNumber(String text) {
        boolean number = text.length() == DIGITS;
        for (int i = 0; number && i < DIGITS; i++) {
            char digit = text.charAt(i);
            number = digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
        }
        return number;
    }

    /** The number that a text stands for that {@link #isNumber is one}. */
    public static long parse(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    /** The text of a number. */
    public static String text(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    /** The digest at this place, as a number. */
    public long number(int index) {
        Objects.checkIndex(index, size());
        return all == null ? first : all[index];
    }

    /** All of them, as numbers. */
    long[] numbers() {
        return all == null ? new long[] {first} : all.clone();
    }

    @Override
    public String get(int index) {
        return text(number(index));
    }

    @Override
    public int size() {
        return all == null ? 1 : all.length;
    }
}
