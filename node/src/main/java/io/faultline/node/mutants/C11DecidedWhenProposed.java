package io.faultline.node.mutants;

import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import java.util.Objects;

/** C11: the leader compares when it proposes, so that what comes between is overwritten. */
final class C11DecidedWhenProposed extends RaftRules {
    @Override
    public Payload.Command proposed(Payload.Command command, StateMachine machine) {
        KvCommand asked = (KvCommand) command;
        if (!(asked.operation() instanceof KvOperation.CompareAndSet cas)) {
            return command;
        }
        StateMachine.Result now = machine.query(new KvCommand(new KvOperation.Read(cas.key()), null));
        boolean holds = now instanceof KvResult.Ok ok && Objects.equals(ok.value(), cas.expected());
        return holds ? new KvCommand(new KvOperation.Write(cas.key(), cas.value()), asked.session()) : command;
    }
}
