package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.LittleCluster.Reported;
import io.faultline.node.testing.Probe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a node campaigns and wins; the seed's rows A5, A6, A10 (asking), A16 and A18. */
class CandidacyTest {
    @Test
    void a5ACandidacyRaisesTheTermByOneAndVotesForItselfAndAsksAllOthersAtOnce() {
        Probe probe = new Probe(5, new RaftRules(), false, new HardState(6, 2), new LogTail(17, 4)).expire();
        assertThat(probe.status().term()).isEqualTo(7);
        assertThat(probe.status().votedFor()).contains(N1);
        assertThat(probe.effects().persist()).containsExactly(Probe.written(7, 1));
        assertThat(probe.said())
                .extracting(envelope -> envelope.to().toString())
                .containsExactly("n2", "n3", "n4", "n5");
        assertThat(probe.said())
                .extracting(Envelope::message)
                .containsOnly(new Message.RequestVote(N1, 7, new LogTail(17, 4), false, false));
    }

    @Test
    void a5WithPreVoteTheTermStaysUntilAMajorityWouldVote() {
        Probe probe = new Probe(new RaftRules(), true, new HardState(6, 2), LogTail.EMPTY).expire();
        assertThat(probe.status().role()).isEqualTo(Role.PRE_CANDIDATE);
        assertThat(probe.status().term()).isEqualTo(6);
        assertThat(probe.status().votedFor()).contains(N2);
        assertThat(probe.effects().persist()).isEmpty();
        assertThat(probe.said())
                .extracting(Envelope::message)
                .containsOnly(new Message.RequestVote(N1, 7, LogTail.EMPTY, true, false));
        probe.hear(new Message.VoteReply(N3, 6, 7, true, true));
        assertThat(probe.status().role()).isEqualTo(Role.CANDIDATE);
        assertThat(probe.status().term()).isEqualTo(7);
    }

    @Test
    void a5OnePeerThatIsCutOffDoesNotHoldUpTheOthers() {
        LittleCluster cluster = new LittleCluster(5, 4);
        cluster.startAll();
        cluster.crash(NodeId.of(5));
        NodeId leader = cluster.awaitLeader();
        List<Long> asked = cluster.sent(Message.RequestVote.class).stream()
                .filter(sent -> sent.from().equals(leader) && !((Message.RequestVote) sent.message()).preVote())
                .map(LittleCluster.Sent::at)
                .toList();
        assertThat(asked).hasSizeGreaterThanOrEqualTo(4);
        assertThat(asked.subList(0, 4)).containsOnly(asked.get(0));
    }

    @Test
    void a6ACandidateLeadsWithAMajorityItselfIncludedAndNotBefore() {
        for (int members = 1; members <= 7; members++) {
            Probe probe = new Probe(members, new RaftRules(), false, HardState.INITIAL, LogTail.EMPTY).expire();
            int votes = 1;
            while (votes * 2 <= members) {
                assertThat(probe.status().role())
                        .as("%d of %d votes", votes, members)
                        .isEqualTo(Role.CANDIDATE);
                votes++;
                probe.hear(vote(NodeId.of(votes), 1));
            }
            assertThat(probe.status().role())
                    .as("%d of %d votes", votes, members)
                    .isEqualTo(Role.LEADER);
            NodeSet voters = NodeSet.EMPTY;
            for (int voter = 1; voter <= votes; voter++) {
                voters = voters.with(NodeId.of(voter));
            }
            assertThat(probe.facts()).contains(new Fact.Leader(voters));
        }
    }

    @Test
    void a6EveryLeaderNamesAMajorityOfVotersThatGrantedInItsTerm() {
        for (long seed = 0; seed < 100; seed++) {
            LittleCluster cluster = new LittleCluster(5, seed).startAll();
            for (int i = 0; i < 5; i++) {
                NodeId leader = cluster.awaitLeader();
                cluster.isolate(leader);
                cluster.run(1_500 * MS);
                cluster.healAll();
            }
            for (Reported won : cluster.reports(Fact.Leader.class)) {
                NodeSet voters = ((Fact.Leader) won.fact()).voters();
                assertThat(voters.size()).as("seed %d", seed).isGreaterThanOrEqualTo(3);
                for (NodeId voter : voters.toList()) {
                    assertThat(cluster.reported)
                            .as("seed %d: the grant of %s", seed, voter)
                            .anyMatch(report -> report.node().equals(voter)
                                    && report.event().term() == won.event().term()
                                    && report.fact().equals(new Fact.VoteGranted(won.node())));
                }
            }
        }
    }

