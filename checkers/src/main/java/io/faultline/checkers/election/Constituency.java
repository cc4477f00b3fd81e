package io.faultline.checkers.election;

import io.faultline.checkers.membership.Configuration;
import io.faultline.checkers.membership.Memberships;

/**
 * The newest configuration that was seen committed, as masks: its voters owe a leader. Null where nobody knows it.
 *
 * @param configuration its number
 * @param voters who votes in it
 * @param members who votes or learns in it
 * @param agreeing whose log has no other in force: a member that has, or may, counts other votes
 */
record Constituency(int configuration, long voters, long members, long agreeing) {

    /** How many votes make a majority. */
    int majority() {
        return Long.bitCount(voters) / 2 + 1;
    }

    /** Follows along a history, event by event, who the constituency is. */
    static final class Watch {
        private final Trace trace;
        private final int[] inForce;
        private Constituency now;

        Watch(Trace trace) {
            this.trace = trace;
            this.inForce = new int[trace.names.size()];
            if (!trace.memberships().areChanging()) {
                now = new Constituency(0, trace.voters(0), trace.members(0), -1L);
            }
        }

        Constituency now() {
            return now;
        }

        /** Takes the event at this position in; true when it has changed anything. */
        boolean see(int p) {
            Memberships memberships = trace.memberships();
            if (!memberships.areChanging()) {
                return false;
            }
            int established = memberships.established(trace.index[p]);
            int own = memberships.inForce(trace.index[p]);
            // By 1 greater, so that 0 stands for a node that has not spoken.
            boolean changed = inForce[trace.node[p]] != own + 1 || now != null && now.configuration != established;
            inForce[trace.node[p]] = own + 1;
            if (!changed || established == Memberships.UNKNOWN) {
                return false;
            }
            Constituency before = now;
            now = new Constituency(
                    established, trace.voters(established), trace.members(established), agreeing(established));
            return !now.equals(before);
        }

        private long agreeing(int established) {
            Configuration configuration = trace.memberships().all().get(established);
            long agreeing = 0;
            for (int n = 0; n < inForce.length; n++) {
                boolean agrees = inForce[n] > 0
                        && trace.memberships().all().get(inForce[n] - 1).sameMembers(configuration);
                agreeing |= agrees ? 1L << n : 0;
            }
            return agreeing;
        }
    }
}
