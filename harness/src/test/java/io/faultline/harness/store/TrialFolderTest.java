package io.faultline.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.json.MalformedHistoryException;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that is not the whole and sound record of a trial is refused with a sentence that helps. */
class TrialFolderTest {
    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void storeATrial() throws IOException {
        folder = StoredTrials.storedIn(temp);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trial.json    | missing: is this the folder of a trial?",
                "schedule.json | missing: without it the trial cannot be run again as it was",
                "history.jsonl | missing: the trial was killed before it was written; run it again with replay",
                "verdicts.json | missing: the trial came to no verdict; run analyze on the folder first",
            })
    void aMissingFileIsNamed(String name, String sentence) throws IOException {
        Files.delete(folder.resolve(name));

        assertThatThrownBy(() -> TrialFolder.read(folder))
                .isInstanceOf(MalformedTrialException.class)
                .hasMessage(folder.resolve(name) + ": " + sentence);
    }

    @Test
    void faultsAreDerivedAndNotNeeded() throws IOException {
        Files.delete(folder.resolve("faults.jsonl"));

        assertThat(TrialFolder.read(folder).history()).isEqualTo(StoredTrials.history());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial.json", "schedule.json", "history.jsonl", "verdicts.json"})
    void aFileCutOffIsRefused(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        Files.write(folder.resolve(name), java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial.json", "schedule.json", "history.jsonl", "verdicts.json"})
    void anEmptyFileOfOneObjectIsRefusedAndAnEmptyHistoryIsOneWithoutEvents(String name) throws IOException {
        Files.write(folder.resolve(name), new byte[0]);

        if (name.equals("history.jsonl")) {
            assertThat(TrialFolder.read(folder).history().size()).isZero();
        } else {
            assertRefused(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial.json", "schedule.json", "history.jsonl", "verdicts.json"})
    void bytesThatAreNoCharactersAreRefused(String name) throws IOException {
        Files.write(folder.resolve(name), new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '\n'});

        assertRefused(name);
    }

    @Test
    void aWrongLineOfTheHistoryIsNamed() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("history.jsonl"));
        lines.remove(3);
        Files.write(folder.resolve("history.jsonl"), lines);

        assertThatThrownBy(() -> TrialFolder.read(folder))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith(folder.resolve("history.jsonl") + ", line 4: ");
    }

    @Test
    void aScheduleForAnotherClusterIsRefused() throws IOException {
        Path file = folder.resolve("trial.json");
        Files.writeString(file, Files.readString(file).replace("\"nodes\": 3", "\"nodes\": 5"));

        assertThatThrownBy(() -> TrialFolder.at(folder).schedule())
                .isInstanceOf(MalformedTrialException.class)
                .hasMessageEndingWith(
                        "schedule.json: made for 3 nodes, but trial.json says 5; one of the two was changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ground\": \"sim\" | \"ground\": \"moon\" | unknown ground 'moon'; legal are sim, docker",
                "\"workload\": \"election\" | \"workload\": \"x\" | unknown workload 'x'; legal are election",
                "\"variant\": null | \"variant\": \"../E1\" | unknown mutant '../E1'",
                "[\"crash\"] | [\"meteor\"] | unknown fault class 'meteor'; legal are",
            })
    void aScenarioThatThisVersionDoesNotKnowIsRefused(String right, String wrong, String sentence) throws IOException {
        Path file = folder.resolve("trial.json");
        Files.writeString(file, Files.readString(file).replace(right, wrong));

        assertThatThrownBy(() -> TrialFolder.at(folder).scenario())
                .isInstanceOf(MalformedTrialException.class)
                .hasMessageStartingWith(file + ": " + sentence);
    }

    @Test
    void theLatestTrialIsFoundByItsLinkAndKeptWhenTheLinkMovesOn() throws IOException {
        TrialFolder latest = TrialFolder.at(temp.resolve("latest"));
        StoredTrials.storedIn(temp);

        assertThat(latest.path()).isEqualTo(folder);
    }

    @Test
    void aPathThatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> TrialFolder.at(temp.resolve("nowhere")))
                .isInstanceOf(MalformedTrialException.class)
                .hasMessage(temp + "/nowhere: no such folder; give a trial's folder, such as store/latest");
        assertThatThrownBy(() -> TrialFolder.at(folder.resolve("trial.json")))
                .isInstanceOf(MalformedTrialException.class)
                .hasMessageEndingWith("trial.json: a file; give the trial's folder, such as store/latest");
    }

    @Test
    void aFileThatNamesTheLatestMustNameAFolder() throws IOException {
        Files.delete(temp.resolve("latest"));
        Files.writeString(temp.resolve("latest.txt"), "\0\n");

        assertThatThrownBy(() -> TrialFolder.at(temp.resolve("latest")))
                .isInstanceOf(MalformedTrialException.class)
                .hasMessageEndingWith("latest.txt, line 1: not the path of a folder");
    }

    @Test
    void verdictsCanBeReplaced() throws IOException {
        TrialFolder trial = TrialFolder.at(folder);
        trial.judge(io.faultline.checkers.Judgement.of(List.of()));

        assertThat(trial.judgement().verdicts()).isEmpty();
    }

    private void assertRefused(String name) {
        assertThatThrownBy(() -> TrialFolder.read(folder))
                .isInstanceOfAny(
                        MalformedTrialException.class,
                        MalformedScheduleException.class,
                        MalformedHistoryException.class)
                .hasMessageContaining(folder.resolve(name).toString());
    }
}
