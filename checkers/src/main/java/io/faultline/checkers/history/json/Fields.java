package io.faultline.checkers.history.json;

import io.faultline.checkers.history.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one JSON object, each taken out once, with the type it must have.
 *
 * <p>What was not taken out is either asked for as {@link #rest()} or refused by {@link #end()}: a field that nobody
 * understands is never silently dropped.
 */
final class Fields {
    private final Map<String, Object> left;

    Fields(Map<String, Object> fields) {
        this.left = fields;
    }

    static Fields of(String line) throws BadLine {
        return new Fields(JsonTree.object(line));
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    String text(String name) throws BadLine {
        return take(name, String.class, "a text");
    }

    /** A text; null when the field is null or missing. */
    String textOrNull(String name) throws BadLine {
        if (left.get(name) == null) {
            left.remove(name);
            return null;
        }
        return text(name);
    }

    boolean bool(String name) throws BadLine {
        return take(name, Boolean.class, "true or false");
    }

    /** A whole number of at least {@code least}. */
    long number(String name, long least) throws BadLine {
        String expected = "a whole number from " + least;
        long number = take(name, Long.class, expected);
        if (number < least) {
            throw wrong(name, number, expected);
        }
        return number;
    }

    /** As {@link #number(String, long)}; {@code otherwise} when the field is missing. */
    long number(String name, long least, long otherwise) throws BadLine {
        return left.containsKey(name) ? number(name, least) : otherwise;
    }

    /** A whole number of 32 bits, at least {@code least}. */
    int smallNumber(String name, int least) throws BadLine {
        String expected = "a whole number from " + least + " to " + Integer.MAX_VALUE;
        long number = take(name, Long.class, expected);
        if (number < least || number > Integer.MAX_VALUE) {
            throw wrong(name, number, expected);
        }
        return (int) number;
    }

    /** Any plain tree; null when the field is null or missing. */
    Object treeOrNull(String name) {
        return left.remove(name);
    }

    Map<String, Object> object(String name) throws BadLine {
        return names(take(name, Map.class, "an object"));
    }

    List<?> list(String name) throws BadLine {
        return take(name, List.class, "a list");
    }

    List<String> texts(String name) throws BadLine {
        List<String> texts = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof String text)) {
                throw wrong(name, element, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** A list of whole numbers, each at least {@code least}. */
    List<Long> numbers(String name, long least) throws BadLine {
        List<Long> numbers = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof Long number && number >= least)) {
                throw wrong(name, element, "a list of whole numbers from " + least);
            }
            numbers.add(number);
        }
        return numbers;
    }

    List<Link> links(String name) throws BadLine {
        List<Link> links = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof String from
                    && pair.get(1) instanceof String to)) {
                throw wrong(name, element, "a list of links, each a list of two nodes");
            }
            links.add(new Link(from, to));
        }
        return links;
    }

    /** All fields not taken out, in the order they stood. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>(left);
        left.clear();
        return rest;
    }

    /** Refuses a field that was not taken out. */
    void end() throws BadLine {
        if (!left.isEmpty()) {
            String name = left.keySet().iterator().next();
            throw new BadLine("the field " + BadLine.quote(name), "no such field here");
        }
    }

    /** The exception for a field with a value it must not have. */
    static BadLine wrong(String name, Object found, String expected) {
        return new BadLine(BadLine.quote(found) + " in the field \"" + name + "\"", expected);
    }

    private <T> T take(String name, Class<T> type, String expected) throws BadLine {
        if (!left.containsKey(name)) {
            throw new BadLine("no field \"" + name + "\"", expected + " in it");
        }
        Object value = left.remove(name);
        if (!type.isInstance(value)) {
            throw wrong(name, value, expected);
        }
        return type.cast(value);
    }

    /** A map that came out of {@link JsonTree}, whose keys are texts. */
    static Map<String, Object> names(Map<?, ?> map) {
        Map<String, Object> names = new LinkedHashMap<>();
        map.forEach((name, value) -> names.put((String) name, value));
        return names;
    }
}
