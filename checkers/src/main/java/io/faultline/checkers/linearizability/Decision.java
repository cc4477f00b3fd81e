package io.faultline.checkers.linearizability;

import java.util.List;
import java.util.Objects;

/** What a {@link Monitor} says about calls. */
public sealed interface Decision {

    /** There is a linearization. */
    record Linearizable() implements Decision {}

    /**
     * There is none.
     *
     * @param proof the calls that contradict each other, at most four, in the order of their invocations
     * @param why a sentence that names them
     */
    record NotLinearizable(List<Call> proof, String why) implements Decision {

        /** Most calls a proof has. */
        public static final int PROOF_MOST = 4;

        public NotLinearizable {
            proof = List.copyOf(proof);
            Objects.requireNonNull(why, "why");
            if (proof.isEmpty() || proof.size() > PROOF_MOST) {
                throw new IllegalArgumentException("a proof has one to four calls, not " + proof.size());
            }
        }
    }

    /**
     * The monitor's conditions do not hold; it says nothing about the calls.
     *
     * @param reason a clause: "7 was written twice"
     */
    record Declined(String reason) implements Decision {

        public Declined {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** There is a linearization. */
    static Decision linearizable() {
        return new Linearizable();
    }

    /** There is none, as these calls show. */
    static Decision notLinearizable(String why, Call... proof) {
        return new NotLinearizable(List.of(proof), why);
    }

    /** Its conditions do not hold. */
    static Decision declined(String reason) {
        return new Declined(reason);
    }
}
