package io.faultline.harness.report.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plain trees, such as faults and measures, as one line of text. */
public final class TreeText {
    private static final int LINKS_SHOWN = 6;
    private static final int ELEMENTS_SHOWN = 24;
    private static final int LENGTH_MAX = 600;
    private static final String NANOS = "Nanos";

    /** Entries that say what kind of thing a tree is: they stand first and need no name before them. */
    private static final Set<String> KINDS = Set.of("act", "shape", "which", "who");

    private TreeText() {}

    /** The value in few words; what is long is cut and says so. */
    public static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, false);
        return Clip.to(LENGTH_MAX, out.toString());
    }

    /** The entries of a map, {@code name value} with commas between, without those named in {@code except}. */
    public static String entries(Map<String, ?> map, String... except) {
        StringBuilder out = new StringBuilder();
        List<String> left = List.of(except);
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            if (!left.contains(entry.getKey())) {
                out.append(out.isEmpty() ? "" : ", ");
                entry(out, entry.getKey(), entry.getValue());
            }
        }
        return Clip.to(LENGTH_MAX, out.toString());
    }

    /** The name of an entry without the unit at its end. */
    static String nameOf(String name) {
        return name.endsWith(NANOS) && name.length() > NANOS.length()
                ? name.substring(0, name.length() - NANOS.length())
                : name;
    }

    private static void entry(StringBuilder out, String name, Object value) {
        boolean speaksForItself = KINDS.contains(name) || name.equals("links") && value instanceof List;
        if (!speaksForItself) {
            out.append(nameOf(name)).append(' ');
        }
        if (name.endsWith(NANOS) && value instanceof Long nanos) {
            out.append(Times.span(nanos));
        } else {
            write(out, value, true);
        }
    }

    private static void write(StringBuilder out, Object value, boolean inside) {
        if (out.length() > LENGTH_MAX) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            writeMap(out, map, inside);
        } else if (value instanceof List<?> list) {
            List<String> links = links(list);
            if (links.isEmpty()) {
                writeList(out, list);
            } else {
                out.append(linkList(links));
            }
        } else {
            out.append(value);
        }
    }

    private static void writeMap(StringBuilder out, Map<?, ?> map, boolean inside) {
        if (map.size() == 1 && inside) {
            write(out, map.values().iterator().next(), true);
            return;
        }
        out.append(inside ? "(" : "");
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(comma);
            entry(out, String.valueOf(entry.getKey()), entry.getValue());
            comma = ", ";
        }
        out.append(inside ? ")" : "");
    }

    private static void writeList(StringBuilder out, List<?> list) {
        String space = "";
        for (Object element : list.subList(0, Math.min(ELEMENTS_SHOWN, list.size()))) {
            out.append(space);
            write(out, element, true);
            space = " ";
        }
        if (list.size() > ELEMENTS_SHOWN) {
            out.append(" … ").append(list.size() - ELEMENTS_SHOWN).append(" more");
        } else if (list.isEmpty()) {
            out.append("none");
        }
    }

    /** {@code 12 links: n1→n2, …} when there are many, else just the links. */
    static String linkList(List<String> links) {
        String shown = String.join(", ", links.subList(0, Math.min(LINKS_SHOWN, links.size())));
        return links.size() <= LINKS_SHOWN ? shown : links.size() + " links: " + shown + ", …";
    }

    /** The links a list of pairs of names stands for; empty when it is any other list. */
    private static List<String> links(List<?> list) {
        List<String> links = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof String from
                    && pair.get(1) instanceof String to) {
                links.add(from + "→" + to);
            } else {
                return List.of();
            }
        }
        return links;
    }
}
