package io.faultline.node.net;

import java.io.IOException;

/** A peer's bytes make no sense; the connection they came over can't be read any further. */
public final class BrokenFrameException extends IOException {
    private static final long serialVersionUID = 1;

    private final long offset;

    BrokenFrameException(String peer, long offset, String what) {
        super("from " + peer + ", byte " + offset + " of the connection: " + what);
        this.offset = offset;
    }

    /** Which byte of the connection is the first that makes no sense, counted from 0. */
    public long offset() {
        return offset;
    }
}
