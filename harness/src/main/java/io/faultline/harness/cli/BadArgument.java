package io.faultline.harness.cli;

/** The user asked for something that cannot be; the message is a sentence that says what can. */
final class BadArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArgument(String sentence) {
        super(sentence);
    }

    BadArgument(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
