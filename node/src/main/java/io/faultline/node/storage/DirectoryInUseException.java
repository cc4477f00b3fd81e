package io.faultline.node.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Another running node has the data directory. */
public final class DirectoryInUseException extends IOException {
    private static final long serialVersionUID = 1;

    public DirectoryInUseException(Path directory) {
        super("the data directory " + directory + " is in use by another running node");
    }
}
