package io.faultline.harness.cluster;

import java.util.Optional;

/** What came of one wish for a {@link MemberChange}, which is made once. */
public sealed interface ReconfigureOutcome {
    /**
     * The change is committed, or leadership was handed over.
     *
     * @param index the entry that holds the change, 0 for a hand-over
     */
    record Done(long index) implements ReconfigureOutcome {}

    /** The node does not lead, and nothing was begun. */
    record NotLeader(Optional<String> hint) implements ReconfigureOutcome {}

    /** Nothing was begun, for that reason. */
    record Refused(String reason) implements ReconfigureOutcome {}

    /** Nobody knows whether the change was made, or will be. */
    record Unknown(String reason) implements ReconfigureOutcome {}
}
