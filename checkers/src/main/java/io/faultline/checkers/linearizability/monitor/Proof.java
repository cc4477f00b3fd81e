package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The few calls that contradict each other, and how sentences name calls and values. */
final class Proof {

    /** Stands for what is no call: the state at first, or something that never happened. */
    static final int NOBODY = -1;

    /** The end of a sentence whose claim rests on more calls than a proof may have. */
    static final String MORE = " (it takes more calls than these to show)";

    private static final int LONGEST_VALUE = 60;

    private Proof() {}

    /**
     * There is no linearization, as these calls show.
     *
     * @param chosen places of calls, the most telling first, some of them perhaps twice or {@link #NOBODY}; when it takes
     *     more than a proof may have, the first are taken, and the sentence says so
     */
    static Decision of(Call[] calls, String why, int... chosen) {
        List<Integer> places = new ArrayList<>();
        for (int place : chosen) {
            if (place >= 0 && place < calls.length && !places.contains(place)) {
                places.add(place);
            }
        }
        int all = places.size();
        List<Integer> kept = new ArrayList<>(places.subList(0, Math.min(all, Decision.NotLinearizable.PROOF_MOST)));
        kept.sort(null);
        Call[] proof = kept.stream().map(place -> calls[place]).toArray(Call[]::new);
        return Decision.notLinearizable(all > proof.length ? why + MORE : why, proof);
    }

    /** A value in few words. */
    static String show(Object value) {
        String text = value == null ? "nothing" : value instanceof String word ? '"' + word + '"' : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }

    static Call[] array(List<Call> calls) {
        return calls.toArray(new Call[0]);
    }

    /** An array of this many {@link #NOBODY}. */
    static int[] nobodies(int many) {
        int[] all = new int[many];
        Arrays.fill(all, NOBODY);
        return all;
    }
}
