package io.faultline.harness.workload;

import io.faultline.checkers.history.HistoryRecorder;
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

    private final Cluster cluster;
    private final HistoryRecorder recorder;
    private final Load load;
    private final OperationMix mix;
    private final SplittableRandom random;
    private final List<String> nodes;
    private final int number;
    private final boolean pinned;
    private final Runnable ask = this::ask;

    private long process;
    private int target;
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
            HistoryRecorder recorder,
            Load load,
            OperationMix mix,
            SplittableRandom random,
            int number,
            boolean pinned) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.load = load;
        this.mix = mix;
        this.random = random;
        this.nodes = cluster.nodes();
        this.number = number;
        this.pinned = pinned;
        this.process = number;
        this.target = number % nodes.size();
        openSession();
    }

    void start() {
        think();
    }

    /** Begins no further operation; one under way is still waited for. */
    void stop() {
        stopped = true;
    }

    private void openSession() {
        session = "c" + process;
        serial = 0;
    }

    private void think() {
        double mean = load.clients() / load.rate();
        long nanos = (long) (-Math.log(1 - random.nextDouble()) * mean * 1e9);
        cluster.timeline().schedule(nanos, ask);
    }

    private void ask() {
        if (!stopped) {
            Operation operation = mix.next("client" + number, random, holding);
            ClientCall call = isRead(operation)
                    ? new ClientCall(operation.f(), operation.key(), operation.value())
                    : new ClientCall(operation.f(), operation.key(), operation.value(), session, serial + 1);
            record(OperationType.INVOKE, call, operation.value());
            send(call, load.retries());
        }
    }

    /** What only reads may be done any number of times, and needs no session. */
    private static boolean isRead(Operation operation) {
        return operation.f().equals("read")
                || operation.value() instanceof List<?> steps
                        && operation.f().equals("txn")
                        && steps.stream()
                                .allMatch(step -> ((List<?>) step).get(0).equals("r"));
    }

    private void send(ClientCall call, int retries) {
        cluster.call(nodes.get(target), call, outcome -> ended(call, retries, outcome));
    }

    private void ended(ClientCall call, int retries, ClientOutcome<ClientReply> outcome) {
        if (outcome instanceof ClientOutcome.Ok<ClientReply> ok) {
            countRequest(call);
            succeeded(call, ok.answer().value());
        } else if (outcome instanceof ClientOutcome.Fail<ClientReply> fail) {
            if (fail.decided()) {
                countRequest(call);
            }
            turnTo(fail);
            record(OperationType.FAIL, call, call.value());
        } else if (retries > 0) {
            turnToNext();
            sendAgain(call, retries - 1);
            return;
        } else {
            turnToNext();
            giveUp(call);
        }
        think();
    }

    /** The service has had this request; one that it never heard of leaves its number to the next. */
    private void countRequest(ClientCall call) {
        if (call.client() != null) {
            serial = call.serial();
        }
    }

    /**
     * The same request of the same session, elsewhere. From now on a refusal says nothing of the first attempt, which may
     * have had its effect; only the service's own answer does.
     */
    private void sendAgain(ClientCall call, int retries) {
        cluster.call(nodes.get(target), call, outcome -> {
            boolean decided = outcome instanceof ClientOutcome.Fail<ClientReply> fail && fail.decided();
            if (decided || outcome instanceof ClientOutcome.Ok) {
                ended(call, 0, outcome);
            } else if (retries > 0) {
                turnAway(outcome);
                cluster.timeline().schedule(RETRY_AFTER, () -> sendAgain(call, retries - 1));
            } else {
                ended(call, 0, new ClientOutcome.Info<>("no answer to any attempt"));
            }
        });
    }

    private void turnAway(ClientOutcome<ClientReply> outcome) {
        if (outcome instanceof ClientOutcome.Fail<ClientReply> fail) {
            turnTo(fail);
        } else {
            turnToNext();
        }
    }

    private void succeeded(ClientCall call, Object answer) {
        if (call.f().equals("acquire")) {
            holding = call.key();
        } else if (call.f().equals("release")) {
            holding = null;
        }
        Object told = told(call, answer);
        mix.succeeded(call.f(), call.key(), told);
        record(OperationType.OK, call, told);
    }

    /** Of operations that only change something a history says what they did. */
    private static Object told(ClientCall call, Object answer) {
        return switch (call.f()) {
            case "read", "txn", "acquire", "dequeue" -> answer;
            default -> call.value();
        };
    }

    private void giveUp(ClientCall call) {
        if (call.f().equals("release")) {
            holding = null;
        }
        record(OperationType.INFO, call, call.value());
        process += load.clients();
        openSession();
    }

    private void turnTo(ClientOutcome.Fail<ClientReply> fail) {
        if (fail.hint().isPresent() && nodes.contains(fail.hint().get())) {
            if (!pinned) {
                target = nodes.indexOf(fail.hint().get());
            }
        } else if (!fail.decided()) {
            turnToNext();
        }
    }

    private void turnToNext() {
        if (!pinned) {
            target = (target + 1) % nodes.size();
        }
    }

    private void record(OperationType type, ClientCall call, Object value) {
        recorder.operation(cluster.timeline().now(), type, process, call.f(), call.key(), value);
    }
}
