package io.faultline.harness.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final Membership MEMBERS = new Membership(3, List.of("n1", "n2"), List.of("n3"), true);

    @Test
    void aChangeShowsWhereItsSubjectHasTheRoleThatItGives() {
        assertThat(MEMBERS.shows(MemberChange.PROMOTE, "n2")).isTrue();
        assertThat(MEMBERS.shows(MemberChange.ADD_LEARNER, "n3")).isTrue();
        assertThat(MEMBERS.shows(MemberChange.REMOVE, "n4")).isTrue();
    }

    @Test
    void aChangeThatIsStillToComeDoesNotShow() {
        assertThat(MEMBERS.shows(MemberChange.PROMOTE, "n3")).isFalse();
        assertThat(MEMBERS.shows(MemberChange.ADD_LEARNER, "n4")).isFalse();
        assertThat(MEMBERS.shows(MemberChange.REMOVE, "n3")).isFalse();
        assertThat(MEMBERS.shows(MemberChange.REMOVE, "n2")).isFalse();
    }

    @Test
    void aHandOverChangesNoMembers() {
        assertThat(MEMBERS.shows(MemberChange.TRANSFER, "n4")).isTrue();
    }
}
