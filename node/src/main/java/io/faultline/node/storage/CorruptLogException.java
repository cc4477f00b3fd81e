package io.faultline.node.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A write-ahead log holds something that no crash can have left there.
 *
 * <p>The node must not start: it may have promised something that can't be read any more. Trying again does
 * not help.
 */
public final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1;

    private final long offset;
    private final long record;

    CorruptLogException(Path file, long offset, long record, String what) {
        super(file + " is damaged: " + (record == 0 ? "the header" : "record " + record) + " at byte " + offset + ' '
                + what + "; the node does not start, as it could break a promise it no longer knows of: restore the"
                + " file from a copy made after the node's last run, or replace the node by a new member, but do not"
                + " just delete the file, for a node that forgets its vote can give it twice");
        this.offset = offset;
        this.record = record;
    }

    /** Where in the file the unreadable record begins. */
    public long offset() {
        return offset;
    }

    /** Which record it is, counted from 1; 0 is the header. */
    public long record() {
        return record;
    }
}
