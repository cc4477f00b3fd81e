package io.faultline.harness.trial;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What clients do in a trial. */
public enum Workload {
    /** Nothing: the nodes elect leaders, and that is judged. */
    ELECTION("election");

    private final String word;

    Workload(String word) {
        this.word = word;
    }

    /** Its word on the command line. */
    public String word() {
        return word;
    }

    /**
     * The workload of that word.
     *
     * @throws IllegalArgumentException with the legal words
     */
    public static Workload parse(String word) {
        return Arrays.stream(values())
                .filter(workload -> workload.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown workload '" + word + "'; legal are "
                        + Arrays.stream(values()).map(Workload::word).collect(Collectors.joining(", "))));
    }
}
