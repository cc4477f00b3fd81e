package io.faultline.node.kv;

/**
 * How big the things may be that clients tell the service; all bytes are those of UTF-8.
 *
 * <p>Without limits one client could fill the log, the memory and the snapshots of every node.
 */
public final class KvLimits {
    /** Of a key, and of the name of a lock or a queue. */
    public static final int KEY_BYTES = 1024;

    /** Of one text within a value. */
    public static final int TEXT_BYTES = 64 * 1024;

    /** Elements of one list. */
    public static final int LIST_ELEMENTS = 10_000;

    /** Of all elements of one list as they are stored. */
    public static final int LIST_BYTES = 512 * 1024;

    /** Elements of one queue. */
    public static final int QUEUE_ELEMENTS = 1_000_000;

    /** Steps of one transaction. */
    public static final int STEPS = 128;

    /** Of the name of a client, and of the owner of a lock. */
    public static final int NAME_BYTES = 128;

    /** Of one command as it stands in the log. */
    public static final int COMMAND_BYTES = 1024 * 1024;

    /** Of one request as a client writes it; JSON may take six bytes for one. */
    public static final int REQUEST_BYTES = 6 * COMMAND_BYTES;

    private KvLimits() {}

    /** Gives the key back, or says what is wrong with it. */
    static String key(String key) {
        return name(key, "key", KEY_BYTES);
    }

    static String owner(String owner) {
        return name(owner, "owner", NAME_BYTES);
    }

    static String client(String client) {
        return name(client, "client", NAME_BYTES);
    }

    /** Gives the text of a value back, or says what is wrong with it. */
    static String text(String text) {
        return bounded(text, "value", TEXT_BYTES);
    }

    private static String name(String text, String what, int most) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " must be a text of one character at least");
        }
        return bounded(text, what, most);
    }

    private static String bounded(String text, String what, int most) {
        int bytes = Texts.utf8Length(text);
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "the " + what + " holds half a character, a surrogate without the other, that UTF-8 can't say");
        }
        if (bytes > most) {
            throw new IllegalArgumentException(
                    "the " + what + " has a text of " + bytes + " bytes, more than the " + most + " allowed");
        }
        return text;
    }
}
