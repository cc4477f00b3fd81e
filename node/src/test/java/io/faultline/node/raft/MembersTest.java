package io.faultline.node.raft;

import static io.faultline.node.raft.Input.Change.ADD_LEARNER;
import static io.faultline.node.raft.Input.Change.PROMOTE;
import static io.faultline.node.raft.Input.Change.REMOVE;
import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Logs.empty;
import static io.faultline.node.testing.Logs.ofTerms;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.N4;
import static io.faultline.node.testing.Probe.N5;
import static io.faultline.node.testing.Probe.append;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.mutants.Variants;
import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.Logs;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes of members, one at a time (dissertation §4.1 to §4.2). */
class MembersTest {
    private static final Features PLAIN = Features.DEFAULT.withPreVote(false);

    // ---- what a leader takes on ----

    @Test
    void aChangeIsInForceAtTheLeaderAtOnceAndAnsweredWhenItIsApplied() {
        Probe leader = leader(3).step(change(7, REMOVE, N3));
        assertThat(leader.status().configuration()).isEqualTo(voters(N1, N2));
        assertThat(leader.saidTo(N3)).as("it is not even told").isEmpty();
        leader.hear(holds(N2, 1, 2));
        assertThat(leader.effects().answers()).isEmpty();
        assertThat(leader.apply().effects().answers()).containsExactly(new Answer.Changed(7, 2));
    }

    @Test
    void aLeaderThatCommittedNothingOfItsTermTakesNoChange() {
        Probe leader = new Probe(3, new RaftRules(), PLAIN, Logs.stored(1, ofTerms(1, 1)))
                .expire()
                .hear(vote(N2, 2));
        assertRefused(leader, change(7, REMOVE, N3), "of its own term");
        leader.hear(holds(N2, 2, 3));
        assertThat(leader.step(change(8, REMOVE, N3)).effects().answers()).isEmpty();
    }

    @Test
    void oneChangeWaitsUntilTheOneBeforeIsCommitted() {
        Probe leader = leader(5).step(change(7, REMOVE, N5));
        assertRefused(leader, change(8, REMOVE, N4), "entry 2 is not committed yet");
        leader.hear(holds(N2, 1, 2));
        assertRefused(leader, change(9, REMOVE, N4), "entry 2 is not committed yet");
        leader.hear(holds(N3, 1, 2));
        assertThat(leader.step(change(10, REMOVE, N4)).effects().answers()).isEmpty();
    }

    @Test
    void changesThatMakeNoSenseAreRefused() {
        assertRefused(leader(3), change(7, ADD_LEARNER, N2), "n2 is a member already");
        assertRefused(leader(3), change(7, ADD_LEARNER, N4), "n4 is not among the nodes");
        assertRefused(leader(3), change(7, PROMOTE, N2), "n2 is no learner");
        assertRefused(leader(3), change(7, REMOVE, N4), "n4 is no member");
        Probe alone =
                new Probe(1, new RaftRules(), PLAIN, Stored.NOTHING).expire().expire();
        assertRefused(alone.apply(), change(7, REMOVE, N1), "n1 is the last voter");
        Probe follower = new Probe(3, new RaftRules(), PLAIN, Stored.NOTHING).hear(Probe.heartbeat(N2, 1));
        assertThat(follower.step(change(7, REMOVE, N3)).effects().answers())
                .containsExactly(new Answer.NotLeader(7, Optional.of(N2)));
    }

    @Test
    void aLearnerGetsTheLogAndCountsForNothingUntilItHasCaughtUpAndIsPromoted() {
        Probe leader =
                leader(3).step(change(7, REMOVE, N3)).hear(holds(N2, 1, 2)).apply();
        leader.step(change(8, ADD_LEARNER, N3)).hear(holds(N3, 1, 3));
        assertThat(leader.status().commit())
                .as("a learner's copy does not count")
                .isEqualTo(2);
        leader.hear(holds(N2, 1, 3)).apply();
        assertThat(leader.status().commit()).isEqualTo(3);
        leader.step(propose(1)).hear(holds(N2, 1, 4)).apply();
        assertRefused(leader, change(9, PROMOTE, N3), "n3 has not caught up yet");
        leader.hear(holds(N3, 1, 4)).step(change(10, PROMOTE, N3));
        assertThat(leader.status().configuration()).isEqualTo(voters(N1, N2, N3));
        leader.hear(holds(N3, 1, 5));
        assertThat(leader.status().commit()).isEqualTo(5);
    }

