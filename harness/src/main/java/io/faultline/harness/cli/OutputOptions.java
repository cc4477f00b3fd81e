package io.faultline.harness.cli;

import picocli.CommandLine.Option;

/** How a command answers. */
final class OutputOptions {
    @Option(names = "--json", description = "Answer with one JSON object, and nothing else, on standard output.")
    private boolean json;

    boolean json() {
        return json;
    }
}
