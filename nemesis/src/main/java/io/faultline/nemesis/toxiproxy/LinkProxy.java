package io.faultline.nemesis.toxiproxy;

import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.LinkState;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** What is asked of the proxy of one link, and what it was last seen to do. Not for several threads. */
final class LinkProxy {

    private final Link link;
    private LinkState asked = LinkState.HEALTHY;
    private long drawnNanos;
    private ProxyState wanted = ProxyState.FREE;
    /** What it was last read back to do, when that was what was wanted; else null. */
    private ProxyState verified = ProxyState.FREE;

    LinkProxy(Link link) {
        this.link = link;
    }

    static String nameOf(Link link) {
        return link.from() + "_" + link.to();
    }

    String name() {
        return nameOf(link);
    }

    /** Takes down what to do from now on. Draws only when the delay or the jitter is another one than before. */
    void ask(LinkState state, SplittableRandom jitterDraws) {
        if (state.delayNanos() != asked.delayNanos() || state.jitterNanos() != asked.jitterNanos()) {
            drawnNanos = state.jitterNanos() == 0 ? 0 : jitterDraws.nextLong(Math.addExact(state.jitterNanos(), 1));
        }
        asked = state;
        wanted = Toxics.of(state, drawnNanos);
    }

    /** Returns whether the proxy does something else than what it was last verified to do. */
    boolean strayed(ProxyState found) {
        return verified != null && (found == null || !found.sameAs(verified));
    }

    /** Returns whether the proxy must be changed to do what is wanted. */
    boolean differs(ProxyState found) {
        return found == null || !found.sameAs(wanted);
    }

    /** Forgets what was verified: what the proxy does now is not known. */
    void doubt() {
        verified = null;
    }

    /** Takes down that the proxy is a new one, which passes everything on. */
    void renew() {
        verified = ProxyState.FREE;
    }

    /** Returns whether something else is wanted than to pass everything on. */
    boolean isTouched() {
        return !wanted.sameAs(ProxyState.FREE);
    }

    /** Takes down that the proxy does what is wanted. */
    void verify() {
        verified = wanted;
    }

    /**
     * Returns what changes the proxy from what was found to what is wanted now, in whatever thread.
     *
     * <p>Nothing passes on the way that neither state would let pass: it is disabled first and enabled
     * last, and new toxics come before old ones go. Toxics that stay are not touched.
     */
    Callable<Void> change(ControlApi api, ProxyState found) {
        ProxyState goal = wanted;
        return () -> {
            if (found.enabled() && !goal.enabled()) {
                api.enable(name(), false);
            }
            for (WantedToxic toxic : goal.toxics()) {
                if (found.toxic(toxic.name()).isEmpty()) {
                    api.add(name(), toxic);
                } else if (!found.toxics().contains(toxic)) {
                    api.update(name(), toxic);
                }
            }
            for (WantedToxic toxic : found.toxics()) {
                if (goal.toxic(toxic.name()).isEmpty()) {
                    api.remove(name(), toxic);
                }
            }
            if (goal.enabled() && !found.enabled()) {
                api.enable(name(), true);
            }
            return null;
        };
    }

    /** Returns what was found, and what was wanted where it is something else. */
    String describe(ProxyState found) {
        String what = found == null ? "gone" : found.toString();
        return link + " " + what + (differs(found) ? " instead of " + wanted : "");
    }

    /** Returns what the proxy did before it was changed, other than it was last verified to do. */
    String describeStrayed(ProxyState found) {
        return link + " had become " + (found == null ? "gone" : found) + " instead of " + verified;
    }
}
