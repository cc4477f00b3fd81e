package io.faultline.checkers.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Everything a test draws at random, from one seed. */
public final class Draw {
    private static final String[] ODD_TEXTS = {
        "",
        " ",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u2028",
        "é",
        "→",
        "𝄞",
        "\ud800",
        "\udc00x",
        "\ufeff",
        "a{",
        "{\"a\":1}",
        "//",
        "null"
    };

    private final long seed;
    private final SplittableRandom random;

    public Draw(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The seed all this comes from. */
    public long seed() {
        return seed;
    }

    /** A whole number in [least, greatest], both possible. */
    public int between(int least, int greatest) {
        return random.nextInt(least, greatest + 1);
    }

    /** A whole number in [least, greatest], both possible. */
    public long between(long least, long greatest) {
        return greatest == Long.MAX_VALUE && least <= 0
                ? Math.max(least, random.nextLong() & Long.MAX_VALUE)
                : random.nextLong(least, greatest + 1);
    }

    /** True once in {@code n} times. */
    public boolean onceIn(int n) {
        return random.nextInt(n) == 0;
    }

    public boolean bool() {
        return random.nextBoolean();
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The elements of {@code all} each kept with one half chance, in their order. */
    public <T> List<T> some(List<T> all) {
        List<T> some = new ArrayList<>();
        for (T element : all) {
            if (bool()) {
                some.add(element);
            }
        }
        return some;
    }

    public <T> List<T> list(int atMost, Supplier<T> element) {
        int size = between(0, atMost);
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    /** A text that is often plain and sometimes as nasty as JSON allows. */
    public String text() {
        if (onceIn(3)) {
            return oneOf(ODD_TEXTS) + (bool() ? oneOf(ODD_TEXTS) : "");
        }
        StringBuilder text = new StringBuilder();
        int length = between(1, 8);
        for (int i = 0; i < length; i++) {
            text.append((char) between('a', 'z'));
        }
        return text.toString();
    }

    /** A text that may be a field's name: never half a surrogate pair. */
    public String name() {
        return text().replace('\ud800', '?').replace('\udc00', '?');
    }

    /** A number near an edge, or any. */
    public long number() {
        return oneOf(0L, 1L, -1L, 42L, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong());
    }

    /** A plain tree at most {@code depth} lists or maps deep. */
    public Object tree(int depth) {
        int kind = between(0, depth > 0 ? 7 : 5);
        return switch (kind) {
            case 0 -> null;
            case 1 -> bool();
            case 2, 3 -> number();
            case 4 -> oneOf(0.5, -0.0, 1e300, Double.MIN_VALUE, Double.MAX_VALUE, random.nextDouble());
            case 5 -> text();
            case 6 -> list(3, () -> tree(depth - 1));
            default -> map(depth - 1);
        };
    }

    /** A map of plain trees. */
    public Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        int size = between(0, 3);
        for (int i = 0; i < size; i++) {
            map.put(name(), tree(depth));
        }
        return map;
    }
}
