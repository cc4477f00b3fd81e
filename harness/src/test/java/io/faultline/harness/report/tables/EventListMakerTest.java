package io.faultline.harness.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.History;
import io.faultline.harness.report.Story;
import io.faultline.harness.report.page.EventList;
import io.faultline.harness.report.words.ConditionText;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventListMakerTest {

    @Test
    void aShortHistoryIsListedWhole() {
        History history = votes(50);

        EventList list = list(history, new TreeSet<>());

        assertThat(list.stretches()).hasSize(1);
        assertThat(list.stretches().get(0).rows()).hasSize(50);
        assertThat(list.caps()).isEqualTo("All 50 events of the history.");
    }

    @Test
    void ofALongOneEvidenceAndItsNeighboursAreListedAndGapsCounted() {
        History history = votes(10_000);

        EventList list = list(history, new TreeSet<>(Set.of(9_000L)));

        SortedSet<Long> chosen = EventListMaker.choose(history, new TreeSet<>(Set.of(9_000L)));
        assertThat(chosen)
                .hasSize(EventListMaker.ROWS_MAX)
                .containsAll(LongStream.rangeClosed(8_980, 9_020).boxed().toList());
        long listed = list.stretches().stream().mapToLong(s -> s.rows().size()).sum();
        long omitted = list.stretches().stream()
                .mapToLong(EventList.Stretch::omittedBefore)
                .sum();
        assertThat(listed).isEqualTo(EventListMaker.ROWS_MAX);
        assertThat(listed + omitted).isEqualTo(10_000);
        assertThat(list.caps()).startsWith(EventListMaker.ROWS_MAX + " of 10000 events are listed");
    }

    @Test
    void tellingEventsComeBeforeTheRest() {
        Story story = new Story("n1", "n2");
        for (int i = 0; i < 5_000; i++) {
            story.at(i).follows("n2", "n1", 1);
        }
        long leader = story.next();
        story.leads("n1", 2, "n1", "n2").phase("end");

        assertThat(EventListMaker.choose(story.told(), new TreeSet<>())).contains(leader, leader + 1);
    }

    private static History votes(int count) {
        Story story = new Story("n1", "n2");
        for (int i = 0; i < count; i++) {
            story.at(i).votes("n1", "n2", i);
        }
        return story.told();
    }

    private static EventList list(History history, SortedSet<Long> evidence) {
        SortedSet<Long> chosen = EventListMaker.choose(history, evidence);
        return EventListMaker.list(
                history, chosen, new EventRows(history, new ConditionText(List.of()), Set.of(), chosen, evidence));
    }
}
