package io.faultline.harness.docker;

import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.NodeState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What faults do within nodes, besides what {@link ActiveFaults} tells: crash points and the writes that fail for
 * certain. As in the simulator a later fault replaces an earlier one. For the timeline's owner alone.
 */
final class InsideFaults {
    private final Map<String, NodeFailpoints.Crash> armed = new TreeMap<>();
    private final Map<String, Integer> failingWrites = new TreeMap<>();

    /** Whether it happens within a node, where only a failpoint reaches. */
    static boolean isInside(Injection injection) {
        return injection instanceof Injection.DiskFault
                || injection instanceof Injection.ClockFault
                || injection instanceof Injection.ArmCrashPoint
                || injection instanceof Injection.NodesDown down
                        && (down.mode() == DownMode.TORN_RECORD || down.mode() == DownMode.CORRUPT_RECORD);
    }

    void begin(int id, Injection injection) {
        if (injection instanceof Injection.ArmCrashPoint arm) {
            arm.nodes().forEach(node -> armed.put(node, new NodeFailpoints.Crash(id, arm.point(), arm.nth())));
        } else if (injection instanceof Injection.DiskFault disk) {
            disk.nodes().forEach(node -> failingWrites.put(node, disk.failNextWrites()));
        }
    }

    void end(int id, Injection injection) {
        if (injection instanceof Injection.ArmCrashPoint) {
            injection.touched().forEach(node -> fired(id, node));
        } else if (injection instanceof Injection.DiskFault) {
            injection.touched().forEach(failingWrites::remove);
        }
    }

    /** The crash point of that fault is gone; what another has armed since stays. */
    void fired(int id, String node) {
        armed.computeIfPresent(node, (name, crash) -> crash.fault() == id ? null : crash);
    }

    /** One of the writes that fail for certain has. */
    void writeFailed(String node) {
        failingWrites.computeIfPresent(node, (name, left) -> left > 1 ? left - 1 : null);
    }

    /** What is asked of a node now. */
    NodeFailpoints of(String node, ActiveFaults active) {
        NodeState state = active.stateOf(node);
        return new NodeFailpoints(
                state.errorProbability(),
                failingWrites.getOrDefault(node, 0),
                state.extraSyncNanos(),
                state.clockRate(),
                armed.get(node));
    }

    /** Who may end at any moment, of which the news comes late. */
    Set<String> aboutToEnd() {
        Set<String> nodes = new TreeSet<>(armed.keySet());
        failingWrites.forEach((node, left) -> {
            if (left > 0) {
                nodes.add(node);
            }
        });
        return nodes;
    }

    /** By how much the clocks of the nodes jump when it begins; as in the simulator they never go back. */
    static long jump(Injection injection) {
        return injection instanceof Injection.ClockFault clock ? Math.max(0, clock.jumpNanos()) : 0;
    }
}
