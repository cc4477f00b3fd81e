package io.faultline.checkers.replication;

import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all checkers of this package say of one history, found out on one walk along it.
 *
 * <p>To know each log before each event costs more than any rule does, so it is done once for all of them. A rule that fails is
 * told of nothing more, and takes no other with it: its error is kept for whoever asks for its verdict.
 */
final class LogVerdicts {
    private final Map<Class<? extends LogChecker>, Course> courses = new LinkedHashMap<>();

    /** Those of this history, made once. */
    static LogVerdicts of(History history) {
        return history.view(LogVerdicts.class, LogVerdicts::new);
    }

    private LogVerdicts(History history) {
        Map<LogKind, List<Course>> asking = new EnumMap<>(LogKind.class);
        for (LogKind kind : LogKind.values()) {
            asking.put(kind, new ArrayList<>());
        }
        ReplicatedLogs logs = ReplicatedLogs.of(history);
        LogWalk walk = new LogWalk(logs);
        for (LogChecker checker : ReplicationCheckers.rules()) {
            Course course = new Course();
            course.attempt(() -> course.rule = checker.rule(history, walk));
            courses.put(checker.getClass(), course);
            if (course.rule != null) {
                course.rule.kinds().forEach(kind -> asking.get(kind).add(course));
            }
        }
        Course[][] byKind = asking.values().stream()
                .map(list -> list.toArray(Course[]::new))
                .toArray(Course[][]::new);
        walk.along((p, before) -> {
            for (Course course : byKind[logs.kind[p].ordinal()]) {
                course.judge(p, before);
            }
        });
        courses.values().forEach(course -> course.attempt(() -> course.rule.end()));
    }

    /** What this checker says. */
    Verdict of(LogChecker checker) {
        return courses.get(checker.getClass()).verdict();
    }

    /** One rule on its way along the history, as far as it comes. */
    private static final class Course {
        private LogRule rule;
        private Throwable failure;

        void judge(int p, NodeState before) {
            if (failure == null) {
                try {
                    rule.judge(p, before);
                } catch (RuntimeException | StackOverflowError error) {
                    failure = error;
                }
            }
        }

        void attempt(Runnable step) {
            if (failure == null) {
                try {
                    step.run();
                } catch (RuntimeException | StackOverflowError error) {
                    failure = error;
                }
            }
        }

        Verdict verdict() {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            } else if (failure instanceof Error error) {
                throw error;
            }
            return rule.verdict();
        }
    }
}
