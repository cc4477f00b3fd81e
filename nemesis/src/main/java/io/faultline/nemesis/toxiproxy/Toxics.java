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
 * carries is its proxy's upstream; downstream runs nothing but the closing of connections. A client's
 * connection carries two links: what it asks is the upstream of its proxy, what it is answered the
 * downstream, and each has only the toxics of its own.
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
        return new ProxyState(
                true, state.cut() == CutKind.BLACK_HOLE ? blackHole() : shaped(state, drawnNanos, UPSTREAM));
    }

    /**
     * Returns what the proxy between clients and a node must do.
     *
     * @param requests the state of the link that carries what clients ask
     * @param requestNanos what was drawn of its jitter
     * @param replies the state of the link that carries what they are answered
     * @param replyNanos what was drawn of its jitter
     * @throws IllegalArgumentException if TCP can't do that
     */
    static ProxyState ofClients(LinkState requests, long requestNanos, LinkState replies, long replyNanos) {
        requirePossible(requests);
        requirePossible(replies);
        if (requests.cut() == CutKind.REFUSED || replies.cut() == CutKind.REFUSED) {
            return new ProxyState(false, List.of());
        }
        List<WantedToxic> toxics = new ArrayList<>(stream(requests, requestNanos, UPSTREAM));
        toxics.addAll(stream(replies, replyNanos, DOWNSTREAM));
        return new ProxyState(true, toxics);
    }

    private static List<WantedToxic> stream(LinkState state, long drawnNanos, String stream) {
        return state.isCut() ? List.of(swallowing(stream)) : shaped(state, drawnNanos, stream);
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
        return List.of(swallowing(UPSTREAM), swallowing(DOWNSTREAM));
    }

    private static WantedToxic swallowing(String stream) {
        return WantedToxic.of("timeout", stream, Map.of("timeout", 0L));
    }

    private static List<WantedToxic> shaped(LinkState state, long drawnNanos, String way) {
        List<WantedToxic> toxics = new ArrayList<>();
        long delayNanos = state.delayNanos() + drawnNanos;
        Stream stream = state.stream();
        if (delayNanos > 0) {
            toxics.add(
                    WantedToxic.of("latency", way, Map.of("latency", up(delayNanos, NANOS_PER_MILLI), "jitter", 0L)));
        }
        if (stream.bytesPerSecond() != Stream.NEVER) {
            toxics.add(WantedToxic.of(
                    "bandwidth", way, Map.of("rate", Math.max(1, stream.bytesPerSecond() / BYTES_PER_KILO))));
        }
        if (stream.sliceBytes() != Stream.NEVER) {
            toxics.add(WantedToxic.of(
                    "slicer",
                    way,
                    Map.of(
                            "average_size", stream.sliceBytes(),
                            "size_variation", 0L,
                            "delay", up(stream.sliceNanos(), NANOS_PER_MICRO))));
        }
        if (stream.limitBytes() != Stream.NEVER) {
            toxics.add(WantedToxic.of("limit_data", way, Map.of("bytes", stream.limitBytes())));
        }
        if (stream.closeNanos() > 0) {
            toxics.add(WantedToxic.of("slow_close", way, Map.of("delay", up(stream.closeNanos(), NANOS_PER_MILLI))));
        }
        if (stream.resetNanos() != Stream.NEVER) {
            toxics.add(WantedToxic.of("reset_peer", way, Map.of("timeout", up(stream.resetNanos(), NANOS_PER_MILLI))));
        }
        return toxics;
    }

    private static long up(long nanos, long unit) {
        return nanos / unit + (nanos % unit == 0 ? 0 : 1);
    }
}
