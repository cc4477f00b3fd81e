package io.faultline.checkers.history;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Plain immutable values that JSON can hold: null, Boolean, Long, Double, String, and Lists and Maps of them.
 *
 * <p>Maps keep the order they came in. Whole numbers of other types become Long, Float becomes Double; anything else,
 * and numbers JSON has no word for, is refused.
 */
public final class PlainTree {

    /** Deepest nesting of lists and maps a tree may have. */
    public static final int MAX_DEPTH = 64;

    private PlainTree() {}

    /** The plain immutable form of {@code value}. */
    public static Object of(Object value) {
        return of(value, 0);
    }

    /** The plain immutable form of {@code map}; of one that is made {@link #lazily}, the map itself. */
    public static Map<String, Object> ofMap(Map<?, ?> map) {
        return map instanceof LazyTree lazy ? lazy : ofMap(map, 0);
    }

    /** Whether a list is a beginning of another, or all of it. */
    public static boolean begins(List<?> list, List<?> whole) {
        return list instanceof PlainList some && whole instanceof PlainList all
                ? some.begins(all)
                : list.size() <= whole.size() && list.equals(whole.subList(0, list.size()));
    }

    /**
     * A map that is made only when somebody looks into it.
     *
     * <p>Most trials of a campaign are judged valid and forgotten: nobody ever reads the parameters of their faults,
     * and making trees of them would cost more than running the trial. For one thread, like the history it stands in.
     *
     * @param maker makes the map; called at most once, and must give the same whenever it is called
     */
    public static Map<String, Object> lazily(Supplier<Map<String, Object>> maker) {
        return new LazyTree(maker);
    }

    private static final class LazyTree extends AbstractMap<String, Object> {
        private Supplier<Map<String, Object>> maker;
        private Map<String, Object> made;

        LazyTree(Supplier<Map<String, Object>> maker) {
            this.maker = maker;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            if (made == null) {
                made = PlainTree.ofMap(maker.get(), 0);
                maker = null;
            }
            return made.entrySet();
        }
    }

    private static Object of(Object value, int depth) {
        if (value == null || value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw new IllegalArgumentException("a history cannot hold the number " + number);
            }
            return number;
        }
        if (value instanceof List<?> list) {
            return ofList(list, depth);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map, depth);
        }
        throw new IllegalArgumentException("a history cannot hold a "
                + value.getClass().getName() + ", only null, booleans, numbers, strings, lists and maps");
    }

    private static List<Object> ofList(List<?> list, int depth) {
        requireShallow(depth);
        if (list instanceof PlainList plain && plain.isFlat()) {
            return plain;
        }
        Object[] copy = list.toArray();
        boolean flat = true;
        for (int i = 0; i < copy.length; i++) {
            Object element = copy[i];
            // Nearly all there are; lists that grow are told often, and as a whole each time.
            if (!(element instanceof Long) && !(element instanceof String)) {
                copy[i] = of(element, depth + 1);
                flat &= !(copy[i] instanceof List) && !(copy[i] instanceof Map);
            }
        }
        return new PlainList(copy, flat);
    }

    private static Map<String, Object> ofMap(Map<?, ?> map, int depth) {
        requireShallow(depth);
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new IllegalArgumentException("a map in a history needs names as keys, not " + entry.getKey());
            }
            requireWhole(name);
            copy.put(name, of(entry.getValue(), depth + 1));
        }
        return Collections.unmodifiableMap(copy);
    }

    /** A name must be good Unicode; JSON parsers refuse half a surrogate pair there, though not in a text. */
    private static void requireWhole(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i)) && !Character.isSupplementaryCodePoint(name.codePointAt(i++))) {
                throw new IllegalArgumentException("a name in a history holds half a surrogate pair");
            }
        }
    }

    private static void requireShallow(int depth) {
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("a value in a history is nested deeper than " + MAX_DEPTH + " levels");
        }
    }
}
