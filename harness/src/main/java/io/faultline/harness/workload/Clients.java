package io.faultline.harness.workload;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.workload.OperationMix.Operation;
import io.faultline.nemesis.schedule.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * All clients of one trial.
 *
 * <p>Everything they do is drawn from the seed, in a stream of its own for each client, and recorded.
 *
 * <pre>{@code
 * Clients clients = Clients.of(Kind.KEY_VALUE, load, cluster, recorder, seed);
 * clients.start();
 * cluster.runUntil(end);
 * clients.stop();
 * clients.readAll();
 * }</pre>
 */
public final class Clients {
    /** What clients are about. */
    public enum Kind {
        /** One register that is read and written. */
        REGISTER(Mixes::register, Load.REGISTER),
        /** Registers with compare-and-set. */
        CAS_REGISTER(Mixes::casRegister, Load.REGISTER.withKeys(3)),
        /** Many keys: registers with compare-and-set and deletes, lists, sums. */
        KEY_VALUE(Mixes::keyValue, Load.KEYS),
        /** Transactions that read lists and append to them. */
        APPEND(Mixes::append, Load.KEYS.withKeys(5)),
        /** Sets that grow. */
        SET(Mixes::set, Load.REGISTER),
        /** Queues. */
        QUEUE(Mixes::queue, Load.REGISTER.withKeys(2)),
        /** Locks with fencing tokens. */
        LOCK(Mixes::lock, Load.REGISTER.withKeys(3)),
        /** Counters. */
        COUNTER(Mixes::counter, Load.REGISTER.withKeys(3));

        private final Function<Load, OperationMix> mix;
        private final Load load;

        Kind(Function<Load, OperationMix> mix, Load load) {
            this.mix = mix;
            this.load = load;
        }

        /** How much clients do where nothing else is asked for. */
        public Load standardLoad() {
            return load;
        }
    }

    private final Cluster cluster;
    private final HistoryRecorder recorder;
    private final OperationLog log;
    private final OperationMix mix;
    private final List<Client> clients = new ArrayList<>();

    private Clients(Cluster cluster, HistoryRecorder recorder, OperationMix mix) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.log = new OperationLog(recorder, cluster.timeline());
        this.mix = mix;
    }

    /** Clients that do nothing yet. */
    public static Clients of(Kind kind, Load load, Cluster cluster, HistoryRecorder recorder, long seed) {
        Clients all = new Clients(cluster, recorder, kind.mix.apply(load));
        SplittableRandom streams = Seeds.stream(seed, "workload/clients");
        long pinned = Math.round(load.pinned() * load.clients());
        for (int i = 0; i < load.clients(); i++) {
            all.clients.add(new Client(cluster, all.log, load, all.mix, streams.split(), i, i < pinned));
        }
        return all;
    }

    /** Lets them begin, each after a first while of thinking. */
    public void start() {
        clients.forEach(Client::start);
    }

    /** Lets them begin nothing more. */
    public void stop() {
        clients.forEach(Client::stop);
    }

    /**
     * Looks at everything there is, one thing after another, asking the nodes in turn until one answers; each attempt is an
     * operation of its own. Gives up after a bounded time of the cluster. Afterwards nothing more is recorded.
     */
    public void readAll() {
        recorder.phase(cluster.timeline().now(), PhaseEvent.FINAL_READS);
        new FinalReader(cluster, log, mix.finalReads(), mix::asksAgain).readAll();
        log.close();
    }

    /** Looks at these keys in the same way, for clients that a script has played. */
    public static void readAll(Cluster cluster, HistoryRecorder recorder, Collection<String> keys) {
        recorder.phase(cluster.timeline().now(), PhaseEvent.SCRIPTED);
        recorder.phase(cluster.timeline().now(), PhaseEvent.FINAL_READS);
        OperationLog log = new OperationLog(recorder, cluster.timeline());
        List<Operation> reads =
                keys.stream().map(key -> new Operation("read", key, null)).toList();
        new FinalReader(cluster, log, reads, (read, answer) -> false).readAll();
        log.close();
    }
}
