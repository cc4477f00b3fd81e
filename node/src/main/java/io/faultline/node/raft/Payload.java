package io.faultline.node.raft;

/** What an entry of the log is about. */
public sealed interface Payload {
    /** A hash that equal payloads share on every node and in every run, for digests of logs. */
    long hash();

    /** How many bytes it takes on the wire, roughly. */
    int size();

    /** Nothing: a leader begins its term with it, so that it may commit what came before (§8). */
    record Noop() implements Payload {
        public static final Noop NOOP = new Noop();

        @Override
        public long hash() {
            return 1;
        }

        @Override
        public int size() {
            return 0;
        }
    }

    /** Another configuration, in force from the moment it stands in a log (§6, dissertation §4.1). */
    record ConfigChange(Configuration configuration) implements Payload {
        @Override
        public long hash() {
            return Digests.mix(
                    configuration.voters().bits(), configuration.learners().bits());
        }

        @Override
        public int size() {
            return 2 * Long.BYTES;
        }
    }

    /**
     * Something for the state machine, which alone knows what it means.
     *
     * <p>Immutable. {@link #bytes} is what stands on disk and on the wire; a node that has the object at hand need not
     * read it back from there.
     */
    non-sealed interface Command extends Payload {
        Bytes bytes();

        @Override
        default int size() {
            return bytes().length();
        }
    }
}
