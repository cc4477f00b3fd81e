package io.faultline.checkers.history.jepsen;

import java.io.Closeable;
import java.io.IOException;

/** What a file tells, one operation after the other. */
interface Source extends Closeable {

    /** What comes next; null at the end. */
    Told next() throws IOException, BadForm;

    /** The line on which that began, from 1. */
    long line();

    /** The place to name when something is wrong: {@code "line 3"}. */
    String place();
}
