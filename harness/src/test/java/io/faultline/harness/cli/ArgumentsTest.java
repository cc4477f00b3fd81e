package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.nemesis.fault.FaultClass;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever mistypes is told what would have been right, on standard error, with exit code 254. */
class ArgumentsTest {
    @TempDir
    private Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--cluster moon        | unknown cluster 'moon'; legal are sim",
                "--workload swim       | unknown workload 'swim'; legal are election",
                "--nodes 0             | '0' is not a whole number from 1 to 9",
                "--nodes ten           | 'ten' is not a whole number from 1 to 9",
                "--seed x              | 'x' is not a whole number of at most 64 bits, such as 7",
                "--test-count 0        | '0' is not a whole number from 1 to 1000000000",
                "--time-limit 60       | '60' is no duration; write a whole number and a unit, such as 500ms, 60s, 2m",
                "--time-limit 1s       | a time limit of 1.000 s is too short to judge",
                "--store ~/file        | --store ~/file is a file; give a folder, which is made when there is none",
                "--time-limti 60s      | Unknown options: '--time-limti', '60s'",
            })
    void aWrongValueIsAnsweredWithTheRightOnes(String option, String sentence) throws Exception {
        Files.writeString(temp.resolve("file"), "mine\n");
        String[] words = option.split(" ");

        Shell.Answer answer = words[0].equals("--store")
                ? shell.run("test", words[0], words[1])
                : shell.run("test", "--store", "~/s", words[0], words[1]);

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("faultline: ").contains(sentence);
        assertThat(temp.resolve("s")).doesNotExist();
        assertThat(temp.resolve("file")).hasContent("mine");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate 0           | a rate is above 0 and at most 1000000 operations a second, not 0.0",
                "--rate fast        | 'fast'",
                "--concurrency 0    | clients are 1 to 1000, not 0",
                "--keys 0           | keys are 1 to 10000, not 0",
                "--skew -1          | a skew is 0 to 10, not -1.0",
                "--pinned 2         | a share of pinned clients is 0 to 1, not 2.0",
                "--retries -1       | retries are 0 to 100, not -1",
                "--think hard       | unknown think time 'hard'; legal are exponential, fixed",
                "--call-limit 1m    | a limit of a call is 1 ms to 5000 ms",
                "--retries 1 --no-sessions | without sessions a call that is sent again is done again",
            })
    void aLoadOutOfRangeIsAnsweredWithTheRange(String options, String sentence) {
        List<String> words = new ArrayList<>(List.of("test", "--store", "~/s", "--workload", "kv"));
        words.addAll(List.of(options.split(" ")));

        Shell.Answer answer = shell.run(words.toArray(String[]::new));

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).startsWith("faultline: ").contains(sentence);
        assertThat(temp.resolve("s")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate=1", "--keys=2", "--think=fixed", "--call-limit=1s", "--no-sessions"})
    void aLoadNeedsAWorkloadWithClients(String option) {
        Shell.Answer answer = shell.run("test", "--store", "~/s", option);

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err())
                .startsWith("faultline: the workload election has no clients; --rate, ")
                .contains(option.split("=")[0]);
    }

    @Test
    void linksOfClientsAloneAreNothingWithoutClients() {
        Shell.Answer answer = shell.run("test", "--store", "~/s", "--nemesis", "client-links");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err())
                .startsWith("faultline: the workload election has no clients, so client-links alone does nothing; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test --cluster docker --mutant S06",
                "mutants --cluster docker --only S06",
                "mutants --cluster docker --only E01,S06"
            })
    void aMutantOfTheSimulatorAloneIsNotLookedForOnContainers(String command) {
        Shell.Answer answer = shell.run(command.split(" "));

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains(
                        "S06 exists in the simulator only, as the write-ahead log names a snapshot only when it is there"
                                + " as a whole");
    }

    @Test
    void anUnknownFaultClassIsAnsweredWithAllOfThem() {
        Shell.Answer answer = shell.run("test", "--nemesis", "crash,meteor");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).startsWith("faultline: unknown fault class 'meteor'; legal are all, none, ");
        for (FaultClass faultClass : FaultClass.values()) {
            assertThat(answer.err()).contains(faultClass.kebab());
        }
    }

    @Test
    void anUnknownMutantIsAnsweredWithAllOfThem() {
        Shell.Answer answer = shell.run("test", "--mutant", "E99");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).startsWith("faultline: unknown mutant 'E99'; legal are E01, ");
        for (Variant variant : Variants.all()) {
            assertThat(answer.err()).contains(variant.id());
        }
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheLikelyOne() {
        Shell.Answer answer = shell.run("analyse");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err())
                .startsWith("faultline: Unmatched argument at index 0: 'analyse'\nDid you mean: faultline analyze")
                .endsWith("?\nTry './faultline --help'.\n");
    }

    @Test
    void noCommandIsAMistakeThatAScriptMustNotice() {
        Shell.Answer answer = shell.run();

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).isEqualTo("faultline: a command is missing\nTry './faultline --help'.\n");
    }

    @Test
    void seedsThatDoNotExistAreRefused() {
        Shell.Answer answer = shell.run("test", "--seed", "" + Long.MAX_VALUE, "--test-count", "2");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.err()).contains("there are not so many seeds left");
    }

    @Test
    void whatFaultlineItselfGetsWrongIsOneSentenceAndAnExitOfItsOwn() {
        shell.withFreshSeed(() -> {
            throw new IllegalStateException("no entropy today");
        });

        Shell.Answer answer = shell.run("test", "--store", "~/s");

        assertThat(answer.exit()).isEqualTo(255);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).isEqualTo("""
                        faultline: failed: no entropy today
                        faultline: this is neither a violation nor a pass; --debug shows where it failed
                        """);
        assertThat(shell.run("test", "--store", "~/s", "--debug").err())
                .contains("java.lang.IllegalStateException: no entropy today\n\tat ");
    }

    @Test
    void theVersionNamesTheCommit() {
        Shell.Answer answer = shell.run("--version");

        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).matches("faultline \\S+, commit \\S+, Java \\S+\n");
        assertThat(shell.run("test", "--version").out()).isEqualTo(answer.out());
    }
}
