package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cli.DoctorCommand.Probe;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What this machine has is found, and what it lacks is told with what to do. */
class MachineTest {
    @TempDir
    private Path temp;

    @Test
    void aMachineThatRunsThisTestCanRunTheSimulator() {
        assertThat(Machine.probes(Map.of())).filteredOn(Probe::needed).allMatch(Probe::ok);
    }

    @Test
    void everyProbeThatFailsSaysWhatToDo() {
        assertThat(Machine.probes(Map.of("DOCKER_HOST", "unix://" + temp + "/none.sock")))
                .filteredOn(probe -> !probe.ok())
                .isNotEmpty()
                .allSatisfy(probe -> assertThat(probe.finding()).contains("; "));
    }

    @Test
    void anEngineIsFoundByItsSocketOnly() throws IOException {
        Path socket = temp.resolve("docker.sock");
        Map<String, String> environment = Map.of("DOCKER_HOST", "unix://" + socket);
        assertThat(docker(environment).finding())
                .isEqualTo("no engine at " + socket
                        + ": container suites are skipped; install and start Docker, or set DOCKER_HOST");

        try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            engine.bind(UnixDomainSocketAddress.of(socket));
            assertThat(docker(environment))
                    .isEqualTo(new Probe("docker", true, false, "an engine listens at " + socket));
        }
        assertThat(socket).as("a socket that nobody listens at any more").exists();
        assertThat(docker(environment).ok()).isFalse();
    }

    @Test
    void anEngineElsewhereIsTakenAtItsWord() {
        assertThat(docker(Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375")).finding())
                .isEqualTo("DOCKER_HOST is tcp://10.0.0.1:2375 (not asked)");
    }

    @Test
    void aHostThatIsNoAddressIsNoEngine() {
        assertThat(docker(Map.of("DOCKER_HOST", "unix://a b^")).ok()).isFalse();
    }

    @Test
    void aBrowserNeedsItsDriver() throws IOException {
        Map<String, String> path = Map.of("PATH", temp + java.io.File.pathSeparator + "/no\0where");
        assertThat(chromium(path).finding()).startsWith("chromium and chromedriver not found: ");

        program("chromium");
        assertThat(chromium(path).finding()).startsWith("chromedriver not found: ");

        program("chromedriver");
        assertThat(chromium(path).ok()).isTrue();
    }

    @Test
    void theCommandPrintsOneLineEachAndSucceeds() {
        Shell shell = new Shell(temp);
        // Where an engine listens, containers would be started, which is a test of its own.
        shell.withEnvironment(Map.of("DOCKER_HOST", "unix://" + temp + "/none.sock"));
        Shell.Answer answer = shell.run("doctor");
        JsonNode json = shell.run("doctor", "--json").json();

        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).startsWith("ok       java  ").contains("the simulator can run: ./faultline test");
        assertThat(json.get("able").booleanValue()).isTrue();
        assertThat(json.get("probes").size()).isEqualTo(7);
    }

    private void program(String name) throws IOException {
        assertThat(Files.createFile(temp.resolve(name)).toFile().setExecutable(true))
                .isTrue();
    }

    private static Probe docker(Map<String, String> environment) {
        return probe("docker", environment);
    }

    private static Probe chromium(Map<String, String> environment) {
        return probe("chromium", environment);
    }

    private static Probe probe(String what, Map<String, String> environment) {
        return Machine.probes(environment).stream()
                .filter(probe -> probe.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
