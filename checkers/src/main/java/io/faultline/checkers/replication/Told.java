package io.faultline.checkers.replication;

import io.faultline.checkers.history.NodeEvent;
import java.util.List;
import java.util.stream.LongStream;

/** How these checkers name what nodes said. */
final class Told {
    private final ReplicatedLogs logs;

    Told(ReplicatedLogs logs) {
        this.logs = logs;
    }

    /** {@code n1 (event 7)}. */
    String by(int p) {
        return name(p) + " " + at(p);
    }

    /** {@code (event 7)}. */
    String at(int p) {
        return "(event " + logs.event.index(p) + ")";
    }

    String name(int p) {
        return logs.event.node(p);
    }

    /** {@code entry 5 of term 2 with digest d5}. */
    String entry(int slot) {
        return bare(slot) + " with digest " + logs.digest(slot);
    }

    /** {@code entry 5 of term 2}. */
    String bare(int slot) {
        return "entry " + logs.index(slot) + " of term " + logs.term(slot);
    }

    /** {@code after a restart (incarnation 1, then 2)}, or nothing where it is the same one. */
    String restarted(int before, int now) {
        NodeEvent one = logs.event.event(before);
        NodeEvent other = logs.event.event(now);
        boolean same = !one.node().equals(other.node()) || one.incarnation() == other.incarnation();
        return same ? "" : " after a restart (incarnation " + one.incarnation() + ", then " + other.incarnation() + ")";
    }

    /** The numbers of these events, in order; positions that are {@link NodeState#NONE} are left out. */
    List<Long> events(int... positions) {
        LongStream.Builder numbers = LongStream.builder();
        for (int p : positions) {
            if (p != NodeState.NONE) {
                numbers.add(logs.event.index(p));
            }
        }
        return numbers.build().sorted().distinct().boxed().toList();
    }
}
