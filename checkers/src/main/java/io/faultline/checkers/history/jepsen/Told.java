package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.OperationType;

/**
 * What one map or line of a file tells.
 *
 * @param process number of the client process; null when it is none, as the nemesis
 * @param who the process, as a text
 * @param value a plain tree, or null
 * @param key a plain tree; null when none is given
 * @param time in nanoseconds, or {@link #UNTOLD}
 * @param index the place that the file says it has, or {@link #UNTOLD}
 */
record Told(Long process, String who, OperationType type, String f, Object value, Object key, long time, long index) {
    /** A number that the file does not give. */
    static final long UNTOLD = -1;

    /** Who did it, from what the file says: a whole number from 0 for a client, a name for anybody else. */
    static String who(Object process) throws BadForm {
        if (process instanceof Long number && number >= 0 || process instanceof String) {
            return process.toString();
        }
        throw new BadForm(BadForm.quote(process) + " in :process", "a whole number from 0, or a name such as :nemesis");
    }

    /** The type of that name. */
    static OperationType type(Object word) throws BadForm {
        return OperationType.of(String.valueOf(word))
                .orElseThrow(() -> new BadForm(
                        (word instanceof String name ? ":" + BadForm.shortened(name) : BadForm.quote(word))
                                + " in :type",
                        "one of :invoke, :ok, :fail, :info"));
    }
}
