package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.List;
import java.util.Set;

/**
 * A register that is read, written and compared-and-set, where one value at most that somebody saw was written more than
 * once. Linear time without it, O(n log n) with it.
 *
 * <p>A value that a cas replaced and the one it left follow each other at once, so values form <em>blocks</em>: chains of
 * cas, each begun by a plain write or by the value at first. The order of calls within a block is given, up to reads of one
 * value: no call may end before one begins that comes earlier in it. A block holds the register from its first write to its
 * last call, so blocks are {@link Zones}. Both together are enough: each block's calls fit in their order into its zone, or
 * into the one moment they have in common.
 *
 * <p>A pending write counts if its value was seen, and then never ends; a pending cas also if another one that counts
 * expected its value. Nothing after deletes, or whatever else is written again and again, is no block: {@link ComingBack}
 * looks for an order of it in the gaps between the others, and who saw it where it can't have been is the proof. Where it
 * finds none, or a cas has to do with it, this declines. What a refused cas found is not covered: with one that matters, only "not linearizable" is certain.
 */
final class RegisterMonitor implements Monitor {
    @Override
    public String name() {
        return "register-zones";
    }

    @Override
    public Set<String> models() {
        return Set.of("register", "cas-register", "kv");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        RegisterCalls register = new RegisterCalls(calls);
        Decision early = register.sort(initial);
        Decision broken = early != null ? early : new Blocks(register).broken();
        if (broken != null) {
            return broken;
        }
        return register.refused == NOBODY
                ? Decision.linearizable()
                : Decision.declined(calls.get(register.refused).told()
                        + " was refused, and when that can have been is not looked at");
    }
}
