package io.faultline.harness.workload;

import java.util.Locale;
import java.util.Map;
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
 */
public record Load(double rate, int clients, int keys, double skew, double pinned, int retries) {
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
    }

    public Load withRetries(int count) {
        return new Load(rate, clients, keys, skew, pinned, count);
    }

    public Load withRate(double perSecond) {
        return new Load(perSecond, clients, keys, skew, pinned, retries);
    }

    public Load withClients(int count) {
        return new Load(rate, count, keys, skew, pinned, retries);
    }

    public Load withKeys(int count) {
        return new Load(rate, clients, count, skew, pinned, retries);
    }

    public Load withSkew(double power) {
        return new Load(rate, clients, keys, power, pinned, retries);
    }

    public Load withPinned(double share) {
        return new Load(rate, clients, keys, skew, share, retries);
    }

    /** As one word, such as {@code clients=10,keys=5,pinned=0.2,rate=50,retries=0,skew=1}; {@link #parse} is the way back. */
    public String text() {
        StringJoiner text = new StringJoiner(",");
        text.add("clients=" + clients).add("keys=" + keys).add("pinned=" + number(pinned));
        return text.add("rate=" + number(rate))
                .add("retries=" + retries)
                .add("skew=" + number(skew))
                .toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static Load parse(String text) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text.split(",")) {
            String[] parts = field.split("=", 2);
            if (parts.length < 2 || fields.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException("'" + text + "' is not a load such as " + REGISTER.text());
            }
        }
        if (!fields.keySet().toString().equals("[clients, keys, pinned, rate, retries, skew]")) {
            throw new IllegalArgumentException("'" + text + "' is not a load such as " + REGISTER.text());
        }
        return new Load(
                Double.parseDouble(fields.get("rate")),
                Integer.parseInt(fields.get("clients")),
                Integer.parseInt(fields.get("keys")),
                Double.parseDouble(fields.get("skew")),
                Double.parseDouble(fields.get("pinned")),
                Integer.parseInt(fields.get("retries")));
    }

    /** Ten clients on one key. */
    static final Load REGISTER = new Load(50, 10, 1, 0, 0.3, 0);

    /** Ten clients on some keys, of which some are asked for more often. */
    static final Load KEYS = new Load(50, 10, 10, 1, 0.3, 0);

    private static void between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " are " + least + " to " + most + ", not " + value);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%s", value);
    }
}
