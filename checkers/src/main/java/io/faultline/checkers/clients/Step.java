package io.faultline.checkers.clients;

import java.util.List;

/** Steps of a transaction: {@code ["r", key, value]}, {@code ["w", key, value]}, {@code ["append", key, element]}. */
final class Step {
    private static final int PARTS = 3;

    private Step() {}

    /** Whether all steps are such lists, those that were asked for and, where there was an answer, those it tells. */
    static boolean readable(Operation transaction) {
        if (!(transaction.argument() instanceof List<?> asked) || !allAreSteps(asked)) {
            return false;
        }
        return !transaction.isOk()
                || transaction.result() instanceof List<?> told && told.size() == asked.size() && allAreSteps(told);
    }

    private static boolean allAreSteps(List<?> steps) {
        for (Object step : steps) {
            if (!(step instanceof List<?> parts) || parts.size() != PARTS || !(parts.get(0) instanceof String)) {
                return false;
            }
        }
        return true;
    }

    /** The step at that place as an operation that begins and ends with its transaction. */
    static Operation of(Operation transaction, int place) {
        List<?> asked = (List<?>) ((List<?>) transaction.argument()).get(place);
        String kind = (String) asked.get(0);
        boolean reads = kind.equals("r");
        Object told =
                reads && transaction.isOk() ? ((List<?>) ((List<?>) transaction.result()).get(place)).get(2) : null;
        return new Operation(
                reads ? "read" : kind.equals("w") ? "write" : kind,
                reads ? null : asked.get(2),
                told,
                transaction.events(),
                transaction.begin(),
                transaction.end());
    }
}
