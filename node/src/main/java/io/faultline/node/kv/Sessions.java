package io.faultline.node.kv;

import io.faultline.node.raft.Digests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each client asked for last, when, and what it was told (§8, dissertation §6.3).
 *
 * <p>Besides the table the sessions form a chain in the order of their last use, so that the one to be forgotten next is at
 * hand; for the log's time never goes back.
 */
final class Sessions {
    private static final long SEED = 0x7365;

    /** One client's session. */
    static final class Open {
        private final String client;
        private final long clientHash;
        private long serial;
        private KvResult result;
        private long resultHash;
        private long lastUsed;
        private long hash;
        private Open older;
        private Open newer;

        private Open(String client) {
            this.client = client;
            this.clientHash = Digests.mix(SEED, Texts.hash(client));
        }

        /** The client's last request that was done. */
        long serial() {
            return serial;
        }

        /** What came of it. */
        KvResult result() {
            return result;
        }
    }

    private final KvRules rules;
    private final long ttl;
    private final Map<String, Open> byClient = new HashMap<>();
    private Open oldest;
    private Open newest;
    private long digest;

    Sessions(KvRules rules, long ttl) {
        this.rules = rules;
        this.ttl = ttl;
    }

    /** Forgets what was not used for longer than a session lives. */
    void expire(long time) {
        while (oldest != null && rules.isExpired(time, oldest.lastUsed, ttl)) {
            Open gone = oldest;
            unchain(gone);
            byClient.remove(gone.client);
            digest ^= gone.hash;
        }
    }

    /** A client's session; null when it is unknown or forgotten. */
    Open of(String client) {
        return byClient.get(client);
    }

    /** A client's first request. */
    Open open(String client) {
        Open session = new Open(client);
        byClient.put(client, session);
        chain(session);
        return session;
    }

    /** The client was heard again, with a request it had sent before. */
    void use(Open session, long time) {
        if (session != newest) {
            unchain(session);
            chain(session);
        }
        session.lastUsed = time;
        digest ^= session.hash;
        session.hash = Digests.mix(
                Digests.mix(Digests.mix(session.clientHash, session.serial), session.resultHash), session.lastUsed);
        digest ^= session.hash;
    }

    /** The client's request with that serial was done. */
    void remember(Open session, long serial, KvResult result, long time) {
        session.serial = serial;
        session.result = result;
        session.resultHash = ResultFormat.hash(result);
        use(session, time);
    }

    /** The exclusive or of a hash for each session with its serial, result and last use. */
    long digest() {
        return digest;
    }

    void write(FieldWriter out) {
        if (!rules.snapshotsSessions()) {
            out.number(0);
            return;
        }
        out.number(byClient.size());
        new TreeMap<>(byClient).forEach((client, session) -> {
            out.text(client);
            out.number(session.serial);
            out.number(FieldWriter.zigzag(session.lastUsed));
            ResultFormat.write(out, session.result);
        });
    }

    static Sessions read(FieldReader in, KvRules rules, long ttl) {
        Sessions read = new Sessions(rules, ttl);
        List<Open> opened = new ArrayList<>();
        String before = "";
        for (long left = in.number(); left != 0; left--) {
            Open session = new Open(KvLimits.client(in.nextName(before)));
            session.serial = in.number();
            session.lastUsed = in.signed();
            session.result = ResultFormat.read(in);
            if (session.serial < 1) {
                throw in.refusal("a session's last request has number " + session.serial);
            }
            opened.add(session);
            before = session.client;
        }
        opened.sort((a, b) -> Long.compare(a.lastUsed, b.lastUsed));
        for (Open session : opened) {
            read.byClient.put(session.client, session);
            read.chain(session);
            read.remember(session, session.serial, session.result, session.lastUsed);
        }
        return read;
    }

    private void chain(Open session) {
        session.older = newest;
        if (newest == null) {
            oldest = session;
        } else {
            newest.newer = session;
        }
        newest = session;
    }

    private void unchain(Open session) {
        if (session.older == null) {
            oldest = session.newer;
        } else {
            session.older.newer = session.newer;
        }
        if (session.newer == null) {
            newest = session.older;
        } else {
            session.newer.older = session.older;
        }
        session.older = null;
        session.newer = null;
    }
}
