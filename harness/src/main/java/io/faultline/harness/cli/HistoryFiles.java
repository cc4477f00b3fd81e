package io.faultline.harness.cli;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.jepsen.JepsenHistory;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.harness.store.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Histories wherever they stand: in a trial's folder, in a file of ours, in one of Jepsen's. */
final class HistoryFiles {
    private HistoryFiles() {}

    /** Whether this is a file in one of Jepsen's forms. */
    static boolean isJepsens(Path path) throws IOException {
        return Files.isRegularFile(path) && JepsenHistory.isIn(path);
    }

    /** The history there; {@code keys} says how one of Jepsen's tells its keys. */
    static History read(Path path, JepsenHistory.Keys keys) throws IOException {
        if (!Files.exists(path)) {
            throw new BadArgument(path + ": no such file or folder");
        }
        if (!Files.isReadable(path)) {
            throw new BadArgument(path + ": no permission to read it");
        }
        if (!Files.isRegularFile(path)) {
            return TrialFolder.at(path).history();
        }
        Path file = path.normalize();
        return JepsenHistory.isIn(file) ? JepsenHistory.read(file, keys) : HistoryReader.read(file);
    }
}
