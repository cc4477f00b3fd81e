package io.faultline.harness.suites;

import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Accepted;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of the lab's churn: it starts one command after the other at all nodes and remembers those that it saw applied. */
final class ChurnClient {
    private static final int[] LOOKS_MS = {10, 20, 50, 100, 200};

    private final ScriptedCluster cluster;
    private final Lab lab;
    private final int number;
    private final List<Accepted> remembered = new ArrayList<>();
    private int commands;
    private int answers;
    private Accepted accepted;
    private boolean stopped;

    ChurnClient(ScriptedCluster cluster, Lab lab, int number) {
        this.cluster = cluster;
        this.lab = lab;
        this.number = number;
    }

    void run() {
        if (stopped) {
            return;
        }
        accepted = null;
        answers = 0;
        String command = number + "-" + ++commands;
        for (String node : cluster.nodes()) {
            cluster.clients().start(node, command, outcome -> {
                outcome.value()
                        .filter(reply -> reply.leader())
                        .ifPresent(reply -> accepted = new Accepted(node, command, reply.index(), reply.term()));
                if (++answers == cluster.nodes().size()) {
                    answered();
                }
            });
        }
    }

    /** It begins no further command. */
    void stop() {
        stopped = true;
    }

    List<Accepted> remembered() {
        return remembered;
    }

    private void answered() {
        if (accepted == null) {
            later(79 + 17 * number, this::run);
        } else {
            look(0);
        }
    }

    private void look(int looks) {
        if (lab.nCommitted(accepted.index()) > 0) {
            if (lab.isApplied(accepted)) {
                remembered.add(accepted);
            }
            run();
        } else if (looks == LOOKS_MS.length) {
            run();
        } else {
            later(LOOKS_MS[looks], () -> look(looks + 1));
        }
    }

    private void later(int millis, Runnable task) {
        cluster.clients().later(Duration.ofMillis(millis), task);
    }
}
