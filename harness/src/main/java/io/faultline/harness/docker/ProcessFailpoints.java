package io.faultline.harness.docker;

import io.faultline.node.failpoint.Halt;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * What the process of a node that runs now was told of its failpoints, and why it ended, as far as that explains it. A
 * new process knows nothing. For the thread of its {@link NodeContainer} alone.
 */
final class ProcessFailpoints {
    /** The node's exit code when its disk failed, or its log is damaged. */
    private static final long STORAGE_FAILED = 3;

    private final String node;
    private final FailpointClient client;
    private final SplittableRandom seeds;
    private NodeFailpoints told = NodeFailpoints.NONE;
    private NodeFailpoints.Crash lastArmed;
    private boolean halts;
    private long jumped;
    private long owedJump;
    private boolean alive;
    private boolean excused;
    private boolean damaged;
    private String readBack = "";
    private End end = End.NOTHING;

    /** @param seeds draws a seed for each request that wants one */
    ProcessFailpoints(String node, FailpointClient client, SplittableRandom seeds) {
        this.node = node;
        this.client = client;
        this.seeds = seeds;
    }

    /**
     * What the end of a process says of faults.
     *
     * @param firedFault the fault whose crash point it was; 0 for none
     * @param writeFailed whether it was a write that was to fail
     */
    record End(int firedFault, boolean writeFailed) {
        static final End NOTHING = new End(0, false);
    }

    /** A new process runs. */
    void started() {
        told = NodeFailpoints.NONE;
        lastArmed = null;
        halts = false;
        jumped = 0;
        owedJump = 0;
        alive = true;
        excused = false;
        readBack = "";
    }

    /** The process is frozen and can't be asked: its clock is to jump when it can. */
    void owe(long jump) {
        owedJump += jump;
    }

    /**
     * Makes the process so, and reads it back.
     *
     * @return whether it answered and goes on; one that did not may have ended, or is about to
     * @throws FailpointException when it refuses, or is not so afterwards
     */
    boolean tell(NodeFailpoints wanted, long jump) {
        long due = jump + owedJump;
        if (wanted.equals(told) && due == 0) {
            return true;
        }
        JsonNode request = wanted.request(told, seeds.nextLong(), jumped + due);
        // Before it is sent: it may take effect at once, and end the process without an answer.
        told = wanted;
        lastArmed = wanted.crash() == null ? lastArmed : wanted.crash();
        jumped += due;
        owedJump = 0;
        Optional<JsonNode> state = client.request(request).isPresent() ? client.state() : Optional.empty();
        if (state.isEmpty()) {
            return false;
        }
        readBack = NodeFailpoints.text(state.get());
        if (wanted.hasCrashedIn(state.get(), jumped)) {
            return false;
        }
        if (!wanted.isIn(state.get(), jumped)) {
            throw new FailpointException(node + " was asked for other failpoints than it has: " + readBack);
        }
        return true;
    }

    /**
     * Lets the process end when the machine's monotonic clock reads so.
     *
     * @return whether it has taken that down
     * @throws FailpointException when it refuses, as for an instant that has gone by
     */
    boolean haltAt(long monotonic) {
        halts = true;
        return client.request(NodeFailpoints.haltingAt(monotonic))
                .filter(state -> state.path("haltAt").asLong(-1) == monotonic)
                .isPresent();
    }

    /**
     * Lets the process spoil its log and end, which is the only sign that it has.
     *
     * @throws FailpointException when it refuses
     */
    void spoil(String record) {
        if (client.request(NodeFailpoints.spoiling(record, seeds.nextLong())).isPresent()) {
            throw new FailpointException(node + " answers instead of ending with a " + record + " record");
        }
    }

    /** The log is damaged for good: from now on it is right not to start. */
    void damaged() {
        damaged = true;
    }

    /** The process was found to have ended; finding that again changes nothing. */
    void ended(long exitCode) {
        if (!alive) {
            return;
        }
        alive = false;
        // Also one that was disarmed last: a process that crashes takes a while to end, and answers until then.
        boolean crashed = exitCode == Halt.CRASH.exitCode();
        boolean fired = crashed && lastArmed != null;
        boolean writeFailed = exitCode == STORAGE_FAILED && told.failsWrites();
        excused = fired
                || crashed && halts
                || writeFailed
                || exitCode == Halt.LOG_SPOILED.exitCode()
                || exitCode == STORAGE_FAILED && damaged;
        end = new End(fired ? lastArmed.fault() : 0, writeFailed);
        told = NodeFailpoints.NONE;
    }

    /** Whether a process that has ended did so by a fault that was asked for. */
    boolean excused() {
        return !alive && excused;
    }

    /** The end of a process that nobody took notice of yet. */
    End takeEnd() {
        End taken = end;
        end = End.NOTHING;
        return taken;
    }

    /** What the process said when it was last asked; empty when it never was. */
    String readBack() {
        return alive ? readBack : "";
    }
}
