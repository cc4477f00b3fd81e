package io.faultline.node.process;

import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.StartAnswer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Requests of clients that wait for the loop's answers. Any thread may ask; the loop's thread answers.
 *
 * <p>What the loop never took in fails with a {@link RejectedExecutionException}: it certainly was not begun. When the
 * node ends, a request that may be in a log by then is answered as unknown, and one that only reads is rejected; a start,
 * whose answer has no word for that, fails with an {@link IllegalStateException}.
 */
final class PendingRequests {
    private static final String ENDED = "the node has ended";

    private final BlockingQueue<Input> inbox;
    private final Map<Long, CompletableFuture<StartAnswer>> starts = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Answer>> reads = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Answer>> changes = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private volatile boolean ended;

    PendingRequests(BlockingQueue<Input> inbox) {
        this.inbox = inbox;
    }

    CompletableFuture<StartAnswer> start(LongFunction<Input> request) {
        return ask(starts, request);
    }

    /** Asks for what changes nothing. */
    CompletableFuture<Answer> read(LongFunction<Input> request) {
        return ask(reads, request);
    }

    /** Asks for what may have its effect also when nobody is left to say so. */
    CompletableFuture<Answer> change(LongFunction<Input> request) {
        return ask(changes, request);
    }

    private <T> CompletableFuture<T> ask(Map<Long, CompletableFuture<T>> waiting, LongFunction<Input> request) {
        if (ended) {
            return CompletableFuture.failedFuture(new RejectedExecutionException(ENDED));
        }
        long id = lastId.incrementAndGet();
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        if (!inbox.offer(request.apply(id))) {
            waiting.remove(id);
            answer.completeExceptionally(new RejectedExecutionException("the node has too much to do"));
        } else if (ended) {
            end();
        }
        return answer;
    }

    void answered(StartAnswer answer) {
        complete(starts.remove(answer.id()), answer);
    }

    void answered(Answer answer) {
        CompletableFuture<Answer> change = changes.remove(answer.id());
        complete(change == null ? reads.remove(answer.id()) : change, answer);
    }

    private static <T> void complete(CompletableFuture<T> waiting, T answer) {
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    /** The loop has ended; nobody will answer any more. */
    void end() {
        ended = true;
        fail(starts, new IllegalStateException(ENDED));
        fail(reads, new RejectedExecutionException(ENDED));
        for (Long id : changes.keySet()) {
            complete(changes.remove(id), new Answer.Unknown(id, ENDED));
        }
    }

    private static <T> void fail(Map<Long, CompletableFuture<T>> waiting, RuntimeException why) {
        for (Long id : waiting.keySet()) {
            CompletableFuture<T> answer = waiting.remove(id);
            if (answer != null) {
                answer.completeExceptionally(why);
            }
        }
    }
}
