package io.faultline.node.process;

import java.util.List;

/** The environment does not say how to run a node; the message is one line that names every problem. */
final class BadConfigException extends Exception {
    private static final long serialVersionUID = 1;

    BadConfigException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
