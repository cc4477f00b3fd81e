package io.faultline.node.raft;

import java.util.Optional;

/** Changes of members, one at a time (dissertation §4.1), and the hand-over of leadership (§3.10), at one leader. */
final class MemberChanges {
    private record Transfer(long id, NodeId to, long deadline) {}

    private final ServerState state;
    private final Leadership leadership;
    private final long term;
    private Transfer transfer;

    MemberChanges(ServerState state, Leadership leadership) {
        this.state = state;
        this.leadership = leadership;
        this.term = state.hard.term();
    }

    /** Whether leadership is being handed over, so that the log must rest. */
    boolean isHandingOver() {
        return transfer != null;
    }

    /**
     * Takes a wish for a change.
     *
     * @return the index of the entry that will make it, or empty when it was answered already
     */
    Optional<Long> request(Input.Reconfigure wish) {
        String objection = objection(wish);
        if (objection != null) {
            state.turn.answer(new Answer.Refused(wish.id(), objection));
            return Optional.empty();
        }
        if (wish.change() == Input.Change.TRANSFER) {
            transfer = new Transfer(
                    wish.id(), wish.node(), state.turn.now + state.timing().electionTimeoutMax());
            onProgress(leadership.progress(wish.node()));
            return Optional.empty();
        }
        return Optional.of(leadership.append(new Payload.ConfigChange(changed(wish))));
    }

    private String objection(Input.Reconfigure wish) {
        if (transfer != null) {
            return "leadership is being handed over to " + transfer.to();
        }
        if (wish.change() == Input.Change.TRANSFER) {
            return transferObjection(wish.node());
        }
        if (state.rules.changeNeedsOwnCommit() && state.commit < leadership.firstEntry()) {
            return "this leader has committed nothing of its own term yet; ask again soon";
        }
        if (state.rules.changesOneAtATime() && state.members.index() > state.commit) {
            return "the change of members at entry " + state.members.index() + " is not committed yet; ask again soon";
        }
        if (!state.votes()) {
            return state.self() + " was removed and leads no longer than this turn; ask another node";
        }
        return memberObjection(wish);
    }

    private String transferObjection(NodeId to) {
        if (to.equals(state.self())) {
            return to + " leads already";
        }
        return state.members.votes(to) ? null : to + " is no voter and can't lead";
    }

    private String memberObjection(Input.Reconfigure wish) {
        Configuration current = state.members.current();
        NodeId node = wish.node();
        boolean votes = current.voters().contains(node);
        boolean learns = current.learners().contains(node);
        return switch (wish.change()) {
            case ADD_LEARNER ->
                votes || learns
                        ? node + " is a member already"
                        : state.config.members().contains(node)
                                ? null
                                : node + " is not among the nodes whose addresses this node knows";
            case PROMOTE ->
                !learns
                        ? node + " is no learner"
                        : state.rules.learnerIsReady(leadership.progress(node).match, state.commit)
                                ? null
                                : node + " has not caught up yet; ask again soon";
            case REMOVE ->
                !votes && !learns
                        ? node + " is no member"
                        : votes && current.voters().size() == 1 ? node + " is the last voter" : null;
            case TRANSFER -> throw new IllegalArgumentException("a transfer changes no members");
        };
    }

    private Configuration changed(Input.Reconfigure wish) {
        Configuration current = state.members.current();
        NodeId node = wish.node();
        return switch (wish.change()) {
            case ADD_LEARNER ->
                new Configuration(current.voters(), current.learners().with(node));
            case PROMOTE ->
                new Configuration(
                        current.voters().with(node), current.learners().without(node));
            default ->
                new Configuration(
                        current.voters().without(node), current.learners().without(node));
        };
    }

    /** A follower's log has grown: once it is whole, the one that leadership goes to is asked to campaign. */
    void onProgress(Progress follower) {
        if (transfer != null && follower.peer.equals(transfer.to()) && follower.match == state.log.lastIndex()) {
            leadership.reads().giveUpLease();
            state.send(follower.peer, new Message.TimeoutNow(state.self(), term));
        }
    }

    long deadline() {
        return transfer == null ? Long.MAX_VALUE : transfer.deadline();
    }

    void onDeadline() {
        if (transfer != null && state.turn.now >= transfer.deadline()) {
            state.turn.answer(new Answer.Refused(
                    transfer.id(), transfer.to() + " did not take over in time; " + state.self() + " leads on"));
            transfer = null;
        }
    }

    /** The node leads no more, which is what a transfer was for, if a later term is the reason. */
    void end() {
        if (transfer != null) {
            state.turn.answer(
                    state.hard.term() > term
                            ? new Answer.Changed(transfer.id(), 0)
                            : new Answer.Unknown(
                                    transfer.id(),
                                    state.self() + " leads no more, and does not know whether " + transfer.to()
                                            + " takes over"));
            transfer = null;
        }
    }
}
