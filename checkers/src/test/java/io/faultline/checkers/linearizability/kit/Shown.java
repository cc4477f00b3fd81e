package io.faultline.checkers.linearizability.kit;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Fate;
import java.util.List;

/** Calls as a failure message shows them. */
public final class Shown {
    private Shown() {}

    public static String of(List<Call> calls) {
        StringBuilder text = new StringBuilder();
        for (Call call : calls) {
            text.append(String.format(
                    "  [%d, %s] %d %s %s %s -> %s%n",
                    call.invoke(),
                    call.isPending() ? "∞" : String.valueOf(call.end()),
                    call.process(),
                    call.f(),
                    call.key(),
                    call.argument(),
                    call.fate() == Fate.OK ? call.result() : call.fate()));
        }
        return text.toString();
    }
}
