package io.faultline.checkers.linearizability.monitor;

import org.junit.jupiter.api.Test;

/** Goal: what a queue, stack or priority queue can't have given is shown by few calls, and what looks like it is let pass. */
class ContainerMonitorTests {
    private final Verdicts queue = Verdicts.of(new QueueMonitor(true));
    private final Verdicts bag = Verdicts.of(new QueueMonitor(false));
    private final Verdicts stack = Verdicts.of(new StackMonitor());
    private final Verdicts priorities = Verdicts.of(new PriorityQueueMonitor());

    @Test
    void whatWasPutInFirstComesOutFirst() {
        String history = """
                process 0  |-enqueue 1-|  |-enqueue 2-|                  |-dequeue -> 2-|
                process 1                                                                  |-dequeue -> 1-|
                """;
        queue.broken(
                history,
                "got 2, though 1 had been put in before, by the enqueue of process 0 (event 0), and came out only after it",
                "enqueue 1",
                "enqueue 2",
                "dequeue 2",
                "dequeue 1");
        bag.fine(history);
        queue.fine("""
                process 0  |-enqueue 1-|  |-enqueue 2-|                  |-dequeue -> 2-|
                process 1                                                              |-dequeue -> 1-|
                """);
        queue.fine("""
                process 0  |-enqueue 1-|                                 |-dequeue -> 2-|
                process 1            |-enqueue 2-|                                           |-dequeue -> 1-|
                """);
    }

    @Test
    void whatNobodyGotWasNotOvertaken() {
        queue.broken(
                "process 0  |-enqueue 1-|  |-enqueue 2-|  |-dequeue -> 2-|",
                "and had not come out",
                "enqueue 1",
                "enqueue 2",
                "dequeue 2");
        queue.fine("process 0  |-enqueue 1-|  |-enqueue 2-|  |-dequeue -> 1-|");
    }

    @Test
    void aPendingDequeueMayHaveTakenOne() {
        queue.fine("""
                process 0  |-enqueue 1-|  |-enqueue 2-|  |-dequeue -> 2-|
                process 1                                  |-dequeue>
                """);
        queue.broken(
                """
                process 0  |-enqueue 1-|  |-enqueue 2-|  |-enqueue 3-|  |-dequeue -> 3-|
                process 1                                  |-dequeue>
                """,
                "more are missing than dequeues without an end may have taken by then, 2 among them",
                "enqueue 2",
                "enqueue 3",
                "dequeue 3");
        queue.broken("""
                process 0  |-enqueue 1-|  |-enqueue 2-|  |-dequeue -> 2-|
                process 1                                                   |-dequeue>
                """, "had not come out", "enqueue 1", "enqueue 2", "dequeue 2");
    }

    @Test
    void aQueueIsNotEmptyWhileSomethingIsInIt() {
        String history = """
                process 0  |-enqueue 1-|                       |-dequeue -> 1-|
                process 1                 |-dequeue -> null-|
                """;
        for (Verdicts one : new Verdicts[] {queue, bag}) {
            one.broken(
                    history, "found nothing, but all the time 1 was inside", "enqueue 1", "dequeue null", "dequeue 1");
            one.fine(history.replace("                       |-dequeue -> 1-|", "              |-dequeue -> 1-|"));
        }
    }

    @Test
    void whereElementsTakeTurnsItIsNotEmptyEither() {
        String history = """
                process 0  |-enqueue 1-|  |-enqueue 2-|                          |-dequeue -> 2-|
                process 1                     |-dequeue -> null--------------|
                process 2                                   |-dequeue -> 1-|
                """;
        queue.broken(
                history,
                "1, then 2 was inside (it takes more calls than these to show)",
                "enqueue 1",
                "enqueue 2",
                "dequeue null",
                "dequeue 1");
        queue.fine(history.replace("|-enqueue 2-|             ", "|-enqueue 2------------| "));
    }

