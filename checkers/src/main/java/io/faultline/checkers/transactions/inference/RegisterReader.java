package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.inference.Inferred.Broken;
import io.faultline.checkers.transactions.log.Fate;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds from whom each read was, which of them are wrong by themselves, and who must have committed because somebody saw it. */
final class RegisterReader {
    private final TransactionLog log;
    private final StepsByKey steps;
    private final Findings findings;
    private final boolean[] present;
    private final int[] sources;
    private Broken broken;

    RegisterReader(TransactionLog log, StepsByKey steps, Findings findings, boolean[] present, int[] sources) {
        this.log = log;
        this.steps = steps;
        this.findings = findings;
        this.present = present;
        this.sources = sources;
    }

    /** The precondition that does not hold in what was read so far, null when all do. */
    Broken broken() {
        return broken;
    }

    /** The register with its writes; versions come when it is known who committed. */
    RegisterKey read(int key) {
        Map<Object, Integer> writes = collect(key);
        RegisterKey register = new RegisterKey(key, writes);
        for (int place = steps.first(key); broken == null && place < steps.first(key + 1); place++) {
            int step = steps.step(place);
            sources[step] = steps.sees(log, step) ? source(register, step) : Sources.UNKNOWN;
        }
        return register;
    }

    private Map<Object, Integer> collect(int key) {
        Map<Object, Integer> writes = new HashMap<>();
        for (int place = steps.first(key); place < steps.first(key + 1); place++) {
            int step = steps.step(place);
            int transaction = steps.transaction(step);
            if (log.kind(step) == StepKind.APPEND) {
                broken = new Broken(
                        log.told(transaction) + " appends to " + log.keyName(key)
                                + "; in histories of registers keys are only written and read",
                        List.of(transaction));
            } else if (log.kind(step) == StepKind.WRITE) {
                Integer before = writes.put(log.value(step), step);
                if (before != null) {
                    broken = new Broken(
                            TransactionLog.text(log.value(step)) + " was written to " + log.keyName(key) + " twice: by "
                                    + log.told(steps.transaction(before)) + " and by " + log.told(transaction)
                                    + "; nothing can be told unless what is written to a key is unique",
                            List.of(steps.transaction(before), transaction));
                } else if (log.value(step) == null) {
                    broken = new Broken(
                            log.told(transaction) + " wrote nil to " + log.keyName(key)
                                    + ", which can't be told from what was there before all",
                            List.of(transaction));
                }
            }
        }
        return writes;
    }

    private int source(RegisterKey register, int read) {
        int reader = steps.transaction(read);
        Object value = log.value(read);
        int own = ownBefore(read);
        if (own >= 0) {
            if (!Objects.equals(log.value(own), value)) {
                findings.add(
                        Anomaly.INTERNAL,
                        () -> told(read) + ", where its own steps left " + TransactionLog.text(log.value(own)),
                        reader);
            }
            return Sources.UNKNOWN;
        } else if (value == null) {
            return Sources.NOBODY;
        }
        Integer write = register.write(value);
        if (write == null) {
            findings.add(Anomaly.GARBAGE_READ, () -> told(read) + ", which nobody ever wrote", reader);
            return Sources.UNKNOWN;
        }
        return source(read, reader, write);
    }

    private int source(int read, int reader, int write) {
        int writer = steps.transaction(write);
        if (writer == reader) {
            findings.add(Anomaly.FUTURE_READ, () -> told(read) + ", which it wrote only afterwards", reader);
            return Sources.UNKNOWN;
        } else if (log.fate(writer) == Fate.FAIL) {
            findings.add(
                    Anomaly.G1A,
                    () -> told(read) + ", which " + log.told(writer) + " had written, and that one aborted",
                    writer,
                    reader);
            return Sources.UNKNOWN;
        }
        present[writer] = true;
        int last = lastWrite(writer, log.key(read));
        if (last != write) {
            findings.add(
                    Anomaly.G1B,
                    () -> told(read) + ", though " + log.told(writer) + " that wrote it went on to write "
                            + TransactionLog.text(log.value(last)),
                    writer,
                    reader);
            return Sources.UNKNOWN;
        }
        return writer;
    }

    /** The step before it by which its transaction knows what to read, -1 without one. */
    private int ownBefore(int read) {
        for (int step = read - 1; step >= log.firstStep(steps.transaction(read)); step--) {
            if (log.key(step) == log.key(read)) {
                return step;
            }
        }
        return -1;
    }

    /** The last write of this transaction to that key, -1 when there is none. */
    int lastWrite(int transaction, int key) {
        for (int step = log.firstStep(transaction + 1) - 1; step >= log.firstStep(transaction); step--) {
            if (log.key(step) == key && log.kind(step) == StepKind.WRITE) {
                return step;
            }
        }
        return -1;
    }

    private String told(int read) {
        return log.told(steps.transaction(read)) + " read " + log.keyName(log.key(read)) + " = "
                + TransactionLog.text(log.value(read));
    }
}
