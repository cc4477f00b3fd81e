package io.faultline.node.kv;

/**
 * Which request of which client this is, so that it is done once however often it is sent (§8, dissertation §6.3).
 *
 * <p>The first request opens the session. A session that was not used for long is forgotten; what a client sends
 * then is refused, except for a first request, which opens it anew: so a client must give up its first request well
 * before that, and its name is never used again.
 *
 * @param client a name that no other client has
 * @param serial counts the client's requests from 1; a client has one request under way at a time
 */
public record Session(String client, long serial) {
    public Session {
        KvLimits.client(client);
        if (serial < 1) {
            throw new IllegalArgumentException("the serial must be 1 or more, not " + serial);
        }
    }
}
