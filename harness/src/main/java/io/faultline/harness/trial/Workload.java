package io.faultline.harness.trial;

import io.faultline.harness.workload.Clients.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What clients do in a trial. */
public enum Workload {
    /** Nothing: the nodes elect leaders, and that is judged. */
    ELECTION("election", "no clients: nodes elect leaders, and that is judged"),

    /** What a script says, on a quiet network with empty logs, so that what happens is what the script does. */
    STORY("story", "what a JUnit story or a schedule does, on a quiet network; elections are judged"),

    /** Clients of one {@link Kind} each. */
    REGISTER("register", "one register that is read and written", Kind.REGISTER),
    CAS_REGISTER("cas-register", "registers that are read, written and compared-and-set", Kind.CAS_REGISTER),
    KV("kv", "many keys: registers with compare-and-set and deletes, lists, sums", Kind.KEY_VALUE),
    APPEND("append", "transactions that read lists and append to them", Kind.APPEND),
    SET("set", "sets that grow", Kind.SET),
    QUEUE("queue", "queues that elements go into and come out of", Kind.QUEUE),
    LOCK("lock", "locks with fencing tokens", Kind.LOCK),
    COUNTER("counter", "counters that grow", Kind.COUNTER);

    private final String word;
    private final String description;
    private final Kind clients;

    Workload(String word, String description) {
        this(word, description, null);
    }

    Workload(String word, String description, Kind clients) {
        this.word = word;
        this.description = description;
        this.clients = clients;
    }

    /** What its clients are about; empty when it has none. */
    public Optional<Kind> clients() {
        return Optional.ofNullable(clients);
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