    @Test
    void aLeaderOutsideTheNewConfigurationLeadsUntilItIsCommittedAndDoesNotCountItself() {
        Probe leader = leader(3).step(change(7, REMOVE, N1)).hear(holds(N2, 1, 2));
        assertThat(leader.status().commit()).as("n2 alone is half of n2, n3").isEqualTo(1);
        assertThat(leader.status().role()).isEqualTo(Role.LEADER);
        leader.hear(holds(N3, 1, 2)).apply();
        assertThat(leader.effects().answers()).containsExactly(new Answer.Changed(7, 2));
        assertThat(leader.status().role()).isEqualTo(Role.FOLLOWER);
        for (int i = 0; i < 5; i++) {
            assertThat(leader.expire().said()).as("it campaigns no more").isEmpty();
        }
    }

    @Test
    void aLeaderThatWasRemovedTellsThoseWhoWaitThatItWillNotLearnWhatBecameOfTheirs() {
        Probe leader = leader(3).step(change(7, REMOVE, N1)).step(propose(8)).step(new Input.Read(9, new Word("?")));
        leader.hear(holds(N2, 1, 2)).hear(holds(N3, 1, 2)).apply();
        assertThat(leader.status().role()).isEqualTo(Role.FOLLOWER);
        assertThat(leader.effects().answers()).hasSize(3).anySatisfy(answer -> {
            assertThat(answer).isInstanceOf(Answer.Unknown.class);
            assertThat(answer.id()).isEqualTo(8);
        });
    }

    @Test
    void aLeaderThatWasRemovedTakesNoFurtherChangeInTheTurnInWhichItLearnsThat() {
        Probe leader = leader(3).step(change(7, REMOVE, N1)).hear(holds(N2, 1, 2));
        leader.step(new Input.Received(holds(N3, 1, 2)), change(8, ADD_LEARNER, N1));
        assertThat(leader.effects().answers()).singleElement().isInstanceOf(Answer.Refused.class);
        assertThat(leader.apply().status().role()).isEqualTo(Role.FOLLOWER);
    }

    // ---- what a node makes of its log ----

    @Test
    void aConfigurationHoldsFromTheLogOnAndEndsWhenItsEntryGoes() {
        Probe probe = new Probe(3, new RaftRules(), PLAIN, Logs.stored(1, ofTerms(1)));
        probe.hear(append(N2, 1, new LogTail(1, 1), 0, entryOf(1, voters(N1, N2)), empty(1)));
        assertThat(probe.status().configuration()).isEqualTo(voters(N1, N2));
        assertThat(probe.facts()).contains(new Fact.ConfigChanged(2, voters(N1, N2)));
        probe.hear(append(N3, 2, new LogTail(1, 1), 0, empty(2)));
        assertThat(probe.status().configuration()).isEqualTo(voters(N1, N2, N3));
        assertThat(probe.facts()).contains(new Fact.ConfigChanged(0, voters(N1, N2, N3)));
    }

    @Test
    void itIsTheLogsConfigurationAlsoAfterARestart() {
        Probe probe = new Probe(
                3,
                new RaftRules(),
                PLAIN,
                Logs.stored(1, empty(1), entryOf(1, voters(N2, N3)), entryOf(1, voters(N3))));
        assertThat(probe.status().configuration()).isEqualTo(voters(N3));
        probe.hear(append(N2, 2, new LogTail(2, 1), 0, empty(2)));
        assertThat(probe.status().configuration()).isEqualTo(voters(N2, N3));
    }

    @Test
    void whoFindsItselfRemovedKeepsItsLogUnlessItIsM06() {
        Stored disk = Logs.stored(1, empty(1), entryOf(1, voters(N2, N3)), empty(1));
        assertThat(new Probe(3, new RaftRules(), PLAIN, disk).status().log()).isEqualTo(new LogTail(3, 1));
        RaftRules m06 = Variants.named("M06").orElseThrow().rules().get();
        assertThat(new Probe(3, m06, PLAIN, disk).status().log()).isEqualTo(LogTail.EMPTY);
        Stored member = Logs.stored(1, empty(1), entryOf(1, voters(N1, N2)), empty(1));
        assertThat(new Probe(3, m06, PLAIN, member).status().log()).isEqualTo(new LogTail(3, 1));
    }

    @Test
    void votesOfThoseWhoAreNoMembersAreNotCountedAndNotAskedFor() {
        Probe candidate = new Probe(5, new RaftRules(), PLAIN, Logs.stored(1, entryOf(1, voters(N1, N2, N3)))).expire();
        assertThat(candidate.said()).extracting(Envelope::to).containsExactly(N2, N3);
        candidate.hear(vote(N4, 2)).hear(vote(N5, 2));
        assertThat(candidate.status().role()).isEqualTo(Role.CANDIDATE);
        assertThat(candidate.hear(vote(N3, 2)).status().role()).isEqualTo(Role.LEADER);
    }

