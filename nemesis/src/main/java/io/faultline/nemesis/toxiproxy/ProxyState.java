package io.faultline.nemesis.toxiproxy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one proxy does, wanted or read back.
 *
 * @param enabled whether it listens; one that does not has closed its connections and refuses more
 * @param toxics what it does to the bytes, in the order in which it does so
 */
record ProxyState(boolean enabled, List<WantedToxic> toxics) {

    /** Passes everything on. */
    static final ProxyState FREE = new ProxyState(true, List.of());

    ProxyState {
        toxics = List.copyOf(toxics);
    }

    Optional<WantedToxic> toxic(String name) {
        return toxics.stream().filter(toxic -> toxic.name().equals(name)).findFirst();
    }

    /** Returns whether both do the same. The order of toxics, which the API does not tell reliably, does not count. */
    boolean sameAs(ProxyState other) {
        return enabled == other.enabled && sorted().equals(other.sorted());
    }

    private List<WantedToxic> sorted() {
        return toxics.stream()
                .sorted(Comparator.comparing(WantedToxic::name).thenComparing(WantedToxic::toString))
                .toList();
    }

    /** Returns for example {@code on bandwidth_upstream(rate=8) latency_upstream(jitter=0 latency=120)}. */
    @Override
    public String toString() {
        return (enabled ? "on" : "off")
                + sorted().stream().map(toxic -> " " + toxic).collect(Collectors.joining());
    }
}
