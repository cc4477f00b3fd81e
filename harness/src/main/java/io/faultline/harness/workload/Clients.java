package io.faultline.harness.workload;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.workload.OperationMix.Operation;
import io.faultline.nemesis.schedule.Seeds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    /** The phase in which {@link #readAll} asks, as the history calls it. */
    public static final String FINAL_READS = "final-reads";

    /** Far behind the numbers that processes of clients ever reach. */
    private static final long FIRST_READER = 1_000_000_000;

    private static final long FINAL_LIMIT = 20_000_000_000L;
    private static final long ASK_AGAIN_AFTER = 100_000_000;

    /** What clients are about. */
    public enum Kind {
        /** One register that is read and written. */
        REGISTER(Mixes::register, Load.REGISTER),
        /** Registers with compare-and-set. */
        CAS_REGISTER(Mixes::casRegister, Load.REGISTER.withKeys(3)),
        /** Many keys: reads, writes, compare-and-set, lists, deletes. */
        KEY_VALUE(Mixes::keyValue, Load.KEYS),
        /** Transactions that read lists and append to them. */
        APPEND(Mixes::append, Load.KEYS.withKeys(5)),
        /** One set that grows. */
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
    private final OperationMix mix;
    private final List<Client> clients = new ArrayList<>();
    private long readers;

    private Clients(Cluster cluster, HistoryRecorder recorder, OperationMix mix) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.mix = mix;
    }

    /** Clients that do nothing yet. */
    public static Clients of(Kind kind, Load load, Cluster cluster, HistoryRecorder recorder, long seed) {
        Clients all = new Clients(cluster, recorder, kind.mix.apply(load));
        SplittableRandom streams = Seeds.stream(seed, "workload/clients");
        long pinned = Math.round(load.pinned() * load.clients());
        for (int i = 0; i < load.clients(); i++) {
            all.clients.add(new Client(cluster, recorder, load, all.mix, streams.split(), i, i < pinned));
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
     * operation of its own. Gives up after a bounded time of the cluster.
     */
    public void readAll() {
        recorder.phase(cluster.timeline().now(), FINAL_READS);
        Reader reader = new Reader(new ArrayDeque<>(mix.finalReads()));
        reader.ask();
        cluster.runUntil(reader.left::isEmpty, FINAL_LIMIT);
        reader.stopped = true;
    }

    /** The one that looks at the end. */
    private final class Reader {
        private final Deque<Operation> left;
        private int target;
        private boolean stopped;

        Reader(Deque<Operation> left) {
            this.left = left;
        }

        private void ask() {
            if (left.isEmpty() || stopped) {
                return;
            }
            Operation operation = left.peek();
            long process = FIRST_READER + readers++;
            ClientCall call = new ClientCall(operation.f(), operation.key(), operation.value());
            record(OperationType.INVOKE, process, call, call.value());
            cluster.call(cluster.nodes().get(target), call, outcome -> ended(process, operation, call, outcome));
        }

        private void ended(long process, Operation operation, ClientCall call, ClientOutcome<ClientReply> outcome) {
            if (outcome instanceof ClientOutcome.Ok<ClientReply> ok) {
                Object answer = ok.answer().value();
                record(OperationType.OK, process, call, answer);
                if (!mix.asksAgain(operation, answer)) {
                    left.poll();
                }
                ask();
                return;
            }
            record(outcome.type(), process, call, call.value());
            target = next(outcome);
            cluster.timeline().schedule(ASK_AGAIN_AFTER, this::ask);
        }

        private int next(ClientOutcome<ClientReply> outcome) {
            int named = outcome instanceof ClientOutcome.Fail<ClientReply> fail
                    ? fail.hint().map(cluster.nodes()::indexOf).orElse(-1)
                    : -1;
            return named >= 0 ? named : (target + 1) % cluster.nodes().size();
        }

        private void record(OperationType type, long process, ClientCall call, Object value) {
            recorder.operation(cluster.timeline().now(), type, process, call.f(), call.key(), value);
        }
    }
}