    @Test
    void learnersAreNotAskedForTheirVotes() {
        Configuration learning = new Configuration(NodeSet.of(N1, N2), NodeSet.of(N3));
        Probe candidate = new Probe(3, new RaftRules(), PLAIN, Logs.stored(1, entryOf(1, learning))).expire();
        assertThat(candidate.said()).extracting(Envelope::to).containsExactly(N2);
        assertThat(candidate.hear(vote(N3, 2)).status().role()).isEqualTo(Role.CANDIDATE);
    }

    @Test
    void aLearnerDoesNotCampaignButGivesItsVoteToWhoeverAsks() {
        Configuration learning = new Configuration(NodeSet.of(N2, N3), NodeSet.of(N1));
        Probe learner = new Probe(3, new RaftRules(), PLAIN, Logs.stored(1, entryOf(1, learning)));
        for (int i = 0; i < 5; i++) {
            assertThat(learner.expire().said()).isEmpty();
        }
        learner.hear(new Message.RequestVote(N2, 2, new LogTail(1, 1), false, false));
        assertThat(learner.reply())
                .as("it may have been promoted, and not know it yet (dissertation §4.1)")
                .isEqualTo(new Message.VoteReply(N1, 2, 2, true, false));
    }

    // ---- a leader that removes itself and is needed all the same (dissertation §4.2.2, Figure 4.6) ----

    @Test
    void whoIsNotInItsNewestConfigurationCampaignsUntilItKnowsThatToBeCommittedWithoutCountingItself() {
        Stored disk = Logs.stored(1, empty(1), entryOf(1, voters(N2, N3)));
        Probe probe = new Probe(3, new RaftRules(), PLAIN, disk).expire();
        assertThat(probe.said()).extracting(Envelope::to).containsExactly(N2, N3);
        probe.hear(vote(N2, 2));
        assertThat(probe.status().role()).as("n2 alone is half of n2, n3").isEqualTo(Role.CANDIDATE);
        probe.hear(vote(N3, 2));
        assertThat(probe.status().role()).isEqualTo(Role.LEADER);
        assertThat(probe.facts()).contains(new Fact.Leader(NodeSet.of(N2, N3)));
        probe.hear(holds(N2, 2, 3)).hear(holds(N3, 2, 3)).apply();
        assertThat(probe.status().role()).as("now it is committed").isEqualTo(Role.FOLLOWER);
        assertThat(probe.expire().said()).isEmpty();
    }

    @Test
    void aLeaderThatDiesWhileItRemovesItselfDoesNotLeaveTheClusterWithoutOne() {
        for (long seed = 0; seed < 20; seed++) {
            LittleCluster cluster =
                    LittleCluster.replicating(2, seed, Features.DEFAULT).startAll();
            NodeId leader = cluster.awaitLeader();
            NodeId other = leader.equals(N1) ? N2 : N1;
            cluster.run(50 * MS);
            cluster.crashWhenWriting(leader, 9);
            cluster.isolate(leader);
            cluster.ask(leader, change(7, REMOVE, leader));
            cluster.run(10 * MS);
            cluster.healAll();
            cluster.start(leader);
            assertThat(cluster.await(5_000 * MS, c -> other.equals(c.leader())))
                    .as("seed %d", seed)
                    .isTrue();
            cluster.ask(other, propose(1));
            cluster.run(200 * MS);
            assertThat(cluster.words(other)).as("seed %d", seed).containsExactly("w1");
            assertThat(cluster.status(other).configuration())
                    .as("seed %d", seed)
                    .isEqualTo(voters(other));
        }
    }

    // ---- together ----

    @Test
    void aClusterGrowsFromOneNodeToFiveAndShrinksToAnotherOneWhileCommandsGoOn() {
        for (long seed = 0; seed < 10; seed++) {
            LittleCluster cluster = LittleCluster.replicating(
                            5, seed, Features.DEFAULT.withLimits(Features.Limits.DEFAULT.withSnapshotEntries(7)))
                    .voters(N1)
                    .startAll();
            cluster.await(2_000 * MS, c -> c.leader() != null);
            List<String> said = new ArrayList<>();
            for (NodeId node : List.of(N2, N3, N4, N5)) {
                changed(cluster, said, ADD_LEARNER, node);
                changed(cluster, said, PROMOTE, node);
            }
            assertThat(cluster.status(N5).configuration()).isEqualTo(voters(N1, N2, N3, N4, N5));
            for (NodeId node : List.of(N1, N2, N4, N3)) {
                changed(cluster, said, REMOVE, node);
            }
            assertThat(cluster.status(N5).configuration()).isEqualTo(voters(N5));
            assertThat(cluster.words(N5)).as("seed %d", seed).containsExactlyElementsOf(said);
        }
    }

