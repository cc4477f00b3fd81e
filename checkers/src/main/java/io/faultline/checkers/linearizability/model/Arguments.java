package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import java.util.List;
import java.util.Optional;

/** What the arguments of operations must look like, and how they are taken apart. */
final class Arguments {
    private Arguments() {}

    /** A cas that found another value, as its end or its result says. */
    static boolean isRefused(Call call) {
        return call.fate() == Fate.REFUSED || Boolean.FALSE.equals(call.result());
    }

    /** What a cas expects to find. */
    static Object expected(Call cas) {
        return ((List<?>) cas.argument()).get(0);
    }

    /** What a cas leaves. */
    static Object replacement(Call cas) {
        return ((List<?>) cas.argument()).get(1);
    }

    static Optional<String> pair(Call cas) {
        return cas.argument() instanceof List<?> pair && pair.size() == 2
                ? Optional.empty()
                : wrong(cas, "is no list of the value expected and the value to leave");
    }

    static Optional<String> number(Call call) {
        return call.argument() instanceof Long ? Optional.empty() : wrong(call, "is no whole number");
    }

    /** Something, as nothing is what an empty container gives. */
    static Optional<String> element(Call call) {
        return call.argument() != null ? Optional.empty() : wrong(call, "is no element");
    }

    private static Optional<String> wrong(Call call, String how) {
        return Optional.of("the argument " + call.argument() + " of " + call.told() + " " + how);
    }
}
