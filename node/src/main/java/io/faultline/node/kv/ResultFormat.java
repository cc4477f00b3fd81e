package io.faultline.node.kv;

import io.faultline.node.raft.Digests;

/** The bytes and the hash of what a session remembers as its last answer. */
final class ResultFormat {
    private static final int OK = 0;
    private static final int CONFLICT = 1;
    private static final int INVALID = 2;

    private ResultFormat() {}

    static void write(FieldWriter out, KvResult result) {
        if (result instanceof KvResult.Ok ok) {
            out.one(OK);
            out.value(ok.value());
        } else if (result instanceof KvResult.Conflict conflict) {
            out.one(CONFLICT);
            out.text(conflict.reason());
        } else if (result instanceof KvResult.Invalid invalid) {
            out.one(INVALID);
            out.text(invalid.reason());
        }
    }

    static KvResult read(FieldReader in) {
        int kind = in.one();
        return switch (kind) {
            case OK -> new KvResult.Ok(in.told());
            case CONFLICT -> new KvResult.Conflict(in.text());
            case INVALID -> new KvResult.Invalid(in.text());
            default -> throw in.refusal("there is no answer of kind " + kind);
        };
    }

    /** Reasons are few; so the hash code of their text, which it keeps, is enough. */
    static long hash(KvResult result) {
        if (result instanceof KvResult.Ok ok) {
            return Values.hash(ok.value());
        } else if (result instanceof KvResult.Conflict conflict) {
            return Digests.mix(CONFLICT, conflict.reason().hashCode());
        }
        return Digests.mix(INVALID, ((KvResult.Invalid) result).reason().hashCode());
    }
}
