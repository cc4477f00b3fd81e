package io.faultline.checkers;

/**
 * What a scenario may set about the judging of clients.
 *
 * @param minOk how many operations must have succeeded: with fewer there is too little to judge, and every promise that is
 *     not seen broken is unknown
 * @param stability D, in nanoseconds: how long a majority must be left alone before it owes clients a success; 0 means ten
 *     times the greatest election timeout the nodes were started with
 */
public record ClientOptions(long minOk, long stability) {

    /** Ten successes, ten greatest timeouts. */
    public static final ClientOptions DEFAULT = new ClientOptions(10, 0);

    public ClientOptions {
        if (minOk < 1) {
            throw new IllegalArgumentException(
                    "at least 1 operation must have succeeded before anything is judged, not " + minOk);
        }
        if (stability < 0) {
            throw new IllegalArgumentException("stability must not be negative: " + stability + " ns");
        }
    }
}
