package io.faultline.node.kv;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.StateMachine;

/**
 * The state machine of the key–value service.
 *
 * <p>A request with a session is done once, however often it stands in the log; its sender gets the same answer each time.
 */
public final class KeyValueStore implements StateMachine {
    /** How long a session lives unused unless somebody says otherwise: an hour of the log's time, in ns. */
    public static final long SESSION_TTL = 3_600_000_000_000L;

    private static final int VERSION = 1;

    private final KvRules rules;
    private final long sessionTtl;
    private Contents contents;
    private Sessions sessions;

    /** An empty store with the right rules and {@link #SESSION_TTL}. */
    public KeyValueStore() {
        this(new KvRules(), SESSION_TTL);
    }

    /**
     * An empty store.
     *
     * @param sessionTtl how long a session lives unused, in ns of the log's time; the same on all nodes of a cluster, as it
     *     decides what entries do
     */
    public KeyValueStore(KvRules rules, long sessionTtl) {
        if (sessionTtl < 1) {
            throw new IllegalArgumentException("a session lives for 1 ns at least, not " + sessionTtl);
        }
        this.rules = rules;
        this.sessionTtl = sessionTtl;
        clear();
    }

    private void clear() {
        contents = new Contents(rules);
        sessions = new Sessions(rules, sessionTtl);
    }

    @Override
    public KvResult apply(long index, long time, Payload.Command command) {
        KvCommand request = (KvCommand) command;
        sessions.expire(time);
        return request.client() == null ? contents.perform(request.operation()) : performOnce(request, time);
    }

    private KvResult performOnce(KvCommand request, long time) {
        Sessions.Open session = sessions.of(request.client());
        if (session == null) {
            if (!rules.opensSession(request.serial())) {
                return new KvResult.Invalid("the session of '" + request.client() + "' is unknown or expired: request "
                        + request.serial() + " was not done now, but may have been before; go on under a new name");
            }
            session = sessions.open(request.client());
        } else if (request.serial() <= session.serial() && rules.deduplicates()) {
            sessions.use(session, time);
            return request.serial() == session.serial() ? session.result() : goneBy(request, session);
        }
        KvResult result = contents.perform(request.operation());
        sessions.remember(session, request.serial(), result, time);
        return result;
    }

    private static KvResult goneBy(KvCommand request, Sessions.Open session) {
        return new KvResult.Invalid("the session of '" + request.client() + "' has gone on to request "
                + session.serial() + ": what came of " + request.serial() + " is not known any more");
    }

    /** Answers a read; anything else is {@link KvResult.Invalid}. A session is not looked at: reading twice does no harm. */
    @Override
    public KvResult query(Payload.Command command) {
        KvOperation operation = ((KvCommand) command).operation();
        return operation.isRead()
                ? contents.perform(operation)
                : new KvResult.Invalid("only a read can be answered without an entry in the log");
    }

    /** Takes the same time whatever the store holds: each change of the state changes it. */
    @Override
    public long digest() {
        return contents.digest() ^ sessions.digest();
    }

    /** Equal states make equal bytes: version, map, locks, queues, sessions, each sorted by name. */
    @Override
    public Bytes snapshot() {
        FieldWriter out = new FieldWriter(256);
        out.one(VERSION);
        contents.write(out);
        sessions.write(out);
        return Bytes.wrap(out.bytes());
    }

    @Override
    public void restore(Bytes snapshot) {
        if (snapshot.length() == 0) {
            clear();
            return;
        }
        FieldReader in = new FieldReader("snapshot", snapshot.array());
        if (in.one() != VERSION) {
            throw in.refusal("this node knows version " + VERSION + " only");
        }
        Contents readContents = Contents.read(in, rules);
        Sessions readSessions = Sessions.read(in, rules, sessionTtl);
        in.end();
        contents = readContents;
        sessions = readSessions;
    }
}
