package io.faultline.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code trial.json} is read as strictly as it is written. */
class TrialInfoJsonTest {
    private static final TrialInfo INFO = new TrialInfo(
            "election-E13",
            "sim",
            5,
            "election",
            List.of("partition", "crash"),
            60_000_000_000L,
            "E13",
            null,
            -7,
            "unknown",
            "0.1.0",
            "17.0.15",
            "2026-11-23T16:00:00Z",
            42,
            "completed",
            "./faultline replay 'my store/x'");

    private static final String TEXT = """
            {
              "scenario": "election-E13",
              "ground": "sim",
              "nodes": 5,
              "workload": "election",
              "nemesis": ["partition","crash"],
              "timeLimitNanos": 60000000000,
              "variant": "E13",
              "load": null,
              "seed": -7,
              "commit": "unknown",
              "version": "0.1.0",
              "java": "17.0.15",
              "began": "2026-11-23T16:00:00Z",
              "wallMillis": 42,
              "ended": "completed",
              "replay": "./faultline replay 'my store/x'"
            }
            """;

    @Test
    void fieldsStandInAFixedOrderOnLinesOfTheirOwn() {
        assertThat(TrialInfoJson.write(INFO)).isEqualTo(TEXT);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(TrialInfoJson.read(TEXT, "trial.json")).isEqualTo(INFO);
    }

    @Test
    void aTrialOfTheStandardNodeHasNoVariant() {
        String text = TEXT.replace("\"variant\": \"E13\"", "\"variant\": null");

        assertThat(TrialInfoJson.read(text, "trial.json").variant()).isNull();
    }

    @Test
    void theOrderOfFieldsDoesNotMatterToTheReader() {
        String moved = TEXT.replace("  \"seed\": -7,\n", "").replace("{\n", "{\n  \"seed\": -7,\n");

        assertThat(TrialInfoJson.read(moved, "trial.json")).isEqualTo(INFO);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"nodes\": 5 | \"nodes\": \"five\" | trial.json, line 4: 'nodes' is \"five\", expected a whole number",
                "\"nodes\": 5 | \"nodes\": 5.0 | trial.json, line 4: 'nodes' is 5.0, expected a whole number",
                "\"nodes\": 5 | \"nodes\": 12 | trial.json, line 4: 'nodes' is 12, expected 1 to 9",
                "\"nodes\": 5 | \"nodes\": 0 | trial.json, line 4: 'nodes' is 0, expected 1 to 9",
                "\"nodes\": 5 | \"nodes\": {} | trial.json, line 4: 'nodes' is an object, expected a whole number",
                "\"seed\": -7 | \"seed\": 99999999999999999999 | trial.json, line 10: 'seed' is 99999999999999999999,"
                        + " expected a whole number",
                "\"seed\": -7 | \"seed\": null | trial.json, line 10: 'seed' is null, expected a whole number",
                "\"wallMillis\": 42 | \"wallMillis\": -1 | trial.json, line 15: 'wallMillis' is -1, expected a number"
                        + " that is not negative",
                "\"ended\": \"completed\" | \"ended\": [] | trial.json, line 16: 'ended' is a list, expected a string",
                "\"variant\": \"E13\" | \"variant\": 13 | trial.json, line 8: 'variant' is 13, expected a string or null",
                "[\"partition\",\"crash\"] | \"crash\" | trial.json, line 6: 'nemesis' is \"crash\", expected a list of"
                        + " strings",
                "[\"partition\",\"crash\"] | [\"crash\",1] | trial.json, line 6: 'nemesis' is 1, expected a list of"
                        + " strings",
                "\"ground\": | \"grund\": | trial.json, line 3: unknown field 'grund'; was this written by another"
                        + " version of Faultline?",
                "\"ground\": \"sim\", | `` | trial.json: fields are missing: ground",
            })
    void aWrongFieldIsNamedWithItsLineAndWhatWasExpected(String right, String wrong, String sentence) {
        assertThatThrownBy(() -> TrialInfoJson.read(TEXT.replace(right, wrong), "trial.json"))
                .isInstanceOf(MalformedTrialException.class)
                .hasMessage(sentence);
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        String twice = TEXT.replace("  \"seed\": -7,\n", "  \"seed\": -7,\n  \"seed\": 8,\n");

        assertThatThrownBy(() -> TrialInfoJson.read(twice, "trial.json"))
                .isInstanceOf(MalformedTrialException.class)
                .hasMessageStartingWith("trial.json, line 11: not JSON: ")
                .hasMessageContaining("seed");
    }

    @Test
    void whatStandsBehindTheObjectIsRefused() {
        assertThatThrownBy(() -> TrialInfoJson.read(TEXT + "{}", "trial.json"))
                .hasMessage(
                        "trial.json, line 19: something stands behind the end of the object; expected nothing more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | expected an object",
                "7 | expected an object",
                "{ | not JSON",
                "} | not JSON",
                "'' | expected"
            })
    void whatIsNoObjectIsRefused(String text, String sentence) {
        assertThatThrownBy(() -> TrialInfoJson.read(text, "trial.json"))
                .isInstanceOf(MalformedTrialException.class)
                .hasMessageStartingWith("trial.json, line 1: ")
                .hasMessageContaining(sentence);
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        for (int end = 0; end < TEXT.length() - 2; end++) {
            String cut = TEXT.substring(0, end);
            assertThatThrownBy(() -> TrialInfoJson.read(cut, "trial.json"))
                    .as("cut off after %d characters", end)
                    .isInstanceOf(MalformedTrialException.class);
        }
    }
}
