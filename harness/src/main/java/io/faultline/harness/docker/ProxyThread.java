package io.faultline.harness.docker;

import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.LinkState;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.toxiproxy.ProxyNetwork;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The proxies of a cluster and the thread that changes them, which this owns: changes are made one after the other, so
 * that what is wanted later wins.
 */
final class ProxyThread implements AutoCloseable {
    private final ProxyNetwork network;
    private final SplittableRandom jitter;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "faultline-proxies");
        made.setDaemon(true);
        return made;
    });

    /** Takes over the proxies, and closes them in the end. */
    ProxyThread(ProxyNetwork network, SplittableRandom jitter) {
        this.network = network;
        this.jitter = jitter;
    }

    /** Brings the links there; {@code done} is told in this thread, also when that failed. */
    void apply(Map<Link, LinkState> states, Consumer<Outcome> done) {
        try {
            thread.execute(() -> done.accept(outcome(states)));
        } catch (RejectedExecutionException closed) {
            // Nobody waits for an answer any more.
        }
    }

    /** Has the proxies answer for themselves, which starts a proxy anew that does not. */
    void lookAfter(Consumer<Outcome> done) {
        apply(Map.of(), done);
    }

    private Outcome outcome(Map<Link, LinkState> states) {
        try {
            ProxyNetwork.Applied applied = network.apply(states, jitter);
            return new Outcome(
                    applied.verified(),
                    applied.readBack() + "; first to last " + applied.spreadNanos() / 1_000 + " us");
        } catch (RuntimeException failure) {
            return new Outcome(false, "the proxies did not obey: " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        network.close();
    }
}
