package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.HashMap;
import java.util.Map;

/** Finds again why an edge is there, by the steps of its two transactions. */
final class RegisterExplainer implements Inferred.Explainer {
    private final TransactionLog log;
    private final RegisterKey[] keys;
    private final int[] sources;
    private final Map<RegisterKey, Clusters> clusters = new HashMap<>();

    RegisterExplainer(TransactionLog log, RegisterKey[] keys, int[] sources) {
        this.log = log;
        this.keys = keys;
        this.sources = sources;
    }

    @Override
    public String why(int before, int after, EdgeKind kind, String nameOfBefore, String nameOfAfter) {
        if (kind == EdgeKind.PROCESS || kind == EdgeKind.REALTIME) {
            return new LogMoments(log).why(before, after, kind == EdgeKind.PROCESS, nameOfBefore, nameOfAfter);
        }
        for (int step = log.firstStep(before); step < log.firstStep(before + 1); step++) {
            RegisterKey key = keys[log.key(step)];
            int written = key.versionOf(after);
            boolean writes = log.kind(step) == StepKind.WRITE && key.versionOf(before) >= 0;
            if (kind == EdgeKind.WR && writes && reads(after, before, log.key(step))) {
                return nameOfAfter + " read " + name(step) + " = " + TransactionLog.text(log.value(step)) + ", which "
                        + nameOfBefore + " had written";
            } else if (isRead(kind) && sources[step] != Sources.UNKNOWN && written >= 0) {
                int seen = sources[step] == Sources.NOBODY ? RegisterKey.INITIAL : key.versionOf(sources[step]);
                String reason = reason(key, seen, written, kind, nameOfAfter);
                if (reason != null) {
                    return nameOfBefore + " read " + name(step) + " = " + TransactionLog.text(log.value(step))
                            + ", and " + nameOfAfter + " wrote a later version: " + reason;
                }
            } else if (!isRead(kind) && kind != EdgeKind.WR && writes && written >= 0) {
                String reason = reason(key, key.versionOf(before), written, kind, nameOfAfter);
                if (reason != null) {
                    return nameOfAfter + " wrote a later version of " + name(step) + " than " + nameOfBefore + ": "
                            + reason;
                }
            }
        }
        throw new IllegalStateException("no reason for " + kind + " " + before + " to " + after);
    }

    private static boolean isRead(EdgeKind kind) {
        return kind == EdgeKind.RW || kind == EdgeKind.RW_PROCESS || kind == EdgeKind.RW_REALTIME;
    }

    private boolean reads(int reader, int writer, int key) {
        for (int step = log.firstStep(reader); step < log.firstStep(reader + 1); step++) {
            if (log.key(step) == key && log.kind(step) == StepKind.READ && sources[step] == writer) {
                return true;
            }
        }
        return false;
    }

    /** Why one version is later than another, null when nothing says so. */
    private String reason(RegisterKey key, int before, int after, EdgeKind kind, String nameOfAfter) {
        if (kind == EdgeKind.RW) {
            if (before == RegisterKey.INITIAL) {
                return "the other was there before all";
            }
            return key.readers(before).contains(key.writer(after))
                    ? nameOfAfter + " itself had read the other before it wrote"
                    : null;
        }
        if (kind == EdgeKind.WW_PROCESS || kind == EdgeKind.RW_PROCESS) {
            return "a process saw them in that order";
        }
        Clusters known = clusters.computeIfAbsent(key, one -> new Clusters(log, one));
        int first = known.firstEnded(before);
        int last = known.lastBegun(after);
        return log.end(first) < log.begin(last)
                ? log.told(first) + ", to which the other version was the present one, had ended (event "
                        + log.end(first) + ") before " + log.told(last)
                        + ", to which this one was, began"
                : null;
    }

    private Object name(int step) {
        return log.keyName(log.key(step));
    }
}
