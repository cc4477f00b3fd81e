package io.faultline.nemesis.toxiproxy;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One toxic, wanted or read back: the two are compared by {@code equals}.
 *
 * @param name unique within its proxy
 * @param type Toxiproxy's word for what it does
 * @param stream {@link #UPSTREAM} or {@link #DOWNSTREAM}
 * @param toxicity the share of connections it works on; always 1 where wanted
 * @param attributes its numbers, by Toxiproxy's names
 */
record WantedToxic(String name, String type, String stream, double toxicity, SortedMap<String, Long> attributes) {

    /** From the speaker to the hearer: all that a link's proxy carries. */
    static final String UPSTREAM = "upstream";

    /** From the hearer back to the speaker: only the closing of connections. */
    static final String DOWNSTREAM = "downstream";

    WantedToxic {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Returns a toxic that works on every connection, named by its type and stream. */
    static WantedToxic of(String type, String stream, Map<String, Long> attributes) {
        return new WantedToxic(type + "_" + stream, type, stream, 1.0, new TreeMap<>(attributes));
    }

    /** Returns for example {@code latency_upstream(jitter=0 latency=120)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        if (!name.equals(type + "_" + stream)) {
            text.append(':').append(type).append('_').append(stream);
        }
        text.append('(');
        String gap = "";
        for (Map.Entry<String, Long> attribute : attributes.entrySet()) {
            text.append(gap).append(attribute.getKey()).append('=').append(attribute.getValue());
            gap = " ";
        }
        text.append(')');
        return toxicity == 1.0 ? text.toString() : text + "*" + toxicity;
    }
}
