package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Logs.entry;
import static io.faultline.node.testing.Logs.ofTerms;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.N4;
import static io.faultline.node.testing.Probe.append;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.Logs;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hand-over of leadership (dissertation §3.10). */
class TransferTest {
    private static final Features PLAIN = Features.DEFAULT.withPreVote(false);
    private static final Features LEASE = PLAIN.withReads(Features.ReadMode.LEASE);
    private static final Input TO_N2 = new Input.Reconfigure(7, Input.Change.TRANSFER, N2);
    private static final Input COMMAND = new Input.Propose(8, new Word("w"));
    private static final Message TIMEOUT_NOW = new Message.TimeoutNow(N1, 1);

    // ---- the leader ----

    @Test
    void whoHasTheWholeLogIsAskedToCampaignAtOnce() {
        assertThat(leader(PLAIN).step(TO_N2).saidTo(N2)).containsExactly(TIMEOUT_NOW);
    }

    @Test
    void whoLagsIsBroughtUpFirst() {
        Probe leader = leader(PLAIN).step(COMMAND).step(TO_N2);
        assertThat(leader.said()).isEmpty();
        assertThat(leader.hear(holds(N2, 1, 1)).said()).isEmpty();
        assertThat(leader.hear(holds(N3, 1, 2)).said()).isEmpty();
        assertThat(leader.hear(holds(N2, 1, 2)).saidTo(N2)).containsExactly(TIMEOUT_NOW);
        assertThat(leader.expire().hear(holds(N2, 1, 2, 2)).saidTo(N2))
                .as("the first may be lost")
                .containsExactly(TIMEOUT_NOW);
    }

    @Test
    void meanwhileTheLogRestsAndReadsGoOn() {
        Probe leader = leader(PLAIN).apply().step(TO_N2);
        assertThat(leader.step(COMMAND).effects().answers()).singleElement().isInstanceOf(Answer.Refused.class);
        assertThat(leader.step(new Input.Start(9, new Word("w"))).effects().started())
                .singleElement()
                .satisfies(answer -> assertThat(answer.leader()).isFalse());
        assertThat(leader.step(new Input.Reconfigure(10, Input.Change.REMOVE, N3))
                        .effects()
                        .answers())
                .singleElement()
                .isInstanceOf(Answer.Refused.class);
        assertThat(leader.status().log().index()).isEqualTo(1);
        leader.step(new Input.Read(11, new Word("?"))).hear(holds(N2, 1, 1, 2));
        assertThat(leader.effects().answers()).singleElement().isInstanceOf(Answer.Done.class);
    }

    @Test
    void whoDoesNotTakeOverInTimeLeavesTheLeaderLeading() {
        Probe leader = leader(PLAIN).step(TO_N2);
        long start = leader.now();
        for (int i = 0; i < 99 && leader.expire().effects().answers().isEmpty(); i++) {
            leader.hear(holds(N3, 1, 1));
        }
        assertThat(leader.now() - start).isEqualTo(600 * MS);
        leader.step(COMMAND);
        assertThat(leader.effects().answers()).isEmpty();
        assertThat(leader.entriesTo(N3)).hasSize(1);
    }

    @Test
    void theAnswerToTheHandOverComesWithTheDeadlineOfTheVeryStep() {
        Probe leader = leader(PLAIN).step(TO_N2).after(600 * MS).step(Input.Deadline.REACHED);
        assertThat(leader.effects().answers()).singleElement().satisfies(answer -> {
            assertThat(answer).isInstanceOf(Answer.Refused.class);
            assertThat(((Answer.Refused) answer).reason()).contains("n2", "n1 leads on");
        });
    }

    @Test
    void whoCannotLeadIsNotAsked() {
        for (NodeId node : List.of(N1, N4)) {
            Probe leader = leader(PLAIN).step(new Input.Reconfigure(7, Input.Change.TRANSFER, node));
            assertThat(leader.effects().answers())
                    .as("%s", node)
                    .singleElement()
                    .isInstanceOf(Answer.Refused.class);
            assertThat(leader.step(COMMAND).effects().answers()).as("%s", node).isEmpty();
        }
    }

    @Test
    void theHandOverIsDoneWhenAHigherTermIsHeard() {
        Probe leader = leader(PLAIN).step(TO_N2).hear(Probe.ask(N2, 2));
        assertThat(leader.effects().answers()).containsExactly(new Answer.Changed(7, 0));
    }

    @Test
    void aLeaderThatStepsDownByItselfDoesNotClaimThatAnotherTookOver() {
        Probe leader = leader(PLAIN).after(590 * MS).step(TO_N2).after(20 * MS).step(Input.Deadline.REACHED);
        assertThat(leader.status().role()).as("it hears nobody").isEqualTo(Role.FOLLOWER);
        assertThat(leader.effects().answers()).singleElement().isInstanceOf(Answer.Unknown.class);
    }

    // ---- leases ----

