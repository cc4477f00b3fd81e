package io.faultline.harness.workload;

import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.workload.OperationMix.Operation;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One client: it asks, waits for what comes of it, thinks, and asks again.
 *
 * <p>It stays with the node that it believes leads. What failed is not sent again by itself; the next operation goes to the
 * node that was named, or to the next. A process whose operation ended in nobody knows what never speaks again: the client
 * goes on as another process, with another session.
 */
final class Client {
    private static final long RETRY_AFTER = 50_000_000;
    private static final int NOBODY = -1;
    private static final String GIVEN_UP = "given up by the client";

    private final Cluster cluster;
    private final OperationLog log;
    private final Load load;
    private final OperationMix mix;
    private final SplittableRandom random;
    private final List<String> nodes;
    private final String owner;
    private final boolean pinned;
    private final double thinkNanos;
    private final Runnable ask = this::ask;

    private long process;
    private int target;
    private int silent = NOBODY;
    private int silences;
    private String session;
    private long serial;
    private String holding;
    private boolean stopped;

    /**
     * A client that does nothing yet.
     *
     * @param number from 0, below {@code load.clients()}
     */
    Client(
            Cluster cluster,
            OperationLog log,
            Load load,
            OperationMix mix,
            SplittableRandom random,
            int number,
            boolean pinned) {
        this.cluster = cluster;
        this.log = log;
        this.load = load;
        this.mix = mix;
        this.random = random;
        this.nodes = cluster.nodes();
        this.owner = "client" + number;
        this.pinned = pinned;
        this.thinkNanos = load.clients() / load.rate() * 1e9;
        this.process = number;
        this.target = number % nodes.size();
        openSession();
    }

    /** Asks for the first time after a while; clients that think for equally long do not all begin at once. */
    void start() {
        cluster.timeline().schedule(load.think().first(thinkNanos, random), ask);
    }

    /** Begins no further operation; one under way is still waited for. */
    void stop() {
        stopped = true;
    }

    private void openSession() {
        session = load.sessions() ? "c" + process : null;
        serial = 0;
    }

    private void think() {
        cluster.timeline().schedule(load.think().draw(thinkNanos, random), ask);
    }

    private void ask() {
        if (!stopped) {
            Operation operation = mix.next(owner, random, holding);
            boolean reads = isRead(operation);
            ClientCall call = session == null || reads
                    ? new ClientCall(operation.f(), operation.key(), operation.value())
                    : new ClientCall(operation.f(), operation.key(), operation.value(), session, serial + 1);
            log.began(process, call);
            new Asked(call, reads).send();
        }
    }

    /** What only reads may be done any number of times, and needs no session. */
    private static boolean isRead(Operation operation) {
        if (!operation.f().equals("txn")) {
            return operation.f().equals("read");
        }
        for (Object step : (List<?>) operation.value()) {
            if (!((List<?>) step).get(0).equals("r")) {
                return false;
            }
        }
        return true;
    }

    /** The one operation that is under way. */
    private final class Asked {
        private final ClientCall call;
        private final boolean reads;
        private int retries = load.retries();
        private boolean unsure;
        private int sent;
        private int heard;

        Asked(ClientCall call, boolean reads) {
            this.call = call;
            this.reads = reads;
        }

        /** Sends the call once, and listens until it is answered or is to be given up. */
        void send() {
            int attempt = ++sent;
            cluster.call(nodes.get(target), call, load.limitNanos(), outcome -> hear(attempt, outcome));
            if (load.limitNanos() < Cluster.ANSWER_WITHIN) {
                cluster.timeline().schedule(load.limitNanos(), () -> hear(attempt, givenUp()));
            }
        }

        private ClientOutcome<ClientReply> givenUp() {
            return reads ? new ClientOutcome.Fail<>(GIVEN_UP) : new ClientOutcome.Info<>(GIVEN_UP);
        }

        private void hear(int attempt, ClientOutcome<ClientReply> outcome) {
            if (attempt > heard) {
                heard = attempt;
                ended(outcome);
            }
        }

        /**
         * After an attempt without an answer, which may have had its effect, a node's refusal of another one says nothing of
         * it; only the service's own answer does.
         */
        private void ended(ClientOutcome<ClientReply> outcome) {
            turn(outcome);
            if (outcome instanceof ClientOutcome.Ok<ClientReply> ok) {
                countRequest(call);
                succeeded(call, ok.answer().value());
            } else if (outcome instanceof ClientOutcome.Fail<ClientReply> fail && (fail.decided() || !unsure)) {
                if (fail.decided()) {
                    countRequest(call);
                    letGo(call);
                }
                log.ended(OperationType.FAIL, process, call, call.value());
            } else if (retries > 0) {
                sendAgain();
                return;
            } else {
                letGo(call);
                giveUp(call);
            }
            think();
        }

        /** The same request of the same session, where the client has turned to. */
        private void sendAgain() {
            retries--;
            if (unsure) {
                cluster.timeline().schedule(RETRY_AFTER, this::send);
            } else {
                unsure = true;
                send();
            }
        }
    }

    /** The service has had this request; one that it never heard of leaves its number to the next. */
    private void countRequest(ClientCall call) {
        if (call.client() != null) {
            serial = call.serial();
        }
    }

    private void succeeded(ClientCall call, Object answer) {
        if (call.f().equals("acquire")) {
            holding = call.key();
        }
        letGo(call);
        Object told = told(call, answer);
        mix.succeeded(call.f(), call.key(), told);
        log.ended(OperationType.OK, process, call, told);
    }

    /** Of operations that only change something a history says what they did. */
    private static Object told(ClientCall call, Object answer) {
        return switch (call.f()) {
            case "read", "txn", "acquire", "dequeue" -> answer;
            default -> call.value();
        };
    }

    /** A lock that was given back, perhaps was, or was not this client's any more, is not asked to be given back again. */
    private void letGo(ClientCall call) {
        if (call.f().equals("release")) {
            holding = null;
        }
    }

    private void giveUp(ClientCall call) {
        log.ended(OperationType.INFO, process, call, call.value());
        process += load.clients();
        openSession();
    }

    /**
     * Which node is asked next: the one that answered, the one that was named, or else the next in turn.
     *
     * <p>An answer can be lost, so one is sent back to a node without an answer that others name; but not a third time: behind
     * a cut its companions go on to name it, and a client that believed them would never reach the majority.
     */
    private void turn(ClientOutcome<ClientReply> outcome) {
        boolean refused = outcome instanceof ClientOutcome.Fail<ClientReply> fail && !fail.decided();
        if (!refused && !(outcome instanceof ClientOutcome.Info)) {
            silent = NOBODY;
            return;
        }
        int named = outcome instanceof ClientOutcome.Fail<ClientReply> fail
                ? fail.hint().map(nodes::indexOf).orElse(NOBODY)
                : NOBODY;
        if (named == NOBODY) {
            silences = target == silent ? silences + 1 : 1;
            silent = target;
        }
        boolean inVain = named == silent && silences > 1;
        if (!pinned) {
            target = named == NOBODY || inVain ? (target + 1) % nodes.size() : named;
        }
    }
}
