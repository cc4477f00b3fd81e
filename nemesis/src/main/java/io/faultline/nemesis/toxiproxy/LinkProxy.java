package io.faultline.nemesis.toxiproxy;

import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.LinkState;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * What is asked of one proxy, and what it was last seen to do: that of a link between nodes, or that of the two links between
 * clients and a node. Not for several threads.
 */
final class LinkProxy {

    private final String name;
    private final String told;
    private final Lane there;
    /** The way back, where it is a link too; else null. */
    private final Lane back;

    private ProxyState wanted = ProxyState.FREE;
    /** What it was last read back to do, when that was what was wanted; else null. */
    private ProxyState verified = ProxyState.FREE;

    /** One link that a proxy carries, what is asked of it, and what was drawn for that. */
    private static final class Lane {
        private final Link link;
        private LinkState asked = LinkState.HEALTHY;
        private long drawnNanos;

        Lane(Link link) {
            this.link = link;
        }

        void ask(LinkState state, SplittableRandom jitterDraws) {
            if (state.delayNanos() != asked.delayNanos() || state.jitterNanos() != asked.jitterNanos()) {
                drawnNanos = state.jitterNanos() == 0 ? 0 : jitterDraws.nextLong(Math.addExact(state.jitterNanos(), 1));
            }
            asked = state;
        }
    }

    private LinkProxy(String name, String told, Lane there, Lane back) {
        this.name = name;
        this.told = told;
        this.there = there;
        this.back = back;
    }

    /** The proxy of a link between nodes, named {@code n1_n2}. */
    static LinkProxy of(Link link) {
        return new LinkProxy(link.from() + "_" + link.to(), link.toString(), new Lane(link), null);
    }

    /** The proxy between clients and a node, named {@code client_n1}. */
    static LinkProxy ofClients(String node) {
        return new LinkProxy(
                "client_" + node, "clients of " + node, new Lane(Link.request(node)), new Lane(Link.reply(node)));
    }

    String name() {
        return name;
    }

    /** Returns the links it carries. */
    List<Link> links() {
        return back == null ? List.of(there.link) : List.of(there.link, back.link);
    }

    /**
     * Takes down what to do to one of its links from now on. Draws only when the delay or the jitter is another one than
     * before.
     */
    void ask(Link link, LinkState state, SplittableRandom jitterDraws) {
        (link.equals(there.link) ? there : back).ask(state, jitterDraws);
        wanted = back == null
                ? Toxics.of(there.asked, there.drawnNanos)
                : Toxics.ofClients(there.asked, there.drawnNanos, back.asked, back.drawnNanos);
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
        return told + " " + what + (differs(found) ? " instead of " + wanted : "");
    }

    /** Returns what the proxy did before it was changed, other than it was last verified to do. */
    String describeStrayed(ProxyState found) {
        return told + " had become " + (found == null ? "gone" : found) + " instead of " + verified;
    }
}
