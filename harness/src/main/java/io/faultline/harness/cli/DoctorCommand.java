package io.faultline.harness.cli;

import io.faultline.harness.docker.DockerExamination;
import io.faultline.harness.docker.DockerSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code faultline doctor}: what this machine can run. */
@Command(
        name = "doctor",
        description = {
            "Say what this machine can run, and what to do about the rest.",
            "Exits with 0 when trials can be run in the simulator."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<List<Probe>> probes;

    @Option(
            names = "--clean",
            description = "First remove the containers and networks that killed trials left at the Docker engine. Only"
                    + " what carries Faultline's label, and not what a trial uses that runs at this moment.")
    private boolean clean;

    @Option(names = "--all", description = "With --clean: also what trials use that run at this moment.")
    private boolean all;

    @Mixin
    private OutputOptions output;

    DoctorCommand(Console console) {
        this(console, () -> everything(console));
    }

    DoctorCommand(Console console, Supplier<List<Probe>> probes) {
        this.console = console;
        this.probes = probes;
    }

    /** Containers are looked at where an engine listens; that takes a few seconds, as one node is started. */
    private static List<Probe> everything(Console console) {
        List<Probe> all = new ArrayList<>(Machine.probes(console.environment()));
        if (all.stream().anyMatch(probe -> probe.what().equals("docker") && probe.ok())) {
            for (DockerExamination.Finding finding : DockerExamination.examine()) {
                all.add(new Probe(finding.what(), finding.ok(), false, finding.text()));
            }
        }
        return all;
    }

    @Override
    public Integer call() {
        if (all && !clean) {
            throw new BadArgument("--all goes with --clean: doctor --clean --all");
        }
        if (clean) {
            console.err().println("faultline: " + DockerSupport.removeClusters(all));
        }
        List<Probe> found = probes.get();
        boolean able = found.stream().allMatch(probe -> probe.ok() || !probe.needed());
        ExitCode exit = able ? ExitCode.VALID : ExitCode.HARNESS_FAILED;
        if (output.json()) {
            printJson(found, able, exit);
        } else {
            printText(found, able);
        }
        return exit.code();
    }

    private void printText(List<Probe> found, boolean able) {
        Ink ink = new Ink(console.colour());
        for (Probe probe : found) {
            String state =
                    probe.ok() ? ink.good("ok     ") : probe.needed() ? ink.bad("missing") : ink.doubtful("missing");
            console.out().printf("%s  %-13s  %s%n", state, probe.what(), probe.finding());
        }
        console.out().println();
        console.out()
                .println(
                        able
                                ? ink.good("the simulator can run: ./faultline test")
                                : ink.bad("the simulator cannot run before this is put right"));
    }

    private void printJson(List<Probe> found, boolean able, ExitCode exit) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Probe probe : found) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("what", probe.what());
            entry.put("ok", probe.ok());
            entry.put("needed", probe.needed());
            entry.put("finding", probe.finding());
            list.add(entry);
        }
        new JsonAnswer("doctor")
                .put("able", able)
                .put("exit", exit.code())
                .put("probes", list)
                .print(console.out());
    }

    /**
     * One thing looked at.
     *
     * @param needed whether the simulator cannot do without it
     * @param finding what was found; when it is not well, also what to do
     */
    record Probe(String what, boolean ok, boolean needed, String finding) {}
}