    @Test
    void aNodeThatWasRemovedUnawareDoesNotDisturbTheOthers() {
        LittleCluster cluster =
                LittleCluster.replicating(4, 3, Features.DEFAULT).startAll();
        NodeId leader = cluster.awaitLeader();
        NodeId removed = cluster.members().get(leader.number() % 4);
        cluster.run(50 * MS);
        cluster.ask(leader, change(7, REMOVE, removed));
        cluster.run(5_000 * MS);
        assertThat(cluster.answers.get(7L)).isInstanceOf(Answer.Changed.class);
        assertThat(cluster.status(removed).role()).isEqualTo(Role.PRE_CANDIDATE);
        assertThat(cluster.leader()).isEqualTo(leader);
        assertThat(cluster.reports(Fact.Leader.class)).hasSize(1);
    }

    @Test
    void aChangeOnACutOffLeaderIsUndoneWhenItHearsOfAnother() {
        for (long seed = 0; seed < 20; seed++) {
            LittleCluster cluster =
                    LittleCluster.replicating(4, seed, Features.DEFAULT).startAll();
            NodeId old = cluster.awaitLeader();
            cluster.run(50 * MS);
            cluster.isolate(old);
            cluster.ask(old, change(7, REMOVE, cluster.members().get(old.number() % 4)));
            assertThat(cluster.status(old).configuration().voters().size()).isEqualTo(3);
            cluster.run(3_000 * MS);
            cluster.healAll();
            cluster.run(1_000 * MS);
            assertThat(cluster.status(old).configuration()).as("seed %d", seed).isEqualTo(voters(N1, N2, N3, N4));
            assertThat(cluster.answers.get(7L)).as("seed %d", seed).isInstanceOf(Answer.Unknown.class);
        }
    }

    /** Asks for the change until it is made, with a command before and after. */
    private static void changed(LittleCluster cluster, List<String> said, Input.Change change, NodeId node) {
        command(cluster, said);
        for (int i = 0; i < 60; i++) {
            long id = 1000L + cluster.answers.size();
            cluster.ask(cluster.leader(), change(id, change, node));
            cluster.await(2_000 * MS, c -> c.answers.containsKey(id));
            if (cluster.answers.get(id) instanceof Answer.Changed) {
                cluster.await(3_000 * MS, c -> c.leader() != null);
                command(cluster, said);
                return;
            }
            cluster.run(50 * MS);
        }
        throw new AssertionError(change + " of " + node + " was not done: " + cluster.answers);
    }

    private static void command(LittleCluster cluster, List<String> said) {
        long id = said.size() + 1;
        cluster.ask(cluster.leader(), propose(id));
        said.add("w" + id);
        assertThat(cluster.await(1_000 * MS, c -> c.answers.get(id) instanceof Answer.Done))
                .as("command %d: %s", id, cluster.answers.get(id))
                .isTrue();
    }

    private static void assertRefused(Probe leader, Input wish, String reason) {
        assertThat(leader.step(wish).effects().answers()).singleElement().satisfies(answer -> {
            assertThat(answer).isInstanceOf(Answer.Refused.class);
            assertThat(((Answer.Refused) answer).reason()).contains(reason);
        });
        assertThat(leader.effects().persist()).isEmpty();
    }

    private static Input change(long id, Input.Change change, NodeId node) {
        return new Input.Reconfigure(id, change, node);
    }

    private static Input propose(long number) {
        return new Input.Propose(number, new Word("w" + number));
    }

    private static Configuration voters(NodeId... nodes) {
        return Configuration.of(NodeSet.of(nodes));
    }

    private static Entry entryOf(long term, Configuration configuration) {
        return new Entry(term, 0, new Payload.ConfigChange(configuration));
    }

    /** n1 leads term 1; its first entry is committed and applied. */
    private static Probe leader(int members) {
        Probe probe = new Probe(members, new RaftRules(), PLAIN, Stored.NOTHING)
                .expire()
                .hear(vote(N2, 1));
        Probe leader = members > 3 ? probe.hear(vote(N3, 1)) : probe;
        leader.hear(holds(N2, 1, 1)).hear(holds(N3, 1, 1)).apply();
        assertThat(leader.status().applied()).isEqualTo(1);
        return leader;
    }
}
