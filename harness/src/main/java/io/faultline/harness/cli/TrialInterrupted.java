package io.faultline.harness.cli;

import java.nio.file.Path;

/** The user stopped a trial. */
final class TrialInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    TrialInterrupted(String sentence, Path folder) {
        super(sentence);
        this.folder = folder;
    }

    /** Where it was stored so far, or null. */
    Path folder() {
        return folder;
    }
}
