package io.faultline.nemesis.toxiproxy;

import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.LinkState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The proxies of one running Toxiproxy: one for each directed link between nodes, and one in front of
 * each node for the two links of its clients.
 *
 * <p>What a state becomes is said at {@link Toxics}. Methods may be called from any thread; one acts
 * at a time. Nobody else should change the proxies: a link that stopped doing what it had been
 * verified to do is told of, and set right, at its next change.
 */
public final class ProxyNetwork implements AutoCloseable {

    private static final int THREADS = 8;

    private final String host;
    private final Duration patience;
    private final SortedMap<Link, LinkProxy> links = new TreeMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "toxiproxy");
        thread.setDaemon(true);
        return thread;
    });

    private ControlApi api;
    private Revival revival;

    /** Where a proxy listens, and what it forwards to. */
    private record Route(String listen, String upstream) {}

    /** Starts the Toxiproxy anew, without any proxies, and returns the port of its control API. */
    @FunctionalInterface
    public interface Revival {
        int startAnew() throws IOException, InterruptedException;
    }

    /**
     * What came of a change.
     *
     * @param verified whether each link was read back to do exactly what its state says, and had until
     *     then done what it was last verified to do
     * @param readBack what each link was read back to do, in their order; with a sentence for whatever
     *     went wrong
     * @param spreadNanos from the first to the last link to be changed; 0 if there were less than two
     */
    public record Applied(boolean verified, String readBack, long spreadNanos) {}

    /** Speaks to the control API at that address, which is not called before it is needed. */
    public ProxyNetwork(String host, int port) {
        this(host, port, ControlApi.PATIENCE);
    }

    ProxyNetwork(String host, int port, Duration patience) {
        this.host = host;
        this.api = new ControlApi(host, port, patience);
        this.patience = patience;
    }

    /**
     * From now on a Toxiproxy that does not answer is started anew, once in each change, and gets all
     * its proxies again, as they were wanted. All connections are lost then, which the result tells.
     *
     * <p>Toxiproxy 2.12 can lock itself up for ever when it takes a toxic out of a connection whose
     * end dies at that moment (its issue 558), so it happens to whoever crashes nodes often enough.
     */
    public synchronized void reviveBy(Revival means) {
        revival = means;
    }

    /**
     * Creates the proxy of a link, named {@code n1_n2}; it passes everything on.
     *
     * @param listen where it listens in the proxy's own container, for example {@code 0.0.0.0:20001}
     * @param upstream what it forwards to, for example {@code n2:7000}
     * @throws UncheckedIOException if Toxiproxy does not answer or refuses
     */
    public synchronized void addLink(Link link, String listen, String upstream) {
        add(LinkProxy.of(link), listen, upstream);
    }

    /**
     * Creates the proxy between clients and a node, named {@code client_n1}; it passes everything on. It carries two links:
     * what clients ask, and what they are answered.
     *
     * @param listen where it listens in the proxy's own container
     * @param upstream what it forwards to
     * @throws UncheckedIOException if Toxiproxy does not answer or refuses
     */
    public synchronized void addClient(String node, String listen, String upstream) {
        add(LinkProxy.ofClients(node), listen, upstream);
    }

    /**
     * Creates a proxy that no fault touches, for whoever looks after the cluster.
     *
     * @param name no other's
     * @param listen where it listens in the proxy's own container
     * @param upstream what it forwards to
     * @throws UncheckedIOException if Toxiproxy does not answer or refuses
     */
    public synchronized void addAside(String name, String listen, String upstream) {
        create(name, listen, upstream);
    }

    private void add(LinkProxy proxy, String listen, String upstream) {
        create(proxy.name(), listen, upstream);
        proxy.links().forEach(link -> links.put(link, proxy));
    }

    /**
     * Makes each link do exactly what its state says, all in parallel, and reads back what they do.
     *
     * <p>Other links are left alone, and so is a link that does so already. {@link LinkState#HEALTHY}
     * ends everything; asking for it again changes nothing. Whatever happens it returns within three
     * times the patience for one answer, or twice that and the time of a revival: a proxy that can't be reached, a refusal or an interrupt (the
     * flag stays set) is told in the result.
     *
     * @param jitterDraws one draw for each link whose delay or jitter is a new one, in the links' order
     * @throws IllegalArgumentException if a link was never added, or its state is impossible over TCP;
     *     then nothing was changed
     */
    public synchronized Applied apply(Map<Link, LinkState> states, SplittableRandom jitterDraws) {
        SortedMap<Link, LinkState> sorted = new TreeMap<>(states);
        sorted.forEach((link, state) -> {
            if (!links.containsKey(link)) {
                throw new IllegalArgumentException("no proxy was added for " + link);
            }
            Toxics.requirePossible(state);
        });
        Set<LinkProxy> asked = new LinkedHashSet<>();
        sorted.forEach((link, state) -> {
            links.get(link).ask(link, state, jitterDraws);
            asked.add(links.get(link));
        });
        List<LinkProxy> touched = List.copyOf(asked);
        Attempt attempt = new Attempt(touched);
        attempt.run();
        if (attempt.unanswered && revival != null) {
            attempt = afterRevival(touched, attempt);
        }
        boolean verified = attempt.troubles.isEmpty();
        attempt.handled.forEach(verified ? LinkProxy::verify : LinkProxy::doubt);
        List<String> told = new ArrayList<>();
        attempt.revived.ifPresent(told::add);
        told.add(attempt.readBack);
        told.addAll(attempt.troubles);
        return new Applied(verified, String.join("; ", told), spread(attempt.completions));
    }

    /** A new Toxiproxy has forgotten also what was asked of the other links. */
    private Attempt afterRevival(List<LinkProxy> touched, Attempt before) {
        try {
            api = new ControlApi(host, revival.startAnew(), patience);
            for (Map.Entry<String, Route> route : routes.entrySet()) {
                api.create(
                        route.getKey(),
                        route.getValue().listen(),
                        route.getValue().upstream());
            }
        } catch (IOException dead) {
            before.troubles.add("the proxy could not be started anew: " + dead.getMessage());
            return before;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            before.troubles.add("interrupted while the proxy was started anew");
            return before;
        }
        links.values().forEach(LinkProxy::renew);
        Set<LinkProxy> all = new LinkedHashSet<>(touched);
        links.values().stream().filter(LinkProxy::isTouched).forEach(all::add);
        Attempt again = new Attempt(List.copyOf(all));
        again.revived = Optional.of("the proxy had stopped answering (" + String.join("; ", before.troubles)
                + ") and was started anew, all connections were lost");
        again.run();
        return again;
    }

    /** One try to bring links to what is wanted of them, and what came of it. */
    private final class Attempt {
        private final List<LinkProxy> handled;
        private final List<Long> completions = Collections.synchronizedList(new ArrayList<>());
        private final List<String> troubles = new ArrayList<>();
        private Optional<String> revived = Optional.empty();
        private String readBack = "nothing";
        private boolean unanswered;

        Attempt(List<LinkProxy> handled) {
            this.handled = handled;
        }

        void run() {
            try {
                SortedMap<String, ProxyState> found = api.read();
                change(found, this);
                readBack = readBack(handled, api.read(), troubles);
            } catch (IOException unreachable) {
                unanswered |= unreachable instanceof ControlApi.NoAnswerException;
                troubles.add("not verified: " + unreachable.getMessage());
            } catch (RejectedExecutionException closed) {
                troubles.add("not verified: the proxy network is closed");
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                troubles.add("not verified: interrupted");
            }
        }
    }

    private void change(Map<String, ProxyState> found, Attempt attempt) throws InterruptedException {
        List<Callable<Void>> changes = new ArrayList<>();
        for (LinkProxy link : attempt.handled) {
            ProxyState before = found.get(link.name());
            if (link.strayed(before)) {
                attempt.troubles.add(link.describeStrayed(before));
            }
            if (before != null && link.differs(before)) {
                Callable<Void> change = link.change(api, before);
                changes.add(() -> {
                    change.call();
                    attempt.completions.add(System.nanoTime());
                    return null;
                });
            }
        }
        for (Future<Void> change : pool.invokeAll(changes, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            try {
                change.get();
            } catch (ExecutionException failure) {
                attempt.unanswered |= failure.getCause() instanceof ControlApi.NoAnswerException;
                attempt.troubles.add("a change failed: " + failure.getCause().getMessage());
            } catch (CancellationException tooLate) {
                attempt.unanswered = true;
                attempt.troubles.add("a change was not answered in time");
            }
        }
    }

    private static String readBack(Collection<LinkProxy> touched, Map<String, ProxyState> now, List<String> troubles) {
        List<String> texts = new ArrayList<>();
        for (LinkProxy link : touched) {
            ProxyState state = now.get(link.name());
            texts.add(link.describe(state));
            if (link.differs(state)) {
                troubles.add("not verified: " + link.name());
            }
        }
        return String.join(", ", texts);
    }

    private static long spread(List<Long> completions) {
        return completions.isEmpty() ? 0 : Collections.max(completions) - Collections.min(completions);
    }

    private void create(String name, String listen, String upstream) {
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(upstream, "upstream");
        try {
            api.create(name, listen, upstream);
            routes.put(name, new Route(listen, upstream));
        } catch (IOException failure) {
            throw new UncheckedIOException("proxy " + name + " could not be created: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while creating proxy " + name, interrupt));
        }
    }

    /** Lets go of its threads. The proxies stay as they are: they end with their Toxiproxy. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
