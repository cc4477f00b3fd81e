package io.faultline.harness.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/MUTANTS.md} says by hand of the registry and of the schedules is so. */
class MutantsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "MUTANTS.md");

    @Test
    void theTableOfChangesIsTheRegistry() throws IOException {
        assertThat(table("| id | change | breaks | needs | pre-vote |"))
                .containsExactlyInAnyOrderElementsOf(
                        Variants.all().stream().map(MutantsPageTest::row).toList());
    }

    @Test
    void everyGuidedScheduleIsToldOf() throws IOException {
        String page = Files.readString(PAGE);
        String section =
                page.substring(page.indexOf("## Guided schedules"), page.indexOf("## Clients that send again"));
        assertThat(GuidedSchedules.MUTANTS)
                .allSatisfy(mutant -> assertThat(section).containsPattern("\\b" + mutant + "\\b"));
    }

    private static String row(Variant variant) {
        NodeId node = NodeId.parse("n1");
        boolean preVote = variant.configure(new RaftConfig(node, List.of(node), Timing.DEFAULT, Features.DEFAULT))
                .preVote();
        String breaks = variant.isMutant() ? variant.breaks() : "nothing";
        return String.join(
                " | ",
                variant.id(),
                variant.change(),
                breaks,
                variant.needs().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                preVote ? "on" : "off");
    }

    /** The rows below that head; of a control nothing but that it breaks nothing. */
    private static List<String> table(String head) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        return lines.subList(lines.indexOf(head) + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(2, line.length() - 2))
                .map(line -> Stream.of(line.split(" \\| ", -1))
                        .map(cell -> cell.replaceFirst("^nothing( here)?: a control$", "nothing"))
                        .toList())
                .map(cells -> String.join(" | ", cells))
                .toList();
    }
}