    @Test
    void a6TheSameVoterCountsOnceHoweverOftenItAnswers() {
        Probe probe = new Probe(5, new RaftRules(), false, HardState.INITIAL, LogTail.EMPTY).expire();
        probe.hear(vote(N2, 1)).hear(vote(N2, 1)).hear(vote(N2, 1));
        assertThat(probe.status().role()).isEqualTo(Role.CANDIDATE);
        assertThat(probe.hear(vote(N3, 1)).status().role()).isEqualTo(Role.LEADER);
    }

    @Test
    void a6VotesOfAnotherTermAndPreVotesAndRefusalsDoNotCount() {
        Probe probe = Probe.fresh().expire().after(600 * MS).expire();
        assertThat(probe.status().term()).isEqualTo(2);
        probe.hear(vote(N2, 1));
        probe.hear(new Message.VoteReply(N2, 2, 2, false, false));
        probe.hear(new Message.VoteReply(N2, 2, 2, true, true));
        probe.hear(new Message.VoteReply(N2, 2, 3, true, true));
        assertThat(probe.status().role()).isEqualTo(Role.CANDIDATE);
    }

    @Test
    void a16ASplitVoteStartsANewRoundInANewTermWithinTheTimeout() {
        Probe probe = new Probe(4, new RaftRules(), false, HardState.INITIAL, LogTail.EMPTY);
        for (long term = 1; term <= 20; term++) {
            long before = probe.now();
            do {
                probe.expire();
            } while (!probe.facts().contains(new Fact.Candidate()));
            assertThat(probe.status().term()).isEqualTo(term);
            assertThat(probe.now() - before).isBetween(400 * MS, 600 * MS);
            // Two of four: as many as the rival has.
            probe.hear(vote(N2, term));
            assertThat(probe.status().role()).isEqualTo(Role.CANDIDATE);
        }
    }

    @Test
    void a16AClusterOfEvenSizeComesOutOfSplitVotes() {
        for (long seed = 0; seed < 200; seed++) {
            LittleCluster cluster =
                    new LittleCluster(4, seed, Timing.ofMillis(400, 410, 100, 50), false, new RaftRules());
            cluster.latency(() -> 15 * MS);
            cluster.startAll();
            assertThat(cluster.await(60_000 * MS, LittleCluster::agrees))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void a18AnUnansweredRequestIsRepeatedEvery50MsAndAnAnsweredOneIsNot() {
        Probe probe = new Probe(5, new RaftRules(), false, HardState.INITIAL, LogTail.EMPTY).expire();
        long start = probe.now();
        probe.hear(vote(N2, 1));
        probe.hear(new Message.VoteReply(N3, 1, 1, false, false));
        List<Long> repeats = new ArrayList<>();
        while (probe.expire().status().term() == 1) {
            repeats.add((probe.now() - start) / MS);
            assertThat(probe.said())
                    .extracting(envelope -> envelope.to().toString())
                    .containsExactly("n4", "n5");
        }
        assertThat(repeats).startsWith(50L, 100L, 150L, 200L, 250L, 300L, 350L).hasSizeBetween(7, 11);
    }

    @Test
    void a18RequestsToADeadPeerStayFlat() {
        LittleCluster cluster = new LittleCluster(3, 5).startAll();
        NodeId leader = cluster.awaitLeader();
        NodeId dead = cluster.members().stream()
                .filter(n -> !n.equals(leader))
                .findFirst()
                .orElseThrow();
        cluster.crash(dead);
        long start = cluster.now();
        cluster.run(20_000 * MS);
        long toDead = cluster.sent.stream()
                .filter(sent -> sent.to().equals(dead) && sent.at() > start)
                .count();
        assertThat(toDead).isBetween(199L, 201L);
    }

    @Test
    void aPreCandidateThatIsOutvotedByTimeTriesAgainInTheSameTerm() {
        Probe probe = new Probe(new RaftRules(), true, new HardState(3, 0), LogTail.EMPTY);
        for (int round = 0; round < 10; round++) {
            do {
                probe.expire();
            } while (!probe.facts().contains(new Fact.PreCandidate()));
            assertThat(probe.status().term()).isEqualTo(3);
        }
    }

    @Test
    void aNodeThatWasCutOffDoesNotDeposeALeaderThatWorks() {
        for (long seed = 0; seed < 50; seed++) {
            LittleCluster cluster = new LittleCluster(5, seed).startAll();
            NodeId leader = cluster.awaitLeader();
            long term = cluster.status(leader).term();
            NodeId away = cluster.members().stream()
                    .filter(n -> !n.equals(leader))
                    .findFirst()
                    .orElseThrow();
            cluster.isolate(away);
            cluster.run(6_000 * MS);
            cluster.healAll();
            cluster.run(3_000 * MS);
            assertThat(cluster.leader()).as("seed %d", seed).isEqualTo(leader);
            assertThat(cluster.status(leader).term()).as("seed %d", seed).isEqualTo(term);
        }
    }
}
