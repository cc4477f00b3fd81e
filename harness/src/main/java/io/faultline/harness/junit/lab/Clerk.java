package io.faultline.harness.junit.lab;

import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A client of the lab's key–value service: it asks one node after the other until its request is done, one request at a time.
 *
 * <p>With a session a request is done once, however often it is sent. Without one, a compare-and-set that was sent again and
 * found another value may have been done the first time: then nobody knows.
 *
 * <p>Every request stands in the history, from when it was made to when it was answered, however often it was sent.
 */
public final class Clerk {
    /** A node that has not answered by then is left for another; its answer still counts when it comes. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The lab's unreliable network loses so many requests, and so many answers. */
    private static final double LOSS = 0.1;

    private final ScriptedCluster cluster;
    private final String session;
    private final boolean lossy;
    private List<String> nodes;
    private long process;
    private long serial;
    private int turn;
    private Request current;

    private Clerk(ScriptedCluster cluster, long process, String session, boolean lossy) {
        this.cluster = cluster;
        this.process = process;
        this.session = session;
        this.lossy = lossy;
        this.nodes = cluster.nodes();
        this.turn = (int) (process % nodes.size());
    }

    /**
     * A clerk with a session.
     *
     * @param number no other clerk's
     * @param lossy whether requests and answers get lost between it and the nodes, as in the lab's unreliable network
     */
    public static Clerk of(ScriptedCluster cluster, int number, boolean lossy) {
        return new Clerk(cluster, number, "clerk-" + number, lossy);
    }

    /** A clerk without a session; otherwise as above. */
    public static Clerk withoutSession(ScriptedCluster cluster, int number, boolean lossy) {
        return new Clerk(cluster, number, null, lossy);
    }

    /** From now on it reaches only these nodes. */
    public void talkTo(List<String> reached) {
        nodes = List.copyOf(reached);
        turn = 0;
    }

    /** Whether a request of it is not done yet. */
    public boolean isBusy() {
        return current != null;
    }

    /** Makes a request; {@code done} hears what came of it. */
    public void ask(String f, String key, Object value, Consumer<ClientOutcome<ClientReply>> done) {
        if (current != null) {
            throw new IllegalStateException("a client has one request under way at a time; this one still asks to "
                    + current.call.f() + " " + current.call.key());
        }
        // A read may be done twice; and only what stands in the log opens a session.
        boolean once = session != null && !f.equals("read");
        ClientCall call = once ? new ClientCall(f, key, value, session, ++serial) : new ClientCall(f, key, value);
        current = new Request(call, done);
        record(OperationType.INVOKE, call, value);
        current.send();
    }

    /**
     * Makes a request, waits until it is done and returns what was answered.
     *
     * @throws AssertionError when it is not done within a minute, or could not be done
     */
    public Object ask(String f, String key, Object value) {
        List<ClientOutcome<ClientReply>> outcomes = new ArrayList<>();
        ask(f, key, value, outcomes::add);
        if (!cluster.within(LIMIT, () -> !outcomes.isEmpty())) {
            throw new AssertionError(
                    "not done within " + LIMIT.toSeconds() + " s: " + f + " " + key + "; " + cluster.situation());
        }
        return outcomes.get(0)
                .value()
                .orElseThrow(() -> new AssertionError(f + " " + key + " could not be done: " + outcomes.get(0)))
                .value();
    }

    private void record(OperationType type, ClientCall call, Object value) {
        cluster.clients().record(type, process, call.f(), call.key(), value);
    }

    private boolean isLost() {
        return lossy && cluster.random().nextDouble() < LOSS;
    }

    /** One request, sent until it is done. */
    private final class Request {
        private final ClientCall call;
        private final Consumer<ClientOutcome<ClientReply>> done;
        private int attempts;
        private boolean doubtful;

        Request(ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
            this.call = call;
            this.done = done;
        }

        void send() {
            int attempt = ++attempts;
            if (isLost()) {
                next(attempt, PAUSE);
                return;
            }
            boolean answerIsLost = isLost();
            cluster.clients().call(nodes.get(turn % nodes.size()), call, outcome -> {
                if (answerIsLost) {
                    doubtful = true;
                    next(attempt, PAUSE);
                } else {
                    answered(attempt, outcome);
                }
            });
            next(attempt, ANSWER_WITHIN);
        }

        /** Turns to the next node, unless there is an answer by then or it has turned to it already. */
        private void next(int attempt, Duration pause) {
            cluster.clients().later(pause, () -> {
                if (current == this && attempt == attempts) {
                    doubtful |= pause.equals(ANSWER_WITHIN);
                    turn++;
                    send();
                }
            });
        }

        private void answered(int attempt, ClientOutcome<ClientReply> outcome) {
            if (current != this) {
                return;
            }
            if (outcome instanceof ClientOutcome.Ok<ClientReply> ok) {
                record(OperationType.OK, call, ok.answer().value());
                end(outcome);
            } else if (outcome instanceof ClientOutcome.Fail<ClientReply> fail) {
                refused(attempt, fail);
            } else {
                doubtful = true;
                next(attempt, PAUSE);
            }
        }

        private void refused(int attempt, ClientOutcome.Fail<ClientReply> fail) {
            if (!fail.decided()) {
                fail.hint().filter(nodes::contains).ifPresent(node -> turn = nodes.indexOf(node) + nodes.size() - 1);
                next(attempt, PAUSE);
            } else if (doubtful && session == null) {
                // Who ends not knowing never speaks again: the clerk goes on as another process.
                record(OperationType.INFO, call, null);
                process += 1_000_000;
                end(new ClientOutcome.Info<>("sent again; it may have been done the first time"));
            } else {
                record(OperationType.FAIL, call, call.value());
                end(fail);
            }
        }

        private void end(ClientOutcome<ClientReply> outcome) {
            current = null;
            done.accept(outcome);
        }
    }
}
