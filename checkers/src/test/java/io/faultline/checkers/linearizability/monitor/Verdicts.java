package io.faultline.checkers.linearizability.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Decision.Declined;
import io.faultline.checkers.linearizability.Decision.Linearizable;
import io.faultline.checkers.linearizability.Decision.NotLinearizable;
import io.faultline.checkers.linearizability.Monitor;
import io.faultline.checkers.linearizability.kit.Picture;
import java.util.List;

/** What a monitor says about pictures of calls. */
final class Verdicts {
    private final Monitor monitor;
    private final Object initial;

    private Verdicts(Monitor monitor, Object initial) {
        this.monitor = monitor;
        this.initial = initial;
    }

    static Verdicts of(Monitor monitor) {
        return new Verdicts(monitor, null);
    }

    Verdicts with(Object start) {
        return new Verdicts(monitor, start);
    }

    Decision decide(String picture) {
        return monitor.decide(Picture.calls(picture), initial);
    }

    void fine(String picture) {
        assertThat(decide(picture)).isInstanceOf(Linearizable.class);
    }

    void declined(String picture, String reason) {
        assertThat(decide(picture))
                .isInstanceOfSatisfying(
                        Declined.class,
                        declined -> assertThat(declined.reason()).contains(reason));
    }

    /** @param shown what the calls of the proof do, in the order they began: {@code "read null"} */
    void broken(String picture, String why, String... shown) {
        assertThat(decide(picture)).isInstanceOfSatisfying(NotLinearizable.class, broken -> {
            assertThat(broken.why()).contains(why);
            assertThat(broken.proof().stream().map(Verdicts::shown).toList()).isEqualTo(List.of(shown));
        });
    }

    private static String shown(Call call) {
        boolean tells = call.argument() == null && !call.isPending();
        return call.f() + (call.argument() == null ? "" : " " + call.argument()) + (tells ? " " + call.result() : "");
    }
}
