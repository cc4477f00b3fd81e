package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A leader that hears no majority for an election timeout leads no more (dissertation §6.2). */
class CheckQuorumTest {
    private static final Features PLAIN = Features.DEFAULT.withPreVote(false);

    @Test
    void aLeaderThatHearsNobodyStepsDownAfterTheLongestElectionTimeoutInItsOwnTerm() {
        Probe leader = leader(3, PLAIN);
        long start = leader.now();
        for (int i = 0; i < 99 && leader.status().role() == Role.LEADER; i++) {
            leader.expire();
        }
        assertThat(leader.now() - start).isBetween(600 * MS + 1, 700 * MS);
        assertThat(leader.status().term()).isEqualTo(1);
        assertThat(leader.status().leader()).isEmpty();
        assertThat(leader.said()).isEmpty();
        assertThat(leader.facts()).contains(new Fact.Follower(null, Role.LEADER));
        assertThat(leader.untilDeadline()).isBetween(400 * MS, 600 * MS - 1);
    }

    @Test
    void whatItWasAskedWhileItLedIsAnsweredAsFarAsItIsKnown() {
        Probe leader = leader(3, PLAIN).hear(holds(N2, 1, 1)).apply();
        leader.step(new Input.Propose(1, new Word("w"))).step(new Input.Read(2, new Word("?")));
        for (int i = 0; i < 99 && leader.status().role() == Role.LEADER; i++) {
            leader.expire();
        }
        assertThat(leader.effects().answers())
                .as("nobody was shown anything by the read; the command may still be committed")
                .containsExactly(new Answer.NotLeader(2, Optional.empty()));
        assertThat(leader.step(new Input.Propose(3, new Word("v"))).effects().answers())
                .containsExactly(new Answer.NotLeader(3, Optional.empty()));
    }

    @Test
    void oneOfFiveIsNoMajorityAndTwoAreOneWithTheLeaderItself() {
        for (int followers = 1; followers <= 2; followers++) {
            Probe leader = leader(5, PLAIN);
            for (int i = 0; i < 20 && leader.status().role() == Role.LEADER; i++) {
                leader.expire().hear(holds(N2, 1, 1));
                if (followers == 2) {
                    leader.hear(holds(N3, 1, 1));
                }
            }
            assertThat(leader.status().role())
                    .as("%d followers", followers)
                    .isEqualTo(followers == 2 ? Role.LEADER : Role.FOLLOWER);
        }
    }

    @Test
    void aRefusalIsASignOfLifeAsWell() {
        Probe leader = leader(3, PLAIN);
        for (int i = 0; i < 20; i++) {
            leader.expire().hear(Probe.refuses(N2, 1, leader.status().log().index(), 1, 0));
        }
        assertThat(leader.status().role()).isEqualTo(Role.LEADER);
    }

    @Test
    void anAnswerToAnotherTermIsNoSignOfLife() {
        Probe leader = leader(3, PLAIN);
        for (int i = 0; i < 20; i++) {
            leader.expire().hear(new Message.AppendReply(N2, 1, 0, true, 1, 1, 0, 1));
        }
        assertThat(leader.status().role()).isNotEqualTo(Role.LEADER);
    }

    @Test
    void itCanBeSwitchedOff() {
        Probe leader = leader(3, PLAIN.withCheckQuorum(false));
        for (int i = 0; i < 50; i++) {
            leader.expire();
        }
        assertThat(leader.status().role()).isEqualTo(Role.LEADER);
    }

    @Test
    void aLeaderThatHearsNobodyButIsHeardMakesWayForAnother() {
        for (long seed = 0; seed < 20; seed++) {
            LittleCluster cluster =
                    LittleCluster.replicating(3, seed, Features.DEFAULT).startAll();
            NodeId deaf = cluster.awaitLeader();
            cluster.members().forEach(node -> cluster.cut(node, deaf));
            assertThat(cluster.await(
                            2_000 * MS, c -> c.leader() != null && !c.leader().equals(deaf)))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(cluster.status(deaf).role()).as("seed %d", seed).isNotEqualTo(Role.LEADER);
        }
    }

    @Test
    void aFollowerThatWasCutOffDeposesNobodyWhenItComesBack() {
        for (long seed = 0; seed < 20; seed++) {
            LittleCluster cluster =
                    LittleCluster.replicating(3, seed, Features.DEFAULT).startAll();
            NodeId leader = cluster.awaitLeader();
            NodeId lost = cluster.members().get(leader.number() % 3);
            long term = cluster.status(leader).term();
            cluster.isolate(lost);
            cluster.run(5_000 * MS);
            cluster.healAll();
            cluster.run(1_000 * MS);
            assertThat(cluster.status(leader).role()).as("seed %d", seed).isEqualTo(Role.LEADER);
            assertThat(cluster.status(lost).term()).as("seed %d", seed).isEqualTo(term);
            assertThat(cluster.status(lost).leader()).as("seed %d", seed).contains(leader);
        }
    }

    /** n1 leads term 1. */
    private static Probe leader(int members, Features features) {
        Probe probe = new Probe(members, new RaftRules(), features, Stored.NOTHING)
                .expire()
                .hear(vote(N2, 1));
        Probe leader = members > 3 ? probe.hear(vote(N3, 1)) : probe;
        assertThat(leader.status().leader()).contains(N1);
        return leader;
    }
}
