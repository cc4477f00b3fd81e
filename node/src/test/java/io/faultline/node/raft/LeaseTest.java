package io.faultline.node.raft;

import static io.faultline.node.testing.Probe.MS;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import org.junit.jupiter.api.Test;

/** Reads by lease (dissertation §6.4.1): who may answer at once, and who keeps others from electing meanwhile. */
class LeaseTest {
    private static final Features LEASE = Features.DEFAULT.withPreVote(false).withReads(Features.ReadMode.LEASE);
    private static final Input.Read READ = new Input.Read(7, new Word("?"));

    private final Probe probe = new Probe(3, new RaftRules(), LEASE, Stored.NOTHING);

    @Test
    void aLeaderWhoseRoundWasAnsweredAnswersAtOnceUntilTheLeaseEnds() {
        lead();
        assertThat(probe.after(MS).step(READ).effects().answers()).hasSize(1);
        assertThat(probe.after(400 * MS)
                        .step(new Input.Read(8, new Word("?")))
                        .effects()
                        .answers())
                .as("after the least election timeout")
                .isEmpty();
    }

    @Test
    void aLeaderThatNobodyAnsweredHasNoLease() {
        probe.expire().hear(vote(N2, 1));
        assertThat(probe.step(READ).effects().answers()).isEmpty();
    }

    @Test
    void aFollowerThatHearsItsLeaderDoesNotEvenHearARival() {
        probe.hear(Probe.heartbeat(N2, 1)).after(100 * MS);
        probe.hear(Probe.ask(N3, 9));
        assertThat(probe.said()).isEmpty();
        assertThat(probe.status().term()).isEqualTo(1);
        probe.after(400 * MS).hear(Probe.ask(N3, 9));
        assertThat(probe.status().term()).isEqualTo(9);
    }

    @Test
    void aNodeThatHasJustStartedMayHaveAnsweredALeaderBeforeAndHearsNoRivalEither() {
        probe.after(399 * MS).hear(Probe.ask(N3, 9));
        assertThat(probe.said()).isEmpty();
        probe.after(MS).hear(Probe.ask(N3, 9));
        assertThat(probe.said()).hasSize(1);
    }

    @Test
    void whomTheLeaderItselfAskedToCampaignIsHeard() {
        probe.hear(Probe.heartbeat(N2, 1));
        probe.hear(new Message.RequestVote(N3, 2, LogTail.EMPTY, false, true));
        assertThat(probe.status().term()).isEqualTo(2);
    }

    /** The node leads term 1, its first entry is committed and applied, and its round was answered just now. */
    private void lead() {
        probe.expire().hear(vote(N2, 1));
        probe.hear(new Message.AppendReply(N2, 1, 1, true, 0, 1, 0, 1));
        probe.step(Input.Apply.NOW);
        assertThat(probe.status().applied()).isEqualTo(1);
    }
}