    @Test
    void anElementComesOutOnceAndNotBeforeItWasPutIn() {
        queue.broken(
                """
                process 0  |-enqueue 1-|  |-dequeue -> 1-|
                process 1                   |-dequeue -> 1-|
                """,
                "and so did the dequeue of process 1 (event 17), but it was put in once",
                "dequeue 1",
                "dequeue 1");
        queue.broken(
                "process 0  |-dequeue -> 1-|  |-enqueue 1-|",
                "was over before the enqueue of process 0 (event 18), which put it in, began",
                "dequeue 1",
                "enqueue 1");
        queue.broken("process 0  |-dequeue -> 1-|", "got 1, which nobody had put in", "dequeue 1");
        queue.declined(
                "process 0  |-enqueue 1-|  |-enqueue 1-|  |-dequeue -> 1-|",
                "1 was put in twice, again by the enqueue");
        queue.fine("process 0  |-enqueue 2-|  |-enqueue 1-|  |-enqueue 1-|  |-dequeue -> 2-|");
        queue.with(java.util.List.of(1L)).declined("process 0  |-dequeue -> 1-|", "is not empty at first");
        queue.declined("process 0  |-peek -> 1-|", "a queue with peek");
    }

    @Test
    void whatIsOnTopComesOffFirst() {
        String history = "process 0  |-push 1-|  |-push 2-|  |-pop -> 1-|  |-pop -> 2-|";
        stack.broken(
                history,
                "got 1, though 2, pushed onto it by the push of process 0 (event 12), came off only after it",
                "push 1",
                "push 2",
                "pop 1",
                "pop 2");
        stack.fine("process 0  |-push 1-|  |-push 2-|  |-pop -> 2-|  |-pop -> 1-|");
        stack.fine("""
                process 0  |-push 1-|             |-pop -> 1-|  |-pop -> 2-|
                process 1         |-push 2-|
                """);
        stack.broken("process 0  |-push 1-|  |-push 2-|  |-pop -> 1-|", "never came off", "push 1", "push 2", "pop 1");
    }

    @Test
    void threeElementsMayContradictEachOtherWhereNoTwoDo() {
        String history = """
                process 0  |-push 5-|
                process 1               |-push 8-|
                process 2               |-push 7----|
                process 3                         |-pop -> 5-----------------|
                process 4                              |-pop -> 8-|
                """;
        stack.broken(
                history,
                "no order of the pushes and pops of 5, 8, 7 has each popped when it is on top",
                "push 5",
                "push 8",
                "pop 5",
                "pop 8");
        stack.fine(history.replace("|-push 7----|", "|-push 7---------|"));
    }

    @Test
    void aStackIsNotEmptyWhileSomethingIsOnIt() {
        stack.broken("process 0  |-push 1-|  |-pop -> null-|", "1 was inside", "push 1", "pop null");
        stack.fine("process 0  |-push 1-|  |-pop -> 1-|  |-pop -> null-|");
    }

    @Test
    void whatAPendingPopMayHaveTakenIsLeftToTheSearch() {
        stack.declined("""
                process 0  |-push 1-|  |-push 2-|  |-pop -> 1-|
                process 1                     |-pop>
                """, "may have taken what nobody got");
        stack.broken("""
                process 0  |-push 1-|  |-push 2-|  |-pop -> 1-|  |-pop -> 2-|  |-push 3-|
                process 1                     |-pop>
                """, "came off only after it", "push 1", "push 2", "pop 1", "pop 2");
    }

    @Test
    void theGreatestComesOutFirst() {
        String history = "process 0  |-insert 1-|  |-insert 2-|  |-poll -> 1-|  |-poll -> 2-|";
        priorities.broken(
                history, "got 1, but all the time a greater one, 2 was inside", "insert 2", "poll 1", "poll 2");
        priorities.fine("process 0  |-insert 1-|  |-insert 2-|  |-poll -> 2-|  |-poll -> 1-|");
        priorities.fine("""
                process 0  |-insert 1-|                |-poll -> 1-|  |-poll -> 2-|
                process 1                |-insert 2-------|
                """);
        priorities.broken("process 0  |-insert 1-|  |-poll -> null-|", "found nothing", "insert 1", "poll null");
        priorities.declined("""
                process 0  |-insert 1-|  |-insert 2-|  |-poll -> 1-|
                process 1                      |-poll>
                """, "may have taken what nobody got");
    }

    @Test
    void greaterOnesMayTakeTurnsToo() {
        priorities.broken(
                """
                process 0  |-insert 1-|  |-insert 3-|  |-insert 2-|                       |-poll -> 2-|
                process 1                                 |-poll -> 1------------------|
                process 2                                                |-poll -> 3-|
                """,
                "a greater one, 3, then 2 was inside (it takes more calls than these to show)",
                "insert 3",
                "insert 2",
                "poll 1",
                "poll 3");
    }
}
