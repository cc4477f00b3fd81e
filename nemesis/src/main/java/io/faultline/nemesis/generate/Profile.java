package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.FaultClass;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What schedules are made for: the cluster, the classes allowed, and the times that matter to it.
 *
 * <p>Every duration that is drawn scales with the election timeout, so that a cluster ten times
 * slower meets the same situations.
 *
 * @param nodes the cluster
 * @param classes what may be drawn; none gives a calm trial
 * @param timeLimitNanos how long the trial lasts, the final phase included
 * @param electionTimeoutMaxNanos the greatest election timeout of the system under test
 * @param settleNanos D: how long clean conditions must last before a leader is demanded
 */
public record Profile(
        List<String> nodes,
        Set<FaultClass> classes,
        long timeLimitNanos,
        long electionTimeoutMaxNanos,
        long settleNanos) {

    /** The default limit, 60 s. */
    public static final long DEFAULT_TIME_LIMIT_NANOS = 60_000_000_000L;

    /** The default election timeout, 600 ms. */
    public static final long DEFAULT_ELECTION_TIMEOUT_NANOS = 600_000_000L;

    /** D is this many election timeouts by default. */
    public static final int SETTLE_TIMEOUTS = 10;

    /** Copies nodes and classes and checks the times. */
    public Profile {
        nodes = List.copyOf(nodes);
        classes = sorted(classes);
        if (nodes.isEmpty() || Set.copyOf(nodes).size() != nodes.size()) {
            throw new IllegalArgumentException("nodes must be at least one and distinct: " + nodes);
        }
        if (electionTimeoutMaxNanos < 1000 || settleNanos < electionTimeoutMaxNanos) {
            throw new IllegalArgumentException("the election timeout must be at least 1 µs and the"
                    + " settling time not less than it, but they are " + electionTimeoutMaxNanos
                    + " ns and " + settleNanos + " ns");
        }
    }

    /** Returns a profile with the default times. */
    public static Profile of(List<String> nodes, Collection<FaultClass> classes) {
        return new Profile(
                nodes,
                sorted(classes),
                DEFAULT_TIME_LIMIT_NANOS,
                DEFAULT_ELECTION_TIMEOUT_NANOS,
                SETTLE_TIMEOUTS * DEFAULT_ELECTION_TIMEOUT_NANOS);
    }

    /** Returns this profile with other classes. */
    public Profile withClasses(Collection<FaultClass> others) {
        return new Profile(nodes, sorted(others), timeLimitNanos, electionTimeoutMaxNanos, settleNanos);
    }

    /** Returns this profile with another limit. */
    public Profile withTimeLimit(long nanos) {
        return new Profile(nodes, classes, nanos, electionTimeoutMaxNanos, settleNanos);
    }

    /** Returns this profile with another election timeout, and the D that goes with it. */
    public Profile withElectionTimeout(long nanos) {
        return new Profile(nodes, classes, timeLimitNanos, nanos, SETTLE_TIMEOUTS * nanos);
    }

    /** Returns this profile with another D. */
    public Profile withSettle(long nanos) {
        return new Profile(nodes, classes, timeLimitNanos, electionTimeoutMaxNanos, nanos);
    }

    private static Set<FaultClass> sorted(Collection<FaultClass> classes) {
        EnumSet<FaultClass> sorted = EnumSet.noneOf(FaultClass.class);
        sorted.addAll(classes);
        return Collections.unmodifiableSet(sorted);
    }
}
