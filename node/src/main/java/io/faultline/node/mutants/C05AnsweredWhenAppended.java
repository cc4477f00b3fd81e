package io.faultline.node.mutants;

import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** C05: a write or an append is answered when it stands in the leader's log, and so is a transaction of only these. */
final class C05AnsweredWhenAppended extends RaftRules {
    @Override
    public Optional<StateMachine.Result> answerWhenAppended(Payload.Command command, StateMachine machine) {
        KvOperation operation = ((KvCommand) command).operation();
        if (operation instanceof KvOperation.Transaction transaction) {
            List<KvOperation> steps = transaction.steps();
            return steps.stream().allMatch(C05AnsweredWhenAppended::tellsNothing)
                    ? Optional.of(new KvResult.Ok(Collections.nCopies(steps.size(), null)))
                    : Optional.empty();
        }
        return tellsNothing(operation) ? Optional.of(KvResult.Ok.NOTHING) : Optional.empty();
    }

    private static boolean tellsNothing(KvOperation operation) {
        return operation instanceof KvOperation.Write || operation instanceof KvOperation.Append;
    }
}
