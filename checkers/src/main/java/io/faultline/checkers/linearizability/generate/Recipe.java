package io.faultline.checkers.linearizability.generate;

/**
 * What a generated history is like.
 *
 * @param model what is called: any model of the list but {@code multi-register} and {@code semaphore}
 * @param operations how many calls there are
 * @param clients how many clients call, each one thing after the other
 * @param keys how many things are called
 * @param busy the share of its time for which a client has a call open, above 0 and at most 1
 * @param pending the share of calls of which nobody hears again, from 0 to below 1
 * @param values how many different values are written; 0 for a new one each time
 */
public record Recipe(String model, int operations, int clients, int keys, double busy, double pending, int values) {

    public Recipe {
        require(operations >= 0, "operations must not be negative: " + operations);
        require(clients >= 1, "there must be a client, not " + clients);
        require(keys >= 1, "there must be a key, not " + keys);
        require(busy > 0 && busy <= 1, "a client is busy for a share above 0 and at most 1 of its time, not " + busy);
        require(pending >= 0 && pending < 1, "a share from 0 to below 1 of the calls is pending, not " + pending);
        require(values >= 0, "values must not be negative: " + values);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** So many calls of so many clients on one thing, half of their time, new values, none pending. */
    public static Recipe of(String model, int operations, int clients) {
        return new Recipe(model, operations, clients, 1, 0.5, 0, 0);
    }

    /** The same on so many things. */
    public Recipe withKeys(int some) {
        return new Recipe(model, operations, clients, some, busy, pending, values);
    }

    /** The same with clients that busy. */
    public Recipe withBusy(double share) {
        return new Recipe(model, operations, clients, keys, share, pending, values);
    }

    /** The same with so great a share of pending calls. */
    public Recipe withPending(double share) {
        return new Recipe(model, operations, clients, keys, busy, share, values);
    }

    /** The same with so few values. */
    public Recipe withValues(int few) {
        return new Recipe(model, operations, clients, keys, busy, pending, few);
    }
}
