package io.faultline.node.failpoint;

/** A request that makes no sense, with the sentence that says why. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1;

    BadRequestException(String sentence) {
        super(sentence);
    }
}
