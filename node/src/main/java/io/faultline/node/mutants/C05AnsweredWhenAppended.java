package io.faultline.node.mutants;

import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import java.util.Optional;

/** C05: a write or an append is answered when it stands in the leader's log. */
final class C05AnsweredWhenAppended extends RaftRules {
    @Override
    public Optional<StateMachine.Result> answerWhenAppended(Payload.Command command, StateMachine machine) {
        KvOperation operation = ((KvCommand) command).operation();
        boolean tellsNothing = operation instanceof KvOperation.Write || operation instanceof KvOperation.Append;
        return tellsNothing ? Optional.of(new KvResult.Ok(null)) : Optional.empty();
    }
}
