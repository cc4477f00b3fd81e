package io.faultline.harness.junit.lab;

import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.nemesis.fault.Latency;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.Loss;
import io.faultline.nemesis.fault.Reordering;
import java.util.ArrayList;
import java.util.List;

/**
 * The lab's faults of its network, as far as links have them.
 *
 * <p>A link here carries all that one node tells another, requests and replies alike, where the lab does different things to
 * the two. So there are differences:
 *
 * <ul>
 *   <li>Requests take 0 to 26 ms longer, as in the lab, and replies do too.
 *   <li>A request is lost with a probability of 0.1, and so is a reply: a call is answered with 0.81, as in the lab. The
 *       caller is not told at once.
 *   <li>Two calls of three come back 0 to 2199 ms late, as in the lab about 200 to 2199; but requests are held back as well,
 *       each message with a probability of 0.42.
 *   <li>Between containers no message of a stream is lost or overtaken, so there messages are only late. A connection that
 *       is to be reset would carry nothing until then, which is a cut and no loss.
 * </ul>
 */
final class UnreliableNetwork {
    private static final long MS = 1_000_000;
    private static final long DELAY = 26 * MS;
    private static final double LOSS = 0.1;
    private static final double HELD_BACK = 1 - Math.sqrt(1.0 / 3);
    private static final long HELD_FOR = 2_199 * MS;

    private final ScriptedCluster cluster;
    private final List<Integer> lossy = new ArrayList<>();
    private final List<Integer> late = new ArrayList<>();

    UnreliableNetwork(ScriptedCluster cluster) {
        this.cluster = cluster;
    }

    void lose(boolean on) {
        end(lossy);
        if (on) {
            Links all = new Links.All();
            lossy.add(cluster.begin(new Latency(all, 0, DELAY)));
            if (!cluster.isRealTime()) {
                lossy.add(cluster.begin(new Loss(all, LOSS)));
            }
        }
    }

    void reorder(boolean on) {
        end(late);
        if (on && !cluster.isRealTime()) {
            late.add(cluster.begin(new Reordering(new Links.All(), HELD_BACK, HELD_FOR)));
        }
    }

    private void end(List<Integer> faults) {
        faults.forEach(cluster::end);
        faults.clear();
    }
}
