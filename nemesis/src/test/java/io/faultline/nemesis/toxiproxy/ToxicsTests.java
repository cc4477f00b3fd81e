package io.faultline.nemesis.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkShape;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.LinkState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A link's state in toxics")
class ToxicsTests {

    private static final Link LINK = new Link("n1", "n2");
    private static final long MILLI = 1_000_000;

    private static Injection cut(CutKind kind) {
        return new Injection.CutLinks(Set.of(LINK), kind);
    }

    private static Injection shape(LinkShape shape) {
        return new Injection.ShapeLinks(Set.of(LINK), shape);
    }

    private static LinkState state(Injection... injections) {
        ActiveFaults faults = ActiveFaults.NONE;
        for (int i = 0; i < injections.length; i++) {
            faults = faults.with(i, injections[i]);
        }
        return faults.stateOf(LINK);
    }

    private static String toxics(LinkState state) {
        return Toxics.of(state, 0).toString();
    }

    private static String toxics(LinkShape shape) {
        return toxics(state(shape(shape)));
    }

    @Test
    @DisplayName("a healthy link has none and is on")
    void healthy() {
        assertThat(toxics(LinkState.HEALTHY)).isEqualTo("on");
    }

    @Test
    @DisplayName("a black hole swallows both streams and never closes; a refusal is no toxic")
    void cuts() {
        assertThat(toxics(state(cut(CutKind.BLACK_HOLE))))
                .isEqualTo("on timeout_downstream(timeout=0) timeout_upstream(timeout=0)");
        assertThat(toxics(state(cut(CutKind.REFUSED)))).isEqualTo("off");
    }

    @Test
    @DisplayName("each shape has its toxic, on what the speaker says")
    void shapes() {
        assertThat(toxics(new LinkShape.Throttle(8_999))).isEqualTo("on bandwidth_upstream(rate=8)");
        assertThat(toxics(new LinkShape.Slice(7, 1_500)))
                .isEqualTo("on slicer_upstream(average_size=7 delay=2 size_variation=0)");
        assertThat(toxics(new LinkShape.CloseLate(300 * MILLI))).isEqualTo("on slow_close_upstream(delay=300)");
        assertThat(toxics(new LinkShape.Reset(0))).isEqualTo("on reset_peer_upstream(timeout=0)");
        assertThat(toxics(new LinkShape.CloseAfter(99))).isEqualTo("on limit_data_upstream(bytes=99)");
    }

    @Test
    @DisplayName("a delay is fixed: the base and what was drawn, rounded up, without a jitter of Toxiproxy's")
    void delay() {
        LinkState state = state(shape(new LinkShape.Delay(100 * MILLI, 50 * MILLI)));

        assertThat(Toxics.of(state, 20 * MILLI + 1)).hasToString("on latency_upstream(jitter=0 latency=121)");
        assertThat(toxics(new LinkShape.Delay(1, 0))).isEqualTo("on latency_upstream(jitter=0 latency=1)");
        assertThat(toxics(new LinkShape.Delay(0, MILLI))).isEqualTo("on");
    }

    @Test
    @DisplayName("a throttle is never so narrow that Toxiproxy takes it for none")
    void leastRate() {
        assertThat(toxics(new LinkShape.Throttle(1))).isEqualTo("on bandwidth_upstream(rate=1)");
    }

    @Test
    @DisplayName("a lost request is swallowed on its own stream only, and so is a lost reply")
    void clients() {
        LinkState lost = state(cut(CutKind.BLACK_HOLE));
        LinkState late = state(shape(new LinkShape.Delay(100 * MILLI, 0)));

        assertThat(Toxics.ofClients(lost, 0, LinkState.HEALTHY, 0)).hasToString("on timeout_upstream(timeout=0)");
        assertThat(Toxics.ofClients(LinkState.HEALTHY, 0, lost, 0)).hasToString("on timeout_downstream(timeout=0)");
        assertThat(Toxics.ofClients(late, MILLI, lost, 0))
                .hasToString("on latency_upstream(jitter=0 latency=101) timeout_downstream(timeout=0)");
        assertThat(Toxics.ofClients(late, 0, late, 2 * MILLI))
                .hasToString("on latency_downstream(jitter=0 latency=102) latency_upstream(jitter=0 latency=100)");
        assertThat(Toxics.ofClients(late, 0, state(cut(CutKind.REFUSED)), 0)).hasToString("off");
        assertThat(Toxics.ofClients(LinkState.HEALTHY, 0, LinkState.HEALTHY, 0)).hasToString("on");
        assertThatThrownBy(() -> Toxics.ofClients(lost, 0, state(shape(new LinkShape.Lose(0.1))), 0))
                .hasMessageStartingWith("A link over TCP can't lose messages");
    }

    @Test
    @DisplayName("overlapping faults become one toxic of each kind, the delay first")
    void overlapping() {
        ProxyState proxy = Toxics.of(
                state(
                        shape(new LinkShape.Throttle(9_000)),
                        shape(new LinkShape.Delay(100 * MILLI, 0)),
                        shape(new LinkShape.Throttle(3_000)),
                        shape(new LinkShape.Delay(30 * MILLI, 0)),
                        shape(new LinkShape.Reset(5 * MILLI))),
                0);

        assertThat(proxy.toxics())
                .extracting(WantedToxic::toString)
                .containsExactly(
                        "latency_upstream(jitter=0 latency=130)",
                        "bandwidth_upstream(rate=3)",
                        "reset_peer_upstream(timeout=5)");
        assertThat(proxy.toxics()).extracting(WantedToxic::toxicity).containsOnly(1.0);
    }

    @Test
    @DisplayName("a cut hides what shapes the link, and a black hole hides a refusal")
    void cutWins() {
        Injection slow = shape(new LinkShape.Delay(100 * MILLI, 0));

        assertThat(toxics(state(slow, cut(CutKind.REFUSED)))).isEqualTo("off");
        assertThat(toxics(state(cut(CutKind.REFUSED), slow, cut(CutKind.BLACK_HOLE))))
                .isEqualTo("on timeout_downstream(timeout=0) timeout_upstream(timeout=0)");
    }

    @Test
    @DisplayName("what TCP repairs is refused with a sentence")
    void impossible() {
        assertThatThrownBy(() -> toxics(new LinkShape.Lose(0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A link over TCP can't lose messages");
        assertThatThrownBy(() -> toxics(new LinkShape.Duplicate(0.1))).hasMessageContaining("duplicate");
        assertThatThrownBy(() -> toxics(new LinkShape.Reorder(0.1, 1))).hasMessageContaining("reorder");
    }

    @Test
    @DisplayName("a toxic that works on some connections only is another one than the same for all")
    void toxicity() {
        ProxyState all = Toxics.of(state(shape(new LinkShape.Throttle(1_000))), 0);
        WantedToxic toxic = all.toxics().get(0);
        WantedToxic some = new WantedToxic(toxic.name(), toxic.type(), toxic.stream(), 0.5, toxic.attributes());
        ProxyState half = new ProxyState(true, List.of(some));

        assertThat(half.sameAs(all)).isFalse();
        assertThat(half).hasToString("on bandwidth_upstream(rate=1)*0.5");
    }
}
