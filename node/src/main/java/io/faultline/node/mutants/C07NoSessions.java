package io.faultline.node.mutants;

import io.faultline.node.kv.KvRules;

/** C07: a request that is sent again is done again. */
final class C07NoSessions extends KvRules {
    @Override
    public boolean deduplicates() {
        return false;
    }
}
