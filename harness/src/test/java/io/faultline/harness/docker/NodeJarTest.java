package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeJarTest {
    @TempDir
    Path folder;

    @Test
    void isTheSameEachTime() throws IOException {
        assertThat(NodeJar.bytes()).isEqualTo(NodeJar.bytes());
    }

    /** With every class it needs to elect a leader: the rehearsal would say which one is missing. */
    @Test
    void hasAllThatANodeNeeds() throws Exception {
        Path jar = Files.write(folder.resolve("node.jar"), NodeJar.bytes());
        Path output = folder.resolve("output");
        Process rehearsal = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        jar.toString(),
                        "io.faultline.node.process.Rehearsal")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(rehearsal.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).content().isEqualToIgnoringNewLines("rehearsed: 3 nodes elected a leader");
            assertThat(rehearsal.exitValue()).isZero();
        } finally {
            rehearsal.destroyForcibly();
        }
    }
}
