package io.faultline.node.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A node's disk holds something that no crash can have left there.
 *
 * <p>The node must not start: it may have promised something that can't be read any more. Trying again does
 * not help.
 */
public final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1;

    private static final String ADVICE = "; the node does not start, as it could break a promise it no longer knows of:"
            + " restore its directory from a copy made after the node's last run, or replace the node by a new member, but"
            + " do not just delete the file, for a node that forgets its vote can give it twice";

    private final long offset;
    private final long group;

    CorruptLogException(Path file, long offset, long group, String what) {
        super(file + " is damaged: " + (group == 0 ? "the header" : "group " + group) + " at byte " + offset + ' '
                + what + ADVICE);
        this.offset = offset;
        this.group = group;
    }

    CorruptLogException(Path file, String what) {
        super(file + " " + what + ADVICE);
        this.offset = 0;
        this.group = 0;
    }

    /** Where in the file the unreadable group of writes begins. */
    public long offset() {
        return offset;
    }

    /** Which group it is, counted from 1; 0 is the header, or the file as a whole. */
    public long group() {
        return group;
    }
}
