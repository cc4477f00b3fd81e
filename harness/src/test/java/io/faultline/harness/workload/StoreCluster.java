package io.faultline.harness.workload;

import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.NodeView;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A cluster without nodes: one linearizable store in memory, a name for each node, one of which leads, and a fate for each
 * call, under virtual time.
 */
final class StoreCluster implements Cluster {
    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    /** How long a call takes, there and back. */
    static final long LATENCY = 2 * MS;

    /** What becomes of a call. */
    enum Fate {
        /** The leader answers it, others name the leader. */
        ANSWERED,
        /** Refused by whoever gets it, and nobody is named. */
        REFUSED,
        /** Nobody gets it, and nobody answers. */
        LOST,
        /** The leader does it, and the answer is lost. */
        UNANSWERED
    }

    /** A call as it was sent. */
    record Sent(long time, String node, ClientCall call) {}

    private record Task(long time, long order, Runnable run) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
        }
    }

    private record Done(long serial, ClientOutcome<ClientReply> outcome) {}

    private final List<String> nodes;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, List<Object>> lists = new HashMap<>();
    private final Map<String, Deque<Object>> queues = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, Long> tokens = new HashMap<>();
    private final Map<String, Done> sessions = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private Function<Sent, Fate> fates = call -> Fate.ANSWERED;
    private String leader = "n1";
    private boolean hints = true;
    private boolean endless;
    private long lastToken;
    private long answerWithin = 500 * MS;
    private long now;
    private long order;

    StoreCluster(int size) {
        nodes = IntStream.rangeClosed(1, size).mapToObj(i -> "n" + i).toList();
    }

    StoreCluster fated(Function<Sent, Fate> fate) {
        fates = fate;
        return this;
    }

    StoreCluster ledBy(String node) {
        leader = node;
        return this;
    }

    StoreCluster withoutHints() {
        hints = false;
        return this;
    }

    /** Calls without an answer are given up only after so long. */
    StoreCluster patientFor(long nanos) {
        answerWithin = nanos;
        return this;
    }

    /** From now on elements stay in their queue. */
    StoreCluster withEndlessQueues() {
        endless = true;
        return this;
    }

    /** Every call so far, in order. */
    List<Sent> sent() {
        return sent;
    }

    /** What stands in a list. */
    List<Object> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    /** Nobody has any lock any more. */
    void freeLocks() {
        holders.clear();
    }

    @Override
    public List<String> nodes() {
        return nodes;
    }

    @Override
    public Timeline timeline() {
        return new Timeline() {
            @Override
            public long now() {
                return now;
            }

            @Override
            public void schedule(long delayNanos, Runnable task) {
                tasks.add(new Task(now + delayNanos, order++, task));
            }
        };
    }

    @Override
    public void call(String node, ClientCall call, Consumer<ClientOutcome<ClientReply>> done) {
        Sent one = new Sent(now, node, call);
        sent.add(one);
        Fate fate = fates.apply(one);
        switch (fate) {
            case ANSWERED ->
                timeline().schedule(LATENCY / 2, () -> {
                    ClientOutcome<ClientReply> outcome = served(node, call);
                    timeline().schedule(LATENCY / 2, () -> done.accept(outcome));
                });
            case REFUSED -> timeline().schedule(LATENCY, () -> done.accept(new ClientOutcome.Fail<>("too busy")));
            case LOST, UNANSWERED -> {
                if (fate == Fate.UNANSWERED) {
                    timeline().schedule(LATENCY / 2, () -> served(node, call));
                }
                timeline().schedule(answerWithin, () -> done.accept(unanswered(call)));
            }
            default -> throw new AssertionError(fate);
        }
    }

    private static ClientOutcome<ClientReply> unanswered(ClientCall call) {
        return changes(call) ? new ClientOutcome.Info<>("no answer") : new ClientOutcome.Fail<>("no answer");
    }

    private static boolean changes(ClientCall call) {
        return call.f().equals("txn")
                ? ((List<?>) call.value())
                        .stream().anyMatch(step -> !((List<?>) step).get(0).equals("r"))
                : !call.f().equals("read");
    }

    private ClientOutcome<ClientReply> served(String node, ClientCall call) {
        if (!node.equals(leader)) {
            return new ClientOutcome.Fail<>("not leader", Optional.of(leader).filter(named -> hints));
        }
        Done before = call.client() == null ? null : sessions.get(call.client());
        if (before != null && before.serial() == call.serial()) {
            return before.outcome();
        } else if (call.client() != null && call.serial() != (before == null ? 1 : before.serial() + 1)) {
            return ClientOutcome.Fail.decided("serial " + call.serial() + " is out of order");
        }
        ClientOutcome<ClientReply> outcome = done(call);
        if (call.client() != null) {
            sessions.put(call.client(), new Done(call.serial(), outcome));
        }
        return outcome;
    }

    private ClientOutcome<ClientReply> done(ClientCall call) {
        String key = call.key();
        return switch (call.f()) {
            case "read" -> ok(read(key));
            case "write" -> {
                values.put(key, call.value());
                yield ok(null);
            }
            case "cas" -> {
                List<?> pair = (List<?>) call.value();
                yield pair.get(0).equals(values.get(key))
                        ? ok(values.put(key, pair.get(1)))
                        : ClientOutcome.Fail.decided("another value");
            }
            case "delete" -> ok(values.remove(key));
            case "add" -> ok(values.merge(key, call.value(), (a, b) -> (Long) a + (Long) b));
            case "append" -> ok(append(key, call.value()));
            case "enqueue" -> ok(queue(key).add(call.value()));
            case "dequeue" -> ok(endless ? queue(key).peek() : queue(key).poll());
            case "acquire" -> acquire(key, (String) call.value());
            case "release" -> holders.remove(key, call.value()) ? ok(null) : ClientOutcome.Fail.decided("not held");
            case "txn" ->
                ok(((List<?>) call.value())
                        .stream().map(step -> step((List<?>) step)).toList());
            default -> throw new AssertionError("no operation " + call.f());
        };
    }

    private static ClientOutcome<ClientReply> ok(Object value) {
        return new ClientOutcome.Ok<>(new ClientReply(value));
    }

    private Object read(String key) {
        return lists.containsKey(key) ? List.copyOf(lists.get(key)) : values.get(key);
    }

    private Object append(String key, Object element) {
        lists.computeIfAbsent(key, anew -> new ArrayList<>()).add(element);
        return null;
    }

    /** Whoever asks again for what it has gets the same token again. */
    private ClientOutcome<ClientReply> acquire(String lock, String owner) {
        String holder = holders.putIfAbsent(lock, owner);
        if (holder == null) {
            tokens.put(lock, ++lastToken);
        }
        return holder == null || holder.equals(owner)
                ? ok(tokens.get(lock))
                : ClientOutcome.Fail.decided("held by " + holder);
    }

    private Deque<Object> queue(String key) {
        return queues.computeIfAbsent(key, anew -> new ArrayDeque<>());
    }

    private List<Object> step(List<?> step) {
        List<Object> told = new ArrayList<>(step);
        String key = (String) step.get(1);
        if (step.get(0).equals("r")) {
            told.set(2, read(key));
        } else {
            append(key, step.get(2));
        }
        return told;
    }

    @Override
    public void start() {}

    @Override
    public void runUntil(long instant) {
        while (!tasks.isEmpty() && tasks.peek().time() <= instant) {
            next();
        }
        now = Math.max(now, instant);
    }

    @Override
    public boolean runUntil(BooleanSupplier condition, long timeoutNanos) {
        long limit = now + timeoutNanos;
        while (!condition.getAsBoolean() && !tasks.isEmpty() && tasks.peek().time() <= limit) {
            next();
        }
        boolean holds = condition.getAsBoolean();
        now = holds ? now : Math.max(now, limit);
        return holds;
    }

    private void next() {
        Task task = tasks.poll();
        now = task.time();
        task.run().run();
    }

    @Override
    public FaultInjector faults() {
        throw new UnsupportedOperationException("nothing hurts this cluster but the fates of calls");
    }

    @Override
    public Optional<NodeView> view(String node) {
        return Optional.empty();
    }

    @Override
    public void startCommand(String node, String command, Consumer<ClientOutcome<StartReply>> done) {
        throw new UnsupportedOperationException("clients of a workload start no command");
    }

    @Override
    public void readStatus(String node, Consumer<ClientOutcome<StatusReply>> done) {
        throw new UnsupportedOperationException("clients of a workload ask for no status");
    }

    @Override
    public void close() {}
}
