package io.faultline.harness.junit;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.workload.Clients;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The clients of a {@link ScriptedCluster}: what they send, and what stands of it in the history.
 *
 * <p>Nothing here waits: answers come while the script does, and none when it is over. They come from any node that is up, also
 * from one that is isolated, as only links between nodes are cut.
 */
public final class ScriptedClients {
    private final Cluster cluster;
    private final HistoryRecorder recorder;
    private final Set<String> keys = new TreeSet<>();
    private boolean judged;
    private boolean spoke;
    private boolean over;

    ScriptedClients(Cluster cluster, HistoryRecorder recorder) {
        this.cluster = cluster;
        this.recorder = recorder;
    }

    /**
     * Has what clients did judged too when the script is over: that nothing acknowledged was lost, done twice, or read out of
     * date. Every key is then read once more.
     *
     * <p>For a script that writes all into the history that its clients ask of keys, and sends again only what counts once: a
     * compare-and-set of a value that is there once, or a request of a session, as a {@code Clerk} does.
     */
    public void judge() {
        judged = true;
    }

    /** Asks a node to start a command (the lab's {@code Start(cmd)}), once. */
    public void start(String node, String command, Consumer<ClientOutcome<StartReply>> done) {
        spoke = true;
        cluster.startCommand(node, command, whileItLasts(done));
    }

    /** Sends a node a client's call, once. */
    public void call(String node, ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
        spoke = true;
        cluster.call(node, call, whileItLasts(done));
    }

    /** Asks a node for a change of members, once. */
    public void reconfigure(String node, MemberChange change, String subject, Consumer<ReconfigureOutcome> done) {
        spoke = true;
        cluster.reconfigure(node, change, subject, outcome -> {
            if (!over) {
                done.accept(outcome);
            }
        });
    }

    /** Has that done so much later, while the script waits. */
    public void later(Duration delay, Runnable task) {
        cluster.timeline().schedule(delay.toNanos(), () -> {
            if (!over) {
                task.run();
            }
        });
    }

    /**
     * Writes into the history that an operation of a client began or ended; one that ends has the process, the {@code f}
     * and the key with which it began.
     *
     * @param value argument or result as a plain tree, or null
     */
    public void record(OperationType type, long process, String f, String key, Object value) {
        if (key != null) {
            keys.add(key);
        }
        recorder.operation(cluster.timeline().now(), type, process, f, key, value);
    }

    /** The script is over: what it has under way must not go on while the cluster recovers. */
    void end() {
        over = true;
    }

    /** Looks at everything once more, where the script wants it judged. */
    void lookAgain() {
        if (judged) {
            Clients.readAll(cluster, recorder, keys);
        }
    }

    private <T> Consumer<ClientOutcome<T>> whileItLasts(Consumer<ClientOutcome<T>> done) {
        return outcome -> {
            if (!over) {
                done.accept(outcome);
            }
        };
    }

    /** Whether anything was sent: then the faults alone do not tell the story again. */
    boolean spoke() {
        return spoke;
    }
}
