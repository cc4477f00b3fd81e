package io.faultline.checkers;

import io.faultline.checkers.clients.ClientCheckers;
import io.faultline.checkers.election.ElectionCheckers;
import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.LinearizableChecker;
import io.faultline.checkers.replication.ReplicationCheckers;
import io.faultline.checkers.transactions.Transactions;
import io.faultline.checkers.transactions.consistency.Consistency;
import java.util.ArrayList;
import java.util.List;

/** The list of checkers, and how a list of them is run. */
public final class Checkers {

    private Checkers() {}

    /** Every checker of leader election, in the order a report shows them. */
    public static List<Checker> election(ElectionOptions options) {
        return ElectionCheckers.all(options);
    }

    /**
     * Every checker of log replication, in the order a report shows them. They need nodes that report their logs: of any
     * other history all of them say unknown.
     */
    public static List<Checker> replication() {
        return ReplicationCheckers.all();
    }

    /** {@link #clients(History, ClientOptions)} with the usual options. */
    public static List<Checker> clients(History history) {
        return clients(history, ClientOptions.DEFAULT);
    }

    /** The checkers of clients that have something to judge in that history, in the order a report shows them. */
    public static List<Checker> clients(History history, ClientOptions options) {
        return ClientCheckers.of(history, options);
    }

    /**
     * Those of {@link #clients(History, ClientOptions)} that ask whether clients were told the truth, and not how well they
     * were served: for clients whose script may send them where nobody can serve them.
     */
    public static List<Checker> promisesToClients(History history, ClientOptions options) {
        return ClientCheckers.promises(history, options);
    }

    /** {@link #linearizability(History, ClientOptions)} with the usual options. */
    public static List<Checker> linearizability(History history) {
        return linearizability(history, ClientOptions.DEFAULT);
    }

    /**
     * The checker of linearizability, where there are operations to judge. What {@link #clients} find is found by it too, and
     * more; but they tell of each promise whether it is kept, and judge transactions.
     */
    public static List<Checker> linearizability(History history, ClientOptions options) {
        return LinearizableChecker.of(history, options.minOk()).stream().toList();
    }

    /** {@link #transactions(History, ClientOptions)} with the usual options. */
    public static List<Checker> transactions(History history) {
        return transactions(history, ClientOptions.DEFAULT);
    }

    /** The checker of transactions, where there are any: a replicated service owes strict serializability. */
    public static List<Checker> transactions(History history, ClientOptions options) {
        return Transactions.of(history, Consistency.STRICT_SERIALIZABLE, options.minOk());
    }

    /**
     * Runs each checker over the history, in order.
     *
     * <p>A checker that throws judged nothing: its verdict is unknown and carries the error's text, so that a defect of
     * ours is neither a violation nor a pass. That includes a stack overflow, which is the checker's own doing and over
     * once it is caught. Any other error of the virtual machine (no memory, internal) is thrown on: after it no further
     * verdict of this process could be trusted.
     */
    public static Judgement run(History history, List<Checker> checkers) {
        List<Verdict> verdicts = new ArrayList<>(checkers.size());
        for (Checker checker : checkers) {
            verdicts.add(check(history, checker));
        }
        return Judgement.of(verdicts);
    }

    private static Verdict check(History history, Checker checker) {
        try {
            return checker.check(history);
        } catch (StackOverflowError error) {
            return crashed(checker, error);
        } catch (VirtualMachineError error) {
            throw error;
        } catch (RuntimeException | Error error) {
            return crashed(checker, error);
        }
    }

    private static Verdict crashed(Checker checker, Throwable error) {
        return Verdict.unknown(checker.name(), "the checker itself failed: " + error);
    }
}
