package io.faultline.harness.docker;

/** A node could not be asked, refused, or is not as it was asked to be; in words for the record of the trial. */
final class FailpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailpointException(String sentence) {
        super(sentence);
    }
}
