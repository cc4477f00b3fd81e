package io.faultline.harness.report.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.faultline.checkers.history.History;
import io.faultline.harness.report.Records;
import io.faultline.harness.report.Story;
import io.faultline.harness.report.page.Terms;
import io.faultline.harness.report.picture.LaneReader;
import io.faultline.harness.report.words.ConditionText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TermTableTest {
    private static final List<String> NODES = List.of("n1", "n2", "n3");

    @Test
    void aTermWithTwoLeadersHasBothAndSaysSo() {
        Terms terms = table(Records.twoLeaders().history());

        assertThat(terms.rows()).extracting(Terms.Row::term).containsExactly("1", "2");
        assertThat(terms.rows()).extracting(Terms.Row::disputed).containsExactly(false, true);
        Terms.Row second = terms.rows().get(1);
        assertThat(second.candidates()).isEqualTo("n2 n3");
        assertThat(second.votes()).isEqualTo("n2 ← n2 n3; n3 ← n3");
        assertThat(second.reigns())
                .extracting(Terms.Reign::leader, Terms.Reign::voters, Terms.Reign::to, Terms.Reign::ended)
                .containsExactly(
                        tuple("n2", "n2 n3", "3.000000 s", "became follower in the same term"),
                        tuple("n3", "n3 n1", "the end", "still led when the record ended"));
    }

    @Test
    void aTermThatNobodyWonHasNoLeader() {
        Story story = new Story("n1", "n2", "n3").at(10).candidate("n1", 1).candidate("n2", 1);

        Terms.Row row = table(story.told()).rows().get(0);

        assertThat(row.reigns()).isEmpty();
        assertThat(row.candidates()).isEqualTo("n1 n2");
    }

    @Test
    void aLeaderThatIsKilledWentDown() {
        Story story = new Story("n1", "n2", "n3")
                .at(10)
                .leads("n1", 1, "n1", "n2")
                .at(50)
                .down("n1");
        story.at(60).phase("end");

        assertThat(table(story.told()).rows().get(0).reigns().get(0).ended()).isEqualTo("went down");
    }

    @Test
    void ofTooManyTermsThoseWithLeadersAreShown() {
        Story story = new Story("n1", "n2", "n3");
        for (int term = 1; term <= 2 * TermTable.TERMS_MAX; term++) {
            story.at(term).candidate("n1", term);
        }
        story.leads("n1", 2 * TermTable.TERMS_MAX, "n1", "n2");

        Terms terms = table(story.told());

        assertThat(terms.rows()).hasSize(TermTable.TERMS_MAX);
        assertThat(terms.rows().get(TermTable.TERMS_MAX - 1).term()).isEqualTo("" + 2 * TermTable.TERMS_MAX);
        assertThat(terms.caps()).isEqualTo("300 of 600 terms are shown, those with a leader first.");
    }

    private static Terms table(History history) {
        EventRows rows = new EventRows(history, new ConditionText(NODES), Set.of(), Set.of(), Set.of());
        return TermTable.of(history, LaneReader.read(history, NODES), rows);
    }
}
