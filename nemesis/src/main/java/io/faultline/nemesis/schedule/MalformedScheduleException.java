package io.faultline.nemesis.schedule;

/** A schedule that cannot be read or played; the message says where and what was expected. */
public final class MalformedScheduleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;

    /**
     * Creates the exception.
     *
     * @param source the file, or what stands for it
     * @param line counted from 1; 0 when the problem has no line
     * @param problem what is wrong and what was expected
     */
    public MalformedScheduleException(String source, int line, String problem) {
        super(source + (line > 0 ? ":" + line : "") + ": " + problem);
        this.source = source;
        this.line = line;
    }

    /** Returns the file, or what stands for it. */
    public String source() {
        return source;
    }

    /** Returns the line, counted from 1; 0 when the problem has no line. */
    public int line() {
        return line;
    }
}
