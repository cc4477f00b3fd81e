package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.graph.GraphBuilder;
import io.faultline.checkers.transactions.graph.Order;
import io.faultline.checkers.transactions.inference.Inferred.Broken;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Infers from registers that are read and written, each value written to a key only once: who read from whom is known, the
 * order of versions only in part. What could not be inferred is told.
 *
 * <p>Preconditions: what is written to a key is unique, and registers hold nothing at first.
 */
public final class Registers {
    private final TransactionLog log;
    private final StepsByKey steps;
    private final Findings findings = new Findings();
    private final boolean[] present;
    private final int[] sources;

    private Registers(TransactionLog log) {
        this.log = log;
        this.steps = StepsByKey.of(log);
        this.present = new boolean[log.size()];
        this.sources = new int[log.steps()];
        Arrays.fill(sources, Sources.UNKNOWN);
    }

    /** What follows from that log, with the orders of processes and of time. */
    public static Inferred infer(TransactionLog log) {
        return new Registers(log).infer();
    }

    private Inferred infer() {
        for (int transaction = 0; transaction < log.size(); transaction++) {
            present[transaction] = log.isOk(transaction);
        }
        GraphBuilder graph = new GraphBuilder(log.size());
        RegisterKey[] keys = new RegisterKey[log.keys()];
        RegisterReader reader = new RegisterReader(log, steps, findings, present, sources);
        for (int key = 0; key < keys.length; key++) {
            keys[key] = reader.read(key);
            if (reader.broken() != null) {
                return inferred(Optional.of(reader.broken()), graph, keys, List.of(), 0, 0);
            }
        }
        VersionEdges edges = new VersionEdges(log, steps, present, sources, findings, graph);
        List<String> gaps = new ArrayList<>();
        long versions = 0;
        for (RegisterKey key : keys) {
            fill(key, reader);
            versions += key.versions() - 1;
            if (!edges.add(key)) {
                gaps.add("too many transactions read and wrote " + log.keyName(key.key()));
            }
        }
        Order.add(graph, present, new LogMoments(log));
        return inferred(Optional.empty(), graph, keys, gaps, versions, edges.preceded());
    }

    private void fill(RegisterKey key, RegisterReader reader) {
        for (int place = steps.first(key.key()); place < steps.first(key.key() + 1); place++) {
            int step = steps.step(place);
            int transaction = steps.transaction(step);
            if (present[transaction] && reader.lastWrite(transaction, key.key()) == step) {
                key.addVersion(transaction);
            }
        }
        for (int place = steps.first(key.key()); place < steps.first(key.key() + 1); place++) {
            int step = steps.step(place);
            int source = sources[step];
            if (source == Sources.NOBODY) {
                key.readers(RegisterKey.INITIAL).add(steps.transaction(step));
            } else if (source != Sources.UNKNOWN) {
                key.readers(key.versionOf(source)).add(steps.transaction(step));
            }
        }
    }

    private Inferred inferred(
            Optional<Broken> broken,
            GraphBuilder graph,
            RegisterKey[] keys,
            List<String> gaps,
            long versions,
            long preceded) {
        Map<String, Object> measures = new LinkedHashMap<>();
        measures.put("keys", keys.length);
        measures.put("edges", graph.size());
        measures.put("versions", versions);
        measures.put("versionsWithKnownPredecessor", preceded);
        Optional<String> loose = versions == preceded
                ? Optional.empty()
                : Optional.of("of " + (versions - preceded) + " of " + versions
                        + " versions of registers nobody knows which came before");
        return new Inferred(
                broken,
                findings,
                graph.build(),
                present,
                step -> sources[step],
                loose,
                gaps,
                new RegisterExplainer(log, keys, sources),
                measures);
    }
}
