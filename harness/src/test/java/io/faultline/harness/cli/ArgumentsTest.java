package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.nemesis.fault.FaultClass;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
