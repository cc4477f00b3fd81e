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
 * <p>A request that the loop never took in, or that only reads, fails when the node ends; one that may be in the log is
 * answered as unknown.
 */
final class PendingRequests {
    private final BlockingQueue<Input> inbox;
    private final Map<Long, CompletableFuture<StartAnswer>> starts = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Answer>> others = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private volatile boolean ended;

    PendingRequests(BlockingQueue<Input> inbox) {
        this.inbox = inbox;
    }

    CompletableFuture<StartAnswer> start(LongFunction<Input> request) {
        return ask(starts, request);
    }

    CompletableFuture<Answer> ask(LongFunction<Input> request) {
        return ask(others, request);
    }

    private <T> CompletableFuture<T> ask(Map<Long, CompletableFuture<T>> waiting, LongFunction<Input> request) {
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
        complete(others.remove(answer.id()), answer);
    }

    private static <T> void complete(CompletableFuture<T> waiting, T answer) {
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    /** The loop has ended; nobody will answer any more. */
    void end() {
        ended = true;
        fail(starts);
        for (Long id : others.keySet()) {
            complete(others.remove(id), new Answer.Unknown(id, "the node has ended"));
        }
    }

    private static <T> void fail(Map<Long, CompletableFuture<T>> waiting) {
        for (Long id : waiting.keySet()) {
            CompletableFuture<T> answer = waiting.remove(id);
            if (answer != null) {
                answer.completeExceptionally(new RejectedExecutionException("the node has ended"));
            }
        }
    }
}
