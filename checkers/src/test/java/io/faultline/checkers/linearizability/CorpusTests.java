package io.faultline.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.faultline.checkers.Validity;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.linearizability.kit.Picture;
import io.faultline.checkers.linearizability.kit.SlowTwin;
import io.faultline.checkers.linearizability.model.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Small histories drawn by hand, many after the literature, each with the verdict it must get. */
class CorpusTests {
    private record Drawn(String model, String verdict, String title, String picture) {
        static Drawn of(String block) {
            String[] head = block.lines().findFirst().orElseThrow().split(": ", 2);
            String[] words = head[0].split(" ");
            return new Drawn(words[1], words[2], head[1], block);
        }

        private static final LinearizabilityOptions OPTIONS =
                LinearizabilityOptions.within(Budget.timeless(Budget.BYTES));

        Outcome check() {
            return Linearizability.check(Models.find(model).orElseThrow(), Calls.of(Picture.calls(picture)), OPTIONS);
        }

        Outcome search() {
            return new Portfolio<>(Models.find(model).orElseThrow(), List.of(), OPTIONS)
                    .check(Calls.of(Picture.calls(picture)));
        }
    }

    private static List<Drawn> corpus() throws IOException {
        try (InputStream file = CorpusTests.class.getResourceAsStream("/linearizability/corpus.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n")).map(Drawn::of).toList();
        }
    }

    @TestFactory
    List<DynamicTest> eachHistoryGetsItsVerdict() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Drawn drawn : corpus()) {
            tests.add(dynamicTest(drawn.model() + ": " + drawn.title(), () -> {
                assertThat(drawn.check().validity().word()).as(drawn.picture()).isEqualTo(drawn.verdict());
                assertThat(drawn.search().validity().word()).as(drawn.picture()).isEqualTo(drawn.verdict());
                assertThat(SlowTwin.isLinearizable(
                                Models.find(drawn.model()).orElseThrow(), Picture.calls(drawn.picture())))
                        .as("what the slow twin says of\n" + drawn.picture())
                        .isEqualTo(drawn.verdict().equals("valid"));
            }));
        }
        return tests;
    }

    @Test
    void whatPeopleReadOfASearchInABrokenHistoryIsWhatTheyHaveReadBefore() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Drawn drawn : corpus()) {
            Outcome outcome = drawn.search();
            if (outcome.validity() == Validity.INVALID) {
                text.append(drawn.picture().stripTrailing()).append("\n\n");
                outcome.counterexamples().forEach(one -> text.append(one.text()).append('\n'));
            }
        }
        Golden.matches("linearizability/corpus.txt", text.toString());
    }
}
