package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.graph.GraphBuilder;
import io.faultline.checkers.transactions.log.StepKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of the order of a register's versions, and what that says of transactions.
 *
 * <p>The initial version is the first; a transaction that read a version and wrote one put its own after it; and, for models that
 * promise something about processes or time, versions follow each other as their clusters do.
 */
final class VersionEdges {
    /** So many edges of one key; beyond it some are left out. */
    private static final long EDGES_MOST = 1_000_000;

    private final TransactionLog log;
    private final StepsByKey steps;
    private final boolean[] present;
    private final int[] sources;
    private final Findings findings;
    private final GraphBuilder graph;
    private long room;
    private long preceded;

    VersionEdges(
            TransactionLog log,
            StepsByKey steps,
            boolean[] present,
            int[] sources,
            Findings findings,
            GraphBuilder graph) {
        this.log = log;
        this.steps = steps;
        this.present = present;
        this.sources = sources;
        this.findings = findings;
        this.graph = graph;
    }

    /** Of how many versions so far the one before is known. */
    long preceded() {
        return preceded;
    }

    /** Adds what this key says; whether that is all that is known. */
    boolean add(RegisterKey key) {
        room = EDGES_MOST;
        int[] updated = new int[key.versions()];
        Arrays.fill(updated, -1);
        for (int version = 0; version < key.versions(); version++) {
            for (int reader : key.readers(version)) {
                if (version != RegisterKey.INITIAL) {
                    graph.add(key.writer(version), reader, EdgeKind.WR);
                }
                int written = key.versionOf(reader);
                if (written >= 0) {
                    updated[written] = version;
                    preceded++;
                    pair(key, version, written, null, EdgeKind.RW);
                }
            }
            findLostUpdate(key, version);
        }
        if (key.versions() == 2 && updated[1] < 0) {
            preceded++;
        }
        findCycle(key, updated);
        for (int version = 1; version < key.versions(); version++) {
            pair(key, RegisterKey.INITIAL, version, null, EdgeKind.RW);
        }
        addOrders(key);
        return room >= 0;
    }

    private void addOrders(RegisterKey key) {
        Clusters clusters = new Clusters(log, key);
        clusters.inTime((before, after) -> pair(key, before, after, EdgeKind.WW_REALTIME, EdgeKind.RW_REALTIME));
        int[] all = IntStream.range(steps.first(key.key()), steps.first(key.key() + 1))
                .map(steps::step)
                .filter(step -> versionOf(key, step) >= 0)
                .toArray();
        clusters.inProcesses(
                Arrays.stream(all).map(step -> versionOf(key, step)).toArray(),
                Arrays.stream(all).map(steps::transaction).toArray(),
                (before, after) -> pair(key, before, after, EdgeKind.WW_PROCESS, EdgeKind.RW_PROCESS));
    }

    /** The version that this step read from others or wrote, -1 when it did neither. */
    private int versionOf(RegisterKey key, int step) {
        int transaction = steps.transaction(step);
        if (!present[transaction]) {
            return -1;
        } else if (log.kind(step) == StepKind.WRITE) {
            return key.versionOf(transaction);
        }
        int source = sources[step];
        return source == Sources.UNKNOWN ? -1 : source == Sources.NOBODY ? RegisterKey.INITIAL : key.versionOf(source);
    }

    /** One version comes before another: so do its writer and its readers. */
    private void pair(RegisterKey key, int before, int after, EdgeKind ww, EdgeKind rw) {
        // That the initial version is the first is said once; what contradicts it is a cycle already.
        if (after == RegisterKey.INITIAL || ww != null && before == RegisterKey.INITIAL) {
            return;
        }
        room -= 1 + key.readers(before).size();
        if (room < 0) {
            return;
        }
        int writer = key.writer(after);
        if (ww != null) {
            graph.add(key.writer(before), writer, ww);
        }
        for (int reader : key.readers(before)) {
            graph.add(reader, writer, rw);
        }
    }

    private void findLostUpdate(RegisterKey key, int version) {
        List<Integer> updaters = key.readers(version).stream()
                .filter(reader -> key.versionOf(reader) >= 0)
                .toList();
        if (updaters.size() > 1) {
            int one = updaters.get(0);
            int other = updaters.get(1);
            findings.add(
                    Anomaly.LOST_UPDATE,
                    () -> log.told(one) + " and " + log.told(other) + " both read the same " + log.keyName(key.key())
                            + " and both wrote it: one did so without the other's update",
                    one,
                    other);
        }
    }

    /** Each version was put after one at most, so that whoever goes back comes to an end or round. */
    private void findCycle(RegisterKey key, int[] before) {
        int[] walk = new int[before.length];
        for (int start = 1; start < before.length; start++) {
            int version = start;
            while (version > 0 && walk[version] == 0) {
                walk[version] = start;
                version = before[version];
            }
            if (version > 0 && walk[version] == start) {
                int writer = key.writer(version);
                findings.add(
                        Anomaly.CYCLIC_VERSIONS,
                        () -> "what " + log.told(writer) + " wrote to " + log.keyName(key.key())
                                + " came before itself, as transactions read and wrote that key in a circle",
                        writer);
            }
        }
    }
}
