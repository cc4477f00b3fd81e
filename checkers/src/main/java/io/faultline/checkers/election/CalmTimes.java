package io.faultline.checkers.election;

import java.util.List;

/**
 * When a majority was left alone for long, for checkers of other packages that ask more of it than a leader.
 *
 * @param patience how long a majority has for its election, ns; 0 when no node said what its election timeouts are
 * @param stretches in order, each at least that long; none without a patience
 */
public record CalmTimes(long patience, List<Stretch> stretches) {
    public CalmTimes {
        stretches = List.copyOf(stretches);
    }

    /**
     * A time in which the same majority could talk among itself and nobody else interfered.
     *
     * @param nodes the majority, by their names
     * @param outside how many other members there are
     * @param index index of the event that brought it about
     * @param endIndex index of the event that ended it, or the size of the history
     * @param from in ns since the trial began
     * @param to in ns since the trial began
     */
    public record Stretch(List<String> nodes, int outside, long index, long endIndex, long from, long to) {
        public Stretch {
            nodes = List.copyOf(nodes);
        }

        /** How long it lasted, ns. */
        public long length() {
            return to - from;
        }
    }
}
