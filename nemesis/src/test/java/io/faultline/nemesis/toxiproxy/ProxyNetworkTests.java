package io.faultline.nemesis.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.LinkState;
import io.faultline.nemesis.play.LinkState.Stream;
import io.faultline.nemesis.toxiproxy.ProxyNetwork.Applied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A network of proxies")
@Timeout(60)
class ProxyNetworkTests {

    private static final Link THERE = new Link("n1", "n2");
    private static final Link BACK = new Link("n2", "n1");
    private static final LinkState HOLE = cut(CutKind.BLACK_HOLE);
    private static final LinkState REFUSED = cut(CutKind.REFUSED);

    private final SplittableRandom draws = new SplittableRandom(1);
    private FakeToxiproxy toxiproxy;
    private ProxyNetwork network;

    private static LinkState cut(CutKind kind) {
        return new LinkState(kind, 0, 0, 0, 0, 0, 0, Stream.FREE);
    }

    private static LinkState delay(long baseMillis, long jitterMillis) {
        return new LinkState(null, baseMillis * 1_000_000, jitterMillis * 1_000_000, 0, 0, 0, 0, Stream.FREE);
    }

    @BeforeEach
    void start() throws IOException {
        toxiproxy = new FakeToxiproxy();
        network = new ProxyNetwork("127.0.0.1", toxiproxy.port(), Duration.ofSeconds(10));
        network.addLink(THERE, "0.0.0.0:20001", "n2:7000");
        network.addLink(BACK, "0.0.0.0:20002", "n1:7000");
        network.addClient("n1", "0.0.0.0:20003", "n1:8080");
        toxiproxy.changes();
    }

    @AfterEach
    void stop() {
        network.close();
        toxiproxy.close();
    }

    private Applied apply(Map<Link, LinkState> states) {
        return network.apply(states, draws);
    }

    /** Another network on the same proxies that waits for a moment only. */
    private ProxyNetwork impatient(Link link) {
        ProxyNetwork impatient = new ProxyNetwork("127.0.0.1", toxiproxy.port(), Duration.ofSeconds(1));
        impatient.addLink(link, "0.0.0.0:20004", "n3:7000");
        return impatient;
    }

    @Test
    @DisplayName("sets what is asked, reads it back in the links' order, and touches no other link")
    void setsAndReadsBack() {
        Applied one = apply(Map.of(THERE, HOLE));

        assertThat(one.verified()).isTrue();
        assertThat(one.readBack()).isEqualTo("n1→n2 on timeout_downstream(timeout=0) timeout_upstream(timeout=0)");
        assertThat(one.spreadNanos()).isZero();
        assertThat(toxiproxy.changes()).containsExactly("POST /proxies/n1_n2/toxics", "POST /proxies/n1_n2/toxics");

        Applied two = apply(Map.of(BACK, REFUSED, THERE, delay(10, 0)));

        assertThat(two.verified()).isTrue();
        assertThat(two.readBack()).isEqualTo("n1→n2 on latency_upstream(jitter=0 latency=10), n2→n1 off");
        assertThat(two.spreadNanos()).isPositive();
    }

    @Test
    @DisplayName("changes nothing where nothing is to be changed, and heals as often as asked")
    void idempotent() {
        apply(Map.of(THERE, delay(10, 5), BACK, REFUSED));
        toxiproxy.changes();

        assertThat(apply(Map.of(THERE, delay(10, 5), BACK, REFUSED)).verified()).isTrue();
        assertThat(toxiproxy.changes()).isEmpty();

        Map<Link, LinkState> healthy = Map.of(THERE, LinkState.HEALTHY, BACK, LinkState.HEALTHY);
        assertThat(apply(healthy))
                .extracting(Applied::verified, Applied::readBack)
                .containsExactly(true, "n1→n2 on, n2→n1 on");
        assertThat(toxiproxy.changes())
                .containsExactly("DELETE /proxies/n1_n2/toxics/latency_upstream", "POST /proxies/n2_n1");
        assertThat(apply(healthy).verified()).isTrue();
        assertThat(toxiproxy.changes()).isEmpty();
    }

