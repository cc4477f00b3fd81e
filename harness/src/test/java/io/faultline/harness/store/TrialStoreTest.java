package io.faultline.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.nemesis.json.ScheduleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial leaves on disk, and when. */
class TrialStoreTest {
    @TempDir
    private Path temp;

    private Path root;
    private TrialStore store;

    @BeforeEach
    void openStore() {
        root = temp.resolve("store");
        store = new TrialStore(root);
    }

    @Test
    void aFolderIsNamedByScenarioTimeAndSeed() throws IOException {
        assertThat(begin().folder()).isEqualTo(root.resolve("election/20261123-160000-7"));
    }

    @Test
    void aMutantHasAFolderOfItsOwn() throws IOException {
        TrialWriter writer =
                store.begin(StoredTrials.scenario().withVariant("E13"), 7, StoredTrials.schedule(), StoredTrials.BEGAN);

        assertThat(writer.folder()).isEqualTo(root.resolve("election-E13/20261123-160000-7"));
    }

    @Test
    void twoTrialsOfOneSecondAndSeedDoNotCollide() throws IOException {
        Path first = begin().folder();
        Path second = begin().folder();
        Path third = begin().folder();

        assertThat(List.of(first, second, third))
                .doesNotHaveDuplicates()
                .allSatisfy(folder -> assertThat(folder.resolve("trial.json")).exists());
        assertThat(second).hasFileName("20261123-160000-7-2");
    }

    @Test
    void beforeItRunsScheduleAndScenarioAreOnDisk() throws IOException {
        Path folder = begin().folder();

        assertThat(names(folder)).containsExactly("schedule.json", "trial.json");
        assertThat(ScheduleJson.read(folder.resolve("schedule.json"))).isEqualTo(StoredTrials.schedule());
        assertThat(TrialFolder.at(folder).info().ended()).startsWith("not ended");
    }

    @Test
    void theHistoryIsOnDiskBeforeThereIsAVerdict() throws IOException {
        TrialWriter writer = begin();
        writer.history(StoredTrials.history());

        assertThat(names(writer.folder()))
                .containsExactly("faults.jsonl", "history.jsonl", "schedule.json", "trial.json");
        assertThat(HistoryReader.read(writer.folder().resolve("history.jsonl"))).isEqualTo(StoredTrials.history());
    }

    @Test
    void aVerdictWithoutAHistoryOnDiskIsRefused() throws IOException {
        TrialWriter writer = begin();

        assertThatThrownBy(() -> writer.judged(StoredTrials.judgement(), 1)).isInstanceOf(IllegalStateException.class);
        assertThat(writer.folder().resolve("verdicts.json")).doesNotExist();
    }

    @Test
    void faultsAreTheFaultLinesOfTheHistory() throws IOException {
        TrialWriter writer = begin();
        History history = StoredTrials.history();
        writer.history(history);

        List<String> expected = history.events().stream()
                .filter(FaultEvent.class::isInstance)
                .map((Event event) -> HistoryWriter.line(event))
                .toList();
        assertThat(Files.readAllLines(writer.folder().resolve("faults.jsonl")))
                .hasSize(2)
                .isEqualTo(expected);
    }

    @Test
    void aCompleteTrialIsReadBackAsItWas() throws IOException {
        TrialWriter writer = begin();
        writer.history(StoredTrials.history());
        TrialRecord record = writer.judged(StoredTrials.judgement(), 12);

        assertThat(record.info().ended()).isEqualTo("completed");
        assertThat(record.info().wallMillis()).isEqualTo(12);
        assertThat(record.info().nemesis()).containsExactly("crash");
        assertThat(TrialFolder.read(writer.folder())).isEqualTo(record);
        assertThat(TrialFolder.at(writer.folder()).scenario()).isEqualTo(StoredTrials.scenario());
    }

    @Test
    void aTrialThatWasStoppedSaysSo() throws IOException {
        TrialWriter writer = begin();
        writer.history(StoredTrials.history());
        writer.stopped("interrupted at 3 s of cluster time", 5);

        assertThat(TrialFolder.at(writer.folder()).info().ended()).isEqualTo("interrupted at 3 s of cluster time");
        assertThat(latest()).isEqualTo(writer.folder());
    }

    @Test
    void theReplayLineCanBeCopiedAlsoWhereAPathHasBlanks() throws IOException {
        TrialWriter writer = new TrialStore(temp.resolve("my store's"))
                .begin(StoredTrials.scenario(), 7, StoredTrials.schedule(), StoredTrials.BEGAN);

        assertThat(TrialFolder.at(writer.folder()).info().replay())
                .isEqualTo("./faultline replay '" + temp + "/my store'\\''s/election/20261123-160000-7'");
    }

    @Test
    void latestIsALinkToTheTrialStoredLast() throws IOException {
        Path first = StoredTrials.storedIn(root);
        assertThat(latest()).isEqualTo(first);
        assertThat(Files.readSymbolicLink(root.resolve("latest")))
                .as("relative, so that the store can be moved")
                .isEqualTo(Path.of("election/20261123-160000-7"));

        Path second = StoredTrials.storedIn(root);
        assertThat(latest()).isEqualTo(second).isNotEqualTo(first);
        assertThat(names(root)).containsExactly("election", "latest");
    }

    @Test
    void whereNoLinkCanBeMadeAFileNamesTheLatest() throws IOException {
        // A folder with something in it cannot be replaced by a link: like a file system without links.
        Files.createDirectories(root.resolve("latest/mine"));

        Path folder = StoredTrials.storedIn(root);

        assertThat(root.resolve("latest.txt")).hasContent("election/20261123-160000-7");
        assertThat(names(root)).containsExactly("election", "latest", "latest.txt");
        assertThat(root.resolve("latest/mine")).isDirectory();
        Files.delete(root.resolve("latest/mine"));
        Files.delete(root.resolve("latest"));
        assertThat(TrialFolder.at(root.resolve("latest")).path()).isEqualTo(folder);
    }

    @Test
    void nothingIsWrittenOutsideTheStoreHoweverItIsNamed() throws IOException {
        Path roundabout = temp.resolve("a/../b/./../store");

        Path folder = StoredTrials.storedIn(roundabout);

        assertThat(folder).isEqualTo(root.resolve("election/20261123-160000-7"));
        assertThat(names(temp)).containsExactly("store");
        assertThat(names(folder))
                .containsExactly("faults.jsonl", "history.jsonl", "schedule.json", "trial.json", "verdicts.json");
    }

    @Test
    void theSameTrialIsStoredAsTheSameBytes() throws IOException {
        Path one = StoredTrials.storedIn(temp.resolve("one"));
        Path other = StoredTrials.storedIn(temp.resolve("two"));

        for (String name : names(one)) {
            String then = Files.readString(one.resolve(name), UTF_8).replace("/one/", "/two/");
            assertThat(other.resolve(name)).hasContent(then);
        }
    }

    private TrialWriter begin() throws IOException {
        return store.begin(StoredTrials.scenario(), 7, StoredTrials.schedule(), StoredTrials.BEGAN);
    }

    private Path latest() throws IOException {
        return root.resolve("latest").toRealPath();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }
}
