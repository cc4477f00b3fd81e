package io.faultline.harness.docker;

/**
 * The Docker engine is not there or can't do what a cluster needs of it.
 *
 * <p>The message is one sentence for the user: what is wrong and what to do. It says nothing of the system under test.
 */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineException(String sentence) {
        super(sentence);
    }

    EngineException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
