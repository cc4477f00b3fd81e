package io.faultline.node.kv;

import io.faultline.node.raft.StateMachine;

/** What the service answers. */
public sealed interface KvResult extends StateMachine.Result {
    /**
     * It was done.
     *
     * @param value what was read, the sum, the token, the element taken; for a transaction the list of what its steps
     *     read, null for steps that read nothing; null for operations that tell nothing
     */
    record Ok(Object value) implements KvResult {
        /** Of operations that tell nothing, and of reads that find nothing. */
        public static final Ok NOTHING = new Ok(null);
    }

    /** It was not done, and changed nothing, because the state does not allow it: a value differs, a lock is taken. */
    record Conflict(String reason) implements KvResult {}

    /** It was not done and can't be: a wrong type, a limit, a session that is unknown or has gone on. */
    record Invalid(String reason) implements KvResult {}
}
