package io.faultline.node.raft;

/**
 * The state machine's state after one entry, in place of the log up to it (§7).
 *
 * @param data what the state machine made of its state, sessions of clients included
 */
public record Snapshot(Meta meta, Bytes data) {
    /**
     * What a snapshot stands for.
     *
     * @param index the last entry it replaces, from 1
     * @param term the term of that entry
     * @param time the log's time at that entry
     * @param logDigest the digest of the log up to and including that entry
     * @param configuration the one in force at that entry
     * @param configIndex the entry that holds that configuration, 0 for the one the cluster began with
     */
    public record Meta(
            long index, long term, long time, long logDigest, Configuration configuration, long configIndex) {
        public Meta {
            if (index < 1 || term < 1) {
                throw new IllegalArgumentException(
                        "a snapshot ends at an index and a term from 1, not " + index + " and " + term);
            }
        }
    }
}
