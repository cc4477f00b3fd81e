package io.faultline.node.mutants;

import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.Session;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import java.util.HashMap;
import java.util.Map;

/** C08: only the node that took a request knows it again; served by a state machine that knows none. */
final class C08DuplicatesKnownToLeader extends RaftRules {
    /** A read of what nobody ever writes tells what a repeated write does: nothing. */
    private static final KvOperation NOTHING = new KvOperation.Read("done before");

    private final Map<String, Long> lastSerials = new HashMap<>();

    @Override
    public Payload.Command proposed(Payload.Command command, StateMachine machine) {
        Session session = ((KvCommand) command).session();
        if (session == null) {
            return command;
        }
        Long last = lastSerials.put(session.client(), session.serial());
        return last != null && last == session.serial() ? new KvCommand(NOTHING, null) : command;
    }
}
