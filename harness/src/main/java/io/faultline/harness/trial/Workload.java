package io.faultline.harness.trial;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What clients do in a trial. */
public enum Workload {
    /** Nothing: the nodes elect leaders, and that is judged. */
    ELECTION("election", "no clients: nodes elect leaders, and that is judged"),

    /** What a script says, on a quiet network with empty logs, so that what happens is what the script does. */
    STORY("story", "what a JUnit story or a schedule does, on a quiet network; elections are judged");

    private final String word;
    private final String description;

    Workload(String word, String description) {
        this.word = word;
        this.description = description;
    }

    /** Its word on the command line. */
    public String word() {
        return word;
    }

    /** One clause that says what it is. */
    public String description() {
        return description;
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
