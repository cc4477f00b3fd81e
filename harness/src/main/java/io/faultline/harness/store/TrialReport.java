package io.faultline.harness.store;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the page a person looks at. The store knows when to write it and where, never how. */
@FunctionalInterface
public interface TrialReport {
    /** Name of the page in a trial's folder. */
    String FILE = "report.html";

    /** Writes the report of that trial to {@code file}, replacing what was there. */
    void write(TrialRecord record, Path file) throws IOException;
}
