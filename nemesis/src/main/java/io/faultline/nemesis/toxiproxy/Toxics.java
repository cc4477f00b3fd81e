package io.faultline.nemesis.toxiproxy;

import static io.faultline.nemesis.toxiproxy.WantedToxic.DOWNSTREAM;
import static io.faultline.nemesis.toxiproxy.WantedToxic.UPSTREAM;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.play.LinkState;
import io.faultline.nemesis.play.LinkState.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the state of a link is said in toxics.
 *
 * <p>A node says all it has to say to a peer over its own outgoing connection, so that what a link
 * carries is its proxy's upstream; downstream runs nothing but the closing of connections.
 *
 * <table>
 * <caption>The mapping</caption>
 * <tr><th>state</th><th>proxy</th></tr>
 * <tr><td>black hole</td><td>{@code timeout} 0 on both streams: bytes vanish, and the speaker does not
 *     learn that the hearer died. Connecting still succeeds while the hearer lives, for it is the proxy
 *     that answers, and a speaker that closes is heard to close. Without the toxic Toxiproxy closes the
 *     connections it held, as bytes are missing in them: nodes must reconnect.</td></tr>
 * <tr><td>refused</td><td>disabled: connections are closed and refused</td></tr>
 * <tr><td>delay, jitter</td><td>{@code latency}: delay plus what was drawn of the jitter, jitter 0</td></tr>
 * <tr><td>throttle</td><td>{@code bandwidth}, in whole kB/s (of 1000 bytes), at least 1</td></tr>
 * <tr><td>slices</td><td>{@code slicer}, without variation</td></tr>
 * <tr><td>limit</td><td>{@code limit_data}</td></tr>
 * <tr><td>late close</td><td>{@code slow_close}</td></tr>
 * <tr><td>reset</td><td>{@code reset_peer}: counts from a connection's first bytes on, which are lost;
 *     a connection made before sees an ordinary close. Toxiproxy can't end one whose count runs, and
 *     answers a change of it only then: the delay must be well below {@link ControlApi#PATIENCE}.</td></tr>
 * </table>
 *
 * <p>Times are rounded up to what Toxiproxy counts in (milliseconds, for slices microseconds), rates
 * down: a link is never better than asked. A cut hides every other toxic, as nothing passes to work
 * on, and a reset or a limit would tell the speaker what it must not learn.
 */
final class Toxics {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long BYTES_PER_KILO = 1_000;

    private Toxics() {}

    /**
     * Returns what the link's proxy must do.
     *
     * @param drawnNanos what was drawn of the state's jitter
     * @throws IllegalArgumentException if TCP can't do that
     */
    static ProxyState of(LinkState state, long drawnNanos) {
        requirePossible(state);
        if (state.cut() == CutKind.REFUSED) {
            return new ProxyState(false, List.of());
        }
        return new ProxyState(true, state.cut() == CutKind.BLACK_HOLE ? blackHole() : shaped(state, drawnNanos));
    }

    /** Checks that TCP can do that, and throws an {@link IllegalArgumentException} that says why not. */
    static void requirePossible(LinkState state) {
        if (state.loss() > 0) {
            throw impossible("lose");
        }
        if (state.duplication() > 0) {
            throw impossible("duplicate");
        }
        if (state.reordering() > 0) {
            throw impossible("reorder");
        }
    }

    private static IllegalArgumentException impossible(String verb) {
        return new IllegalArgumentException(
                "A link over TCP can't " + verb
                        + " messages, as TCP repairs that; use the simulated cluster for this fault, or cut or reset the link.");
    }

    private static List<WantedToxic> blackHole() {
        return List.of(
                WantedToxic.of("timeout", UPSTREAM, Map.of("timeout", 0L)),
                WantedToxic.of("timeout", DOWNSTREAM, Map.of("timeout", 0L)));
    }

    private static List<WantedToxic> shaped(LinkState state, long drawnNanos) {
        List<WantedToxic> toxics = new ArrayList<>();
        long delayNanos = state.delayNanos() + drawnNanos;
        Stream stream = state.stream();
        if (delayNanos > 0) {
            toxics.add(upstream("latency", Map.of("latency", up(delayNanos, NANOS_PER_MILLI), "jitter", 0L)));
        }
        if (stream.bytesPerSecond() != Stream.NEVER) {
            toxics.add(upstream("bandwidth", Map.of("rate", Math.max(1, stream.bytesPerSecond() / BYTES_PER_KILO))));
        }
        if (stream.sliceBytes() != Stream.NEVER) {
            toxics.add(upstream(
                    "slicer",
                    Map.of(
                            "average_size", stream.sliceBytes(),
                            "size_variation", 0L,
                            "delay", up(stream.sliceNanos(), NANOS_PER_MICRO))));
        }
        if (stream.limitBytes() != Stream.NEVER) {
            toxics.add(upstream("limit_data", Map.of("bytes", stream.limitBytes())));
        }
        if (stream.closeNanos() > 0) {
            toxics.add(upstream("slow_close", Map.of("delay", up(stream.closeNanos(), NANOS_PER_MILLI))));
        }
        if (stream.resetNanos() != Stream.NEVER) {
            toxics.add(upstream("reset_peer", Map.of("timeout", up(stream.resetNanos(), NANOS_PER_MILLI))));
        }
        return toxics;
    }

    private static WantedToxic upstream(String type, Map<String, Long> attributes) {
        return WantedToxic.of(type, UPSTREAM, attributes);
    }

    private static long up(long nanos, long unit) {
        return nanos / unit + (nanos % unit == 0 ? 0 : 1);
    }
}
