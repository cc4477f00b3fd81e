package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.store.TrialFolder;
import io.faultline.harness.workload.Load;
import io.faultline.harness.workload.Think;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A workload and its load on the command line: what they do, and that they are kept with the trial. */
class WorkloadOptionsTest {
    @TempDir
    private Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
    }

    @Test
    void theLoadThatWasAskedForIsStoredAndReadBack() throws IOException {
        test("--rate=80.5", "--concurrency=4", "--keys=7", "--skew=0.5", "--pinned=0.25", "--think=fixed");

        Load load = TrialFolder.at(stored()).scenario().load();
        assertThat(load).isEqualTo(new Load(80.5, 4, 7, 0.5, 0.25, 0).withThink(Think.FIXED));
    }

    @Test
    void whatIsNotAskedForStaysAsUsualForTheWorkload() throws IOException {
        test("--no-sessions", "--call-limit=700ms");

        Load usual = TrialFolder.at(stored())
                .scenario()
                .workload()
                .clients()
                .orElseThrow()
                .standardLoad();
        assertThat(TrialFolder.at(stored()).scenario().load())
                .isEqualTo(usual.withSessions(false).withLimit(700_000_000));
    }

    @Test
    void aTrialWithClientsIsReplayedExactly() {
        test("--rate=100", "--retries=3", "--call-limit=300ms", "--think=fixed", "--nemesis=partition,crash");

        Shell.Answer answer = shell.run("replay", "~/s/latest");

        assertThat(answer.out()).containsPattern("\nthe history is identical: \\d{4,} lines\n");
    }

    @Test
    void analyzeSaysWhichCheckersItRan() throws IOException {
        test();

        Shell.Answer answer = shell.run("analyze", "~/s/latest");
        JsonNode json =
                shell.run("analyze", "~/s/latest/history.jsonl", "--json").json();

        for (String checker :
                new String[] {"election-safety", "log-matching", "availability", "stale-reads", "exactly-once"}) {
            assertThat(answer.out()).contains(checker + " ");
            assertThat(json.toString()).contains("\"" + checker + "\"");
        }
        assertThat(answer.out()).doesNotContain("fifo ").doesNotContain("fencing-tokens ");
    }

    private void test(String... options) {
        String[] words = new String[options.length + 7];
        System.arraycopy(
                new String[] {
                    "test", "--store=~/s", "--seed=7", "--workload=kv", "--nodes=3", "--time-limit=30s", "--json"
                },
                0,
                words,
                0,
                7);
        System.arraycopy(options, 0, words, 7, options.length);
        Shell.Answer answer = shell.run(words);
        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
    }

    private Path stored() {
        return temp.resolve("s/latest");
    }
}