    @Test
    @DisplayName("does to what clients ask and to what they are answered different things, in one proxy")
    void clients() {
        Link asked = Link.request("n1");
        Link answered = Link.reply("n1");

        assertThat(apply(Map.of(answered, HOLE)).readBack())
                .isEqualTo("clients of n1 on timeout_downstream(timeout=0)");
        Applied both = apply(Map.of(asked, delay(10, 0), answered, HOLE));

        assertThat(both.verified()).isTrue();
        assertThat(both.readBack())
                .isEqualTo("clients of n1 on latency_upstream(jitter=0 latency=10) timeout_downstream(timeout=0)");
        assertThat(toxiproxy.changes())
                .containsExactly("POST /proxies/client_n1/toxics", "POST /proxies/client_n1/toxics");

        assertThat(apply(Map.of(answered, LinkState.HEALTHY)).readBack())
                .isEqualTo("clients of n1 on latency_upstream(jitter=0 latency=10)");
        assertThat(apply(Map.of(asked, LinkState.HEALTHY)).readBack()).isEqualTo("clients of n1 on");
    }

    @Test
    @DisplayName("leaves a proxy aside alone")
    void aside() {
        network.addAside("inside_n1", "0.0.0.0:20009", "n1:8080");

        assertThat(toxiproxy.changes()).containsExactly("POST /proxies");
        assertThatThrownBy(() -> apply(Map.of(new Link("inside", "n1"), HOLE)))
                .hasMessage("no proxy was added for inside→n1");
    }

    @Test
    @DisplayName("updates a toxic in place")
    void updates() {
        apply(Map.of(THERE, delay(10, 0)));
        toxiproxy.changes();

        assertThat(apply(Map.of(THERE, delay(20, 0))).readBack())
                .isEqualTo("n1→n2 on latency_upstream(jitter=0 latency=20)");
        assertThat(toxiproxy.changes()).containsExactly("POST /proxies/n1_n2/toxics/latency_upstream");
    }

    @Test
    @DisplayName("draws the jitter itself, one draw a link and the same from the same seed")
    void draws() {
        Map<Link, LinkState> slow = Map.of(THERE, delay(100, 50), BACK, delay(100, 50));
        SplittableRandom same = new SplittableRandom(1);
        long first = (100_000_000 + same.nextLong(50_000_001) + 999_999) / 1_000_000;
        long second = (100_000_000 + same.nextLong(50_000_001) + 999_999) / 1_000_000;

        assertThat(apply(slow).readBack())
                .isEqualTo("n1→n2 on latency_upstream(jitter=0 latency=" + first
                        + "), n2→n1 on latency_upstream(jitter=0 latency=" + second + ")");
    }

    @Test
    @DisplayName("does not believe a toxic that was accepted but is not there")
    void lie() {
        toxiproxy.ignore(call -> call.equals("POST /proxies/n1_n2/toxics"));

        Applied applied = apply(Map.of(THERE, delay(10, 0)));

        assertThat(applied.verified()).isFalse();
        assertThat(applied.readBack()).startsWith("n1→n2 on instead of on latency_upstream(jitter=0 latency=10)");

        toxiproxy.ignore(call -> false);
        assertThat(apply(Map.of(THERE, delay(10, 0))).verified()).isTrue();
    }

    @Test
    @DisplayName("tells of a fault that went away by itself, and sets it right")
    void strayed() {
        apply(Map.of(THERE, HOLE));
        toxiproxy.forgetToxics();

        Applied again = apply(Map.of(THERE, HOLE));

        assertThat(again.verified()).isFalse();
        assertThat(again.readBack()).contains("n1→n2 had become on instead of on timeout_downstream");
        assertThat(apply(Map.of(THERE, HOLE)).verified()).isTrue();
    }

    @Test
    @DisplayName("gives up on a change that hangs, but not on those beside it")
    void hangingChange() {
        Link third = new Link("n1", "n3");
        try (ProxyNetwork impatient = impatient(third)) {
            impatient.addLink(new Link("n3", "n1"), "0.0.0.0:20005", "n1:7000");
            toxiproxy.hang(call -> call.equals("POST /proxies/n1_n3/toxics"));

            Applied applied = impatient.apply(Map.of(third, HOLE, new Link("n3", "n1"), REFUSED), draws);

            assertThat(applied.verified()).isFalse();
            assertThat(applied.readBack())
                    .contains("n1→n3 on instead of on timeout")
                    .contains("n3→n1 off");
        }
    }

