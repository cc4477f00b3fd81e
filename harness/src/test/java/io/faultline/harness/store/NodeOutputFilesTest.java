package io.faultline.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes write is on disk as they wrote it. */
class NodeOutputFilesTest {
    @TempDir
    private Path trial;

    @Test
    void eachNodeHasAFileWithItsBytesInTheOrderTheyCame() throws IOException {
        try (NodeOutputFiles output = new NodeOutputFiles(trial)) {
            output.wrote("n1", "{\"node\":\"n1\"}\ncut o".getBytes(UTF_8));
            output.wrote("n2", new byte[] {(byte) 0xff, 0});
            output.wrote("n1", "ff\n".getBytes(UTF_8));
        }

        assertThat(trial.resolve("nodes/n1.log")).hasContent("{\"node\":\"n1\"}\ncut off\n");
        assertThat(trial.resolve("nodes/n2.log")).hasBinaryContent(new byte[] {(byte) 0xff, 0});
    }

    @Test
    void whatWasWrittenIsThereBeforeTheEnd() throws IOException {
        try (NodeOutputFiles output = new NodeOutputFiles(trial)) {
            output.wrote("n1", "a\n".getBytes(UTF_8));

            assertThat(trial.resolve("nodes/n1.log")).hasContent("a\n");
        }
    }

    @Test
    void nodesThatWriteNothingLeaveNoFolder() throws IOException {
        new NodeOutputFiles(trial).close();

        assertThat(trial).isEmptyDirectory();
    }

    @Test
    void whatComesAfterTheEndIsDropped() throws IOException {
        NodeOutputFiles output = new NodeOutputFiles(trial);
        output.close();
        output.close();

        output.wrote("n1", "late\n".getBytes(UTF_8));

        assertThat(trial).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsToldOfAtTheEnd() throws IOException {
        Files.createFile(trial.resolve("nodes"));
        NodeOutputFiles output = new NodeOutputFiles(trial);

        output.wrote("n1", "a\n".getBytes(UTF_8));

        assertThatThrownBy(output::close).isInstanceOf(IOException.class).hasMessageContaining("nodes");
    }
}
