package io.faultline.harness.workload;

import io.faultline.harness.cluster.Cluster;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * How much clients do, and how.
 *
 * @param rate operations a second that all clients together begin, on average, while answers come at once
 * @param clients how many there are, each with one operation under way at a time
 * @param keys how many keys, locks or queues there are
 * @param skew how unequally keys are chosen: the i-th with a weight of 1 / i to this power; 0 for equally
 * @param pinned share of the clients that stay with one node each, whoever leads
 * @param retries how often a call without an answer is sent again, as the same request of its session
 * @param think how the time is drawn for which a client waits before it asks again
 * @param sessions whether each process has a session, in which a request counts once
 * @param limitNanos after so long a client gives a call up; no later than every ground does, {@link Cluster#ANSWER_WITHIN}
 */
public record Load(
        double rate,
        int clients,
        int keys,
        double skew,
        double pinned,
        int retries,
        Think think,
        boolean sessions,
        long limitNanos) {
    /** Ten clients on one key. */
    static final Load REGISTER = new Load(50, 10, 1, 0, 0.3, 0);

    /** Ten clients on some keys, of which some are asked for more often. */
    static final Load KEYS = new Load(50, 10, 10, 1, 0.3, 0);

    private static final Set<String> FIRST_FIELDS = Set.of("clients", "keys", "pinned", "rate", "retries", "skew");

    /** These came later; a load from before is as if they were the usual ones. */
    private static final Set<String> LATER_FIELDS = Set.of("limit", "sessions", "think");

    private static final long LEAST_LIMIT = 1_000_000;

    public Load {
        if (!(rate > 0 && rate <= 1_000_000)) {
            throw new IllegalArgumentException(
                    "a rate is above 0 and at most 1000000 operations a second, not " + rate);
        }
        between("clients", clients, 1, 1000);
        between("keys", keys, 1, 10_000);
        between("retries", retries, 0, 100);
        if (!(skew >= 0 && skew <= 10)) {
            throw new IllegalArgumentException("a skew is 0 to 10, not " + skew);
        }
        if (!(pinned >= 0 && pinned <= 1)) {
            throw new IllegalArgumentException("a share of pinned clients is 0 to 1, not " + pinned);
        }
        if (limitNanos < LEAST_LIMIT || limitNanos > Cluster.ANSWER_WITHIN) {
            throw new IllegalArgumentException("a limit of a call is 1 ms to " + Cluster.ANSWER_WITHIN / 1_000_000
                    + " ms, not " + limitNanos + " ns");
        }
        if (retries > 0 && !sessions) {
            throw new IllegalArgumentException(
                    "without sessions a call that is sent again is done again; leave out retries");
        }
    }

    /** A load of clients with sessions that think at random and wait as long as the ground does. */
    public Load(double rate, int clients, int keys, double skew, double pinned, int retries) {
        this(rate, clients, keys, skew, pinned, retries, Think.EXPONENTIAL, true, Cluster.ANSWER_WITHIN);
    }

    public Load withRetries(int count) {
        return new Load(rate, clients, keys, skew, pinned, count, think, sessions, limitNanos);
    }

    public Load withRate(double perSecond) {
        return new Load(perSecond, clients, keys, skew, pinned, retries, think, sessions, limitNanos);
    }

    public Load withClients(int count) {
        return new Load(rate, count, keys, skew, pinned, retries, think, sessions, limitNanos);
    }

    public Load withKeys(int count) {
        return new Load(rate, clients, count, skew, pinned, retries, think, sessions, limitNanos);
    }

    public Load withSkew(double power) {
        return new Load(rate, clients, keys, power, pinned, retries, think, sessions, limitNanos);
    }

    public Load withPinned(double share) {
        return new Load(rate, clients, keys, skew, share, retries, think, sessions, limitNanos);
    }

    public Load withThink(Think other) {
        return new Load(rate, clients, keys, skew, pinned, retries, other, sessions, limitNanos);
    }

    public Load withSessions(boolean each) {
        return new Load(rate, clients, keys, skew, pinned, retries, think, each, limitNanos);
    }

    public Load withLimit(long nanos) {
        return new Load(rate, clients, keys, skew, pinned, retries, think, sessions, nanos);
    }

    /**
     * As one word, such as {@code
     * clients=10,keys=5,limit=5000000000,pinned=0.2,rate=50,retries=0,sessions=true,skew=1,think=exponential};
     * {@link #parse} is the way back.
     */
    public String text() {
        return new StringJoiner(",")
                .add("clients=" + clients)
                .add("keys=" + keys)
                .add("limit=" + limitNanos)
                .add("pinned=" + number(pinned))
                .add("rate=" + number(rate))
                .add("retries=" + retries)
                .add("sessions=" + sessions)
                .add("skew=" + number(skew))
                .add("think=" + think.word())
                .toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static Load parse(String text) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text.split(",", -1)) {
            String[] parts = field.split("=", 2);
            boolean known = FIRST_FIELDS.contains(parts[0]) || LATER_FIELDS.contains(parts[0]);
            if (!known || parts.length < 2 || fields.put(parts[0], parts[1]) != null) {
                throw malformed(text);
            }
        }
        if (!fields.keySet().containsAll(FIRST_FIELDS)) {
            throw malformed(text);
        }
        try {
            return of(fields);
        } catch (NumberFormatException noNumber) {
            throw malformed(text);
        }
    }

    private static Load of(Map<String, String> fields) {
        Load load = new Load(
                Double.parseDouble(fields.get("rate")),
                Integer.parseInt(fields.get("clients")),
                Integer.parseInt(fields.get("keys")),
                Double.parseDouble(fields.get("skew")),
                Double.parseDouble(fields.get("pinned")),
                Integer.parseInt(fields.get("retries")));
        return load.withThink(Think.parse(fields.getOrDefault("think", load.think.word())))
                .withSessions(flag(fields.getOrDefault("sessions", "true")))
                .withLimit(Long.parseLong(fields.getOrDefault("limit", String.valueOf(load.limitNanos))));
    }

    private static boolean flag(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException("sessions are true or false, not " + word);
        }
        return word.equals("true");
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'" + text + "' is not a load such as " + REGISTER.text());
    }

    private static void between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " are " + least + " to " + most + ", not " + value);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%s", value);
    }
}
