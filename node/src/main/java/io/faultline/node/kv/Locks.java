package io.faultline.node.kv;

import io.faultline.node.raft.Digests;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The locks that are held, each with the token its holder got; a lock that nobody holds needs no place here. */
final class Locks {
    private static final long SEED = 0x6C6F;
    private static final long TOKENS = 0x746F;
    private static final KvResult TAKEN = new KvResult.Conflict("another owner holds the lock");
    private static final KvResult NOT_HELD = new KvResult.Conflict("this owner does not hold the lock");

    private record Held(String owner, long token, long hash) {}

    private final KvRules rules;
    private final Map<String, Held> byName = new HashMap<>();
    private long lastToken;
    private long digest;

    Locks(KvRules rules) {
        this.rules = rules;
    }

    KvResult acquire(KvOperation.Acquire request) {
        Held held = byName.get(request.lock());
        if (held != null && held.owner().equals(request.owner())) {
            return new KvResult.Ok(held.token());
        }
        if (!rules.mayAcquire(held == null ? null : held.owner(), request.owner())) {
            return TAKEN;
        }
        lastToken = rules.nextToken(lastToken);
        hold(request.lock(), request.owner(), lastToken);
        return new KvResult.Ok(lastToken);
    }

    KvResult release(KvOperation.Release request) {
        Held held = byName.get(request.lock());
        if (!rules.mayRelease(held == null ? null : held.owner(), request.owner())) {
            return NOT_HELD;
        }
        byName.remove(request.lock());
        digest ^= held == null ? 0 : held.hash();
        return KvResult.Ok.NOTHING;
    }

    private void hold(String lock, String owner, long token) {
        long hash = Digests.mix(Digests.mix(Digests.mix(SEED, Texts.hash(lock)), Texts.hash(owner)), token);
        Held before = byName.put(lock, new Held(owner, token, hash));
        digest ^= before == null ? hash : before.hash() ^ hash;
    }

    /** The exclusive or of a hash for each lock with its holder and token, and one for the last token given. */
    long digest() {
        return digest ^ Digests.mix(TOKENS, lastToken);
    }

    void write(FieldWriter out) {
        out.number(lastToken);
        out.number(byName.size());
        new TreeMap<>(byName).forEach((name, held) -> {
            out.text(name);
            out.text(held.owner());
            out.number(held.token());
        });
    }

    static Locks read(FieldReader in, KvRules rules) {
        Locks read = new Locks(rules);
        read.lastToken = in.number();
        String before = "";
        for (long left = in.number(); left != 0; left--) {
            String name = in.nextName(before);
            String owner = KvLimits.owner(in.text());
            long token = in.number();
            if (Long.compareUnsigned(token, read.lastToken) > 0) {
                throw in.refusal("a lock has a token that was never given");
            }
            read.hold(KvLimits.key(name), owner, token);
            before = name;
        }
        return read;
    }
}
