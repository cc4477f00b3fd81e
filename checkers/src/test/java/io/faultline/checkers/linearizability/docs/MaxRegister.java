package io.faultline.checkers.linearizability.docs;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.Set;

/** A register that remembers the greatest number it was ever given. */
record MaxRegister() implements Model<Long> {
    public String name() {
        return "max-register";
    }

    public Set<String> operations() {
        return Set.of("write", "read");
    }

    public Long initial() {
        return 0L;
    }

    public Long step(Long greatest, Call call) {
        if (call.is("write")) {
            return Math.max(greatest, (Long) call.argument());
        }
        return greatest.equals(call.result()) ? greatest : null;
    }
}
