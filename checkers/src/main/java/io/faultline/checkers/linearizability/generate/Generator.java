package io.faultline.checkers.linearizability.generate;

import io.faultline.checkers.linearizability.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Makes linearizable calls: clients call, each call takes effect on a plain service at one moment while it is open, and
 * returns what that told.
 *
 * <p>Calls that the service refuses are left out. Of pending ones half have taken effect. The same recipe and seed give the
 * same calls.
 */
public final class Generator {
    /** A call is open for about so long, half of it before its effect; in units of its own clock. */
    private static final long OPEN = 1_000;

    private enum Step {
        INVOKE,
        EFFECT,
        RETURN
    }

    private record Event(long time, long order, Step step, Client client) {}

    private static final class Client {
        private long process;
        private int key;
        private Service.Asked asked;
        private Object told;
        private long invoke;
        private boolean lost;
        private int holds = -1;

        Client(long process) {
            this.process = process;
        }
    }

    private final Recipe recipe;
    private final SplittableRandom random;
    private final List<Service> services = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
    private final List<Call> calls;
    private long order;
    private long position;

    private Generator(Recipe recipe, long seed) {
        this.recipe = recipe;
        this.random = new SplittableRandom(seed);
        this.calls = new ArrayList<>(recipe.operations());
        for (int key = 0; key < recipe.keys(); key++) {
            services.add(new Service(recipe.model(), recipe.values()));
        }
    }

    /** Linearizable calls to that recipe, in the order of their invocations. */
    public static List<Call> linearizable(Recipe recipe, long seed) {
        return new Generator(recipe, seed).run();
    }

    private List<Call> run() {
        for (long client = 0; client < recipe.clients(); client++) {
            schedule(new Client(client), Step.INVOKE, thinkTime());
        }
        while (!events.isEmpty() && calls.size() < recipe.operations()) {
            go(events.remove());
        }
        if (recipe.pending() > 0) {
            leaveOpen();
        } else {
            awaitOpen();
        }
        calls.sort(Comparator.comparingLong(Call::invoke));
        return List.copyOf(calls);
    }

    private void go(Event event) {
        switch (event.step()) {
            case INVOKE -> invoke(event);
            case EFFECT -> takeEffect(event);
            default -> end(event);
        }
    }

    /** Where nothing is pending, what is open returns, and nobody begins anything new. */
    private void awaitOpen() {
        while (!events.isEmpty()) {
            Event event = events.remove();
            if (event.step() != Step.INVOKE) {
                go(event);
            }
        }
    }

    /** What is open when all is over may have had its effect. */
    private void leaveOpen() {
        for (Event event : events) {
            if (event.step() != Step.INVOKE && event.client().told != Service.REFUSED) {
                pending(event.client());
            }
        }
    }

    private void pending(Client client) {
        Service.Asked asked = client.asked;
        calls.add(Call.pending(client.process, asked.f(), key(client), asked.argument(), client.invoke));
    }

    private String key(Client client) {
        return recipe.keys() == 1 ? "x" : "x" + client.key;
    }

    private void schedule(Client client, Step step, long at) {
        events.add(new Event(at, order++, step, client));
    }

    private long thinkTime() {
        return (long) (2 * OPEN * (1 / recipe.busy() - 1) * random.nextDouble());
    }

    private long halfOpen() {
        return 1 + random.nextLong(OPEN);
    }

    private void invoke(Event event) {
        Client client = event.client();
        boolean holds = client.holds >= 0;
        client.key = holds ? client.holds : random.nextInt(services.size());
        client.asked = services.get(client.key).draw(random, client.process, holds);
        client.told = null;
        client.invoke = position++;
        client.lost = random.nextDouble() < recipe.pending();
        if (client.lost && !takesEffect(client.asked)) {
            schedule(client, Step.RETURN, event.time() + halfOpen());
        } else {
            schedule(client, Step.EFFECT, event.time() + halfOpen());
        }
    }

    /** Of lost calls half; but a lock that somebody holds who never speaks again would be the end of all calls on it. */
    private boolean takesEffect(Service.Asked asked) {
        boolean drawn = random.nextBoolean();
        return asked.f().equals("release") || !asked.f().equals("acquire") && drawn;
    }

    private void takeEffect(Event event) {
        Client client = event.client();
        client.told = services.get(client.key).perform(client.asked);
        schedule(client, Step.RETURN, event.time() + halfOpen());
    }

    private void end(Event event) {
        Client client = event.client();
        Service.Asked asked = client.asked;
        if (client.lost) {
            pending(client);
            client.process += recipe.clients();
            client.holds = -1;
        } else if (client.told != Service.REFUSED) {
            calls.add(Call.ok(
                    client.process, asked.f(), key(client), asked.argument(), client.told, client.invoke, position++));
            client.holds = asked.f().equals("acquire") ? client.key : -1;
        }
        schedule(client, Step.INVOKE, event.time() + thinkTime());
    }
}