    @Test
    void noLeaseHoldsOnceAnotherWasAskedToCampaignWhateverIsHeardAfterwards() {
        Probe leader = leader(LEASE).apply();
        assertThat(leader.step(new Input.Read(1, new Word("?"))).effects().answers())
                .as("the lease holds")
                .hasSize(1);
        leader.expire().step(TO_N2);
        leader.hear(holds(N3, 1, 1, 2));
        assertThat(leader.step(new Input.Read(2, new Word("?"))).effects().answers())
                .as("n2 may lead by now, elected by n3 just after it answered")
                .isEmpty();
        leader.expire().hear(holds(N2, 1, 1, 3));
        assertThat(leader.effects().answers()).as("a round will do").hasSize(1);
    }

    @Test
    void noLeaseHoldsAfterAHandOverThatFailedForItMaySucceedYet() {
        Probe leader = leader(LEASE).apply().step(TO_N2);
        for (int round = 2; round <= 9; round++) {
            leader.expire().hear(holds(N3, 1, 1, round));
        }
        assertThat(leader.step(COMMAND).effects().answers())
                .as("the hand-over is over")
                .isEmpty();
        assertThat(leader.step(new Input.Read(2, new Word("?"))).effects().answers())
                .isEmpty();
    }

    // ---- the one that is asked ----

    @Test
    void whoIsAskedCampaignsAtOnceWithoutAPreVoteAndTellsThatItWasAsked() {
        Probe probe = follower(Features.DEFAULT).hear(new Message.TimeoutNow(N2, 3));
        Message request = new Message.RequestVote(N1, 4, new LogTail(2, 3), false, true);
        assertThat(probe.saidTo(N2)).containsExactly(request);
        assertThat(probe.saidTo(N3)).containsExactly(request);
        assertThat(probe.status().role()).isEqualTo(Role.CANDIDATE);
        assertThat(probe.facts()).contains(new Fact.Candidate(true));
    }

    @Test
    void whoLeadsOrIsInAnotherTermOrHasNoVoteDoesNotCampaign() {
        assertThat(follower(PLAIN).hear(new Message.TimeoutNow(N2, 2)).status().role())
                .isEqualTo(Role.FOLLOWER);
        assertThat(follower(PLAIN).hear(new Message.TimeoutNow(N2, 4)).status().term())
                .isEqualTo(3);
        assertThat(leader(PLAIN).hear(new Message.TimeoutNow(N2, 1)).status().role())
                .isEqualTo(Role.LEADER);
        Configuration withoutN1 = Configuration.of(NodeSet.of(N2, N3));
        Probe removed = new Probe(
                3,
                new RaftRules(),
                PLAIN,
                Logs.stored(3, Logs.empty(3), new Entry(3, 0, new Payload.ConfigChange(withoutN1))));
        removed.hear(append(N2, 3, new LogTail(2, 3), 2)).hear(new Message.TimeoutNow(N2, 3));
        assertThat(removed.status().role()).isEqualTo(Role.FOLLOWER);
    }

    /** Were it to crash, it could win with the old answers and a shorter log. */
    @Test
    void aCandidateTellsOfNoEntriesThatItsDiskDoesNotHoldYet() {
        Probe probe = follower(PLAIN)
                .step(
                        new Input.Received(append(N2, 3, new LogTail(2, 3), 0, entry(3, "x"))),
                        new Input.Received(new Message.TimeoutNow(N2, 3)));
        assertThat(probe.status().role()).isEqualTo(Role.CANDIDATE);
        assertThat(probe.effects().early()).isEmpty();
        assertThat(probe.effects().messages())
                .contains(new Envelope(N3, new Message.RequestVote(N1, 4, new LogTail(3, 3), false, true)));
    }

    // ---- together ----

    @Test
    void leadershipChangesWithinAFewMessagesAndNothingIsLost() {
        for (Features features : List.of(Features.DEFAULT, LEASE.withPreVote(true))) {
            for (long seed = 0; seed < 20; seed++) {
                LittleCluster cluster =
                        LittleCluster.replicating(5, seed, features).startAll();
                NodeId old = cluster.awaitLeader();
                NodeId next = cluster.members().get(old.number() % 5);
                for (int i = 0; i < 5; i++) {
                    cluster.ask(old, new Input.Propose(100 + i, new Word("w" + i)));
                }
                cluster.ask(old, new Input.Reconfigure(7, Input.Change.TRANSFER, next));
                assertThat(cluster.await(30 * MS, c -> next.equals(c.leader())))
                        .as("seed %d", seed)
                        .isTrue();
                cluster.run(300 * MS);
                assertThat(cluster.answers.get(7L)).isInstanceOf(Answer.Changed.class);
                for (NodeId node : cluster.members()) {
                    assertThat(cluster.words(node)).as("seed %d", seed).containsExactly("w0", "w1", "w2", "w3", "w4");
                }
                assertThat(cluster.answers.values())
                        .as("seed %d", seed)
                        .hasSize(6)
                        .noneMatch(answer -> answer instanceof Answer.Unknown);
            }
        }
    }

    /** n1 of three leads term 1; its first entry is committed. */
    private static Probe leader(Features features) {
        return new Probe(3, new RaftRules(), features, Stored.NOTHING)
                .expire()
                .hear(vote(N2, 1))
                .hear(holds(N2, 1, 1));
    }

    /** n1 of three in term 3, which n2 leads. */
    private static Probe follower(Features features) {
        return new Probe(3, new RaftRules(), features, Logs.stored(3, ofTerms(1, 3)))
                .hear(append(N2, 3, new LogTail(2, 3), 0));
    }
}
