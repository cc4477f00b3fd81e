package io.faultline.harness.junit.lab;

import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The lab's {@code one(command, count, retry)} while it is under way: offers a command to the reachable nodes in turn until
 * one accepts it, and waits until so many nodes have applied just that.
 *
 * <p>It is seen at once that they have, where the lab looks each 20 ms.
 */
public final class Agreement {
    /** No offer is made any more after this. */
    private static final Duration OFFERS_FOR = Duration.ofSeconds(10);

    /** What was accepted is applied within this. */
    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(2);

    private static final Duration WITHOUT_LEADER = Duration.ofMillis(50);

    private final ScriptedCluster cluster;
    private final AppliedLogs logs;
    private final String command;
    private final int count;
    private final boolean retry;
    private final Duration until;
    private int turn;
    private Accepted accepted;
    private boolean reached;

    Agreement(ScriptedCluster cluster, AppliedLogs logs, String command, int count, boolean retry) {
        this.cluster = cluster;
        this.logs = logs;
        this.command = command;
        this.count = count;
        this.retry = retry;
        this.until = cluster.now().plus(OFFERS_FOR);
    }

    /** Whether so many nodes have applied it. */
    public boolean isReached() {
        return reached;
    }

    /** Where it was accepted last. */
    public Accepted accepted() {
        if (accepted == null) {
            throw new IllegalStateException("no node has accepted '" + command + "' yet");
        }
        return accepted;
    }

    /** Looks whether so many nodes have applied it by now. */
    void look() {
        reached = reached
                || accepted != null
                        && logs.termAt(accepted.index()) == accepted.term()
                        && logs.count(accepted.index()) >= count;
    }

    void offer() {
        if (cluster.now().compareTo(until) >= 0) {
            throw new AssertionError("no agreement on '" + command + "' by " + count + " nodes within "
                    + OFFERS_FOR.toSeconds() + " s; " + cluster.situation());
        }
        ask(cluster.nodes().size());
    }

    /** Offers it to the next reachable node, of so many that may still be asked in this round. */
    private void ask(int left) {
        if (left == 0) {
            cluster.clients().later(WITHOUT_LEADER, this::offer);
            return;
        }
        List<String> nodes = cluster.nodes();
        turn = (turn + 1) % nodes.size();
        String node = nodes.get(turn);
        if (!cluster.reachable().contains(node)) {
            ask(left - 1);
            return;
        }
        cluster.clients()
                .start(
                        node,
                        command,
                        outcome -> outcome.value()
                                .filter(reply -> reply.leader())
                                .ifPresentOrElse(
                                        reply -> await(new Accepted(node, command, reply.index(), reply.term())),
                                        () -> ask(left - 1)));
    }

    private void await(Accepted place) {
        accepted = place;
        look();
        onlyIf(() -> !reached && accepted == place, this::tooLate);
    }

    private void onlyIf(BooleanSupplier condition, Runnable task) {
        cluster.clients().later(APPLIED_WITHIN, () -> {
            if (condition.getAsBoolean()) {
                task.run();
            }
        });
    }

    private void tooLate() {
        if (!retry) {
            throw new AssertionError("'" + command + "', accepted by " + accepted.node() + " at index "
                    + accepted.index() + " in term " + accepted.term() + ", was not applied by " + count
                    + " nodes within " + APPLIED_WITHIN.toSeconds() + " s; " + cluster.situation());
        }
        offer();
    }
}