    @Test
    @DisplayName("gives up on a Toxiproxy that hangs or is gone")
    void unreachable() {
        Link third = new Link("n1", "n3");
        try (ProxyNetwork impatient = impatient(third)) {
            toxiproxy.hang(call -> call.equals("GET /proxies"));
            assertThat(impatient.apply(Map.of(third, HOLE), draws))
                    .isEqualTo(new Applied(false, "nothing; not verified: GET /proxies had no answer in time", 0));
        }
        toxiproxy.close();
        assertThat(apply(Map.of(THERE, HOLE)).readBack())
                .startsWith("nothing; not verified: GET /proxies had no answer");
        assertThatThrownBy(() -> network.addClient("n9", "0.0.0.0:1", "n9:1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("proxy client_n9 could not be created: POST /proxies had no answer");
    }

    @Test
    @DisplayName("starts a Toxiproxy anew that hangs, once, and gives it back all that was wanted of its links")
    void revived() throws IOException {
        Link third = new Link("n1", "n3");
        Link fourth = new Link("n3", "n1");
        try (ProxyNetwork impatient = impatient(third);
                FakeToxiproxy fresh = new FakeToxiproxy()) {
            impatient.addLink(fourth, "0.0.0.0:20005", "n1:7000");
            impatient.addClient("n7", "0.0.0.0:9007", "n7:8000");
            impatient.apply(Map.of(fourth, REFUSED), draws);
            int[] revivals = new int[1];
            impatient.reviveBy(() -> {
                revivals[0]++;
                return fresh.port();
            });
            toxiproxy.hang(call -> call.startsWith("POST /proxies/n1_n3/toxics"));

            Applied applied = impatient.apply(Map.of(third, HOLE), draws);

            assertThat(applied.verified()).as(applied.readBack()).isTrue();
            assertThat(applied.readBack())
                    .startsWith("the proxy had stopped answering (a change")
                    .contains("was started anew, all connections were lost; n1→n3 on timeout")
                    .contains("n3→n1 off");
            assertThat(fresh.changes())
                    .contains("POST /proxies", "POST /proxies/n3_n1", "POST /proxies/n1_n3/toxics")
                    .filteredOn("POST /proxies"::equals)
                    .hasSize(3);
            assertThat(impatient.apply(Map.of(third, LinkState.HEALTHY), draws).verified())
                    .isTrue();
            assertThat(revivals[0]).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("says so when the Toxiproxy can't be started anew")
    void notRevived() {
        Link third = new Link("n1", "n3");
        try (ProxyNetwork impatient = impatient(third)) {
            impatient.reviveBy(() -> {
                throw new IOException("no engine");
            });
            toxiproxy.hang(call -> call.equals("GET /proxies"));

            Applied applied = impatient.apply(Map.of(third, HOLE), draws);

            assertThat(applied.verified()).isFalse();
            assertThat(applied.readBack())
                    .isEqualTo("nothing; not verified: GET /proxies had no answer in time;"
                            + " the proxy could not be started anew: no engine");
        }
    }

    @Test
    @DisplayName("ends at an interrupt and leaves the flag set")
    void interrupted() {
        Thread.currentThread().interrupt();

        Applied applied = apply(Map.of(THERE, HOLE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(applied).isEqualTo(new Applied(false, "nothing; not verified: interrupted", 0));
    }

    @Test
    @DisplayName("changes nothing when one link is not known or its state is impossible")
    void impossible() {
        LinkState lossy = new LinkState(null, 0, 0, 0.1, 0, 0, 0, Stream.FREE);

        assertThatThrownBy(() -> apply(new TreeMap<>(Map.of(THERE, HOLE, BACK, lossy))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> apply(Map.of(THERE, HOLE, new Link("n1", "n9"), HOLE)))
                .hasMessage("no proxy was added for n1→n9");
        assertThat(toxiproxy.changes()).isEqualTo(List.of());
    }

    @Test
    @DisplayName("says so after it was closed")
    void closed() {
        network.close();

        assertThat(apply(Map.of(THERE, HOLE)).readBack()).contains("closed");
    }
}
