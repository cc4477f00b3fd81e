package io.faultline.nemesis.schedule;

import java.util.List;

/** A schedule that cannot be read or played; the message says where and what was expected. */
public final class MalformedScheduleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int PROBLEMS_SHOWN = 5;

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

    /** Returns the exception for a schedule that reads well but cannot be played. */
    public static MalformedScheduleException unplayable(String source, List<String> problems) {
        int shown = Math.min(PROBLEMS_SHOWN, problems.size());
        String text = String.join("; ", problems.subList(0, shown));
        String more = shown < problems.size() ? "; and " + (problems.size() - shown) + " more" : "";
        return new MalformedScheduleException(source, 0, text + more);
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
