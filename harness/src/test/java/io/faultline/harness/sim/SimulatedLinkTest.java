package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkShape;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.LinkState;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedLinkTest {
    private static final long MS = 1_000_000;
    private static final Link LINK = new Link("n1", "n2");
    private static final NetworkWeather DATAGRAMS = NetworkWeather.datagrams(MS, 2 * MS);
    private static final NetworkWeather STREAM = new NetworkWeather(true, MS, 2 * MS, 200 * MS, 2_000 * MS);

    private final VirtualTime time = new VirtualTime();
    private final List<Long> arrivedTerms = new ArrayList<>();
    private final List<Long> arrivedAt = new ArrayList<>();

    @Test
    void aMessageArrivesWithinTheLatencyOfTheNetwork() {
        SimulatedLink link = link(DATAGRAMS);
        send(link, 100);
        assertThat(arrivedAt).hasSize(100).allMatch(at -> at >= MS && at < 3 * MS);
    }

    @Test
    void datagramsOvertakeEachOtherAndAStreamKeepsItsOrder() {
        send(link(DATAGRAMS), 100);
        assertThat(arrivedTerms)
                .hasSize(100)
                .isNotEqualTo(arrivedTerms.stream().sorted().toList());
        arrivedTerms.clear();
        send(link(STREAM), 100);
        assertThat(arrivedTerms).hasSize(100).isSorted();
    }

    @Test
    void aCutSwallowsDatagramsAlsoThoseUnderWay() {
        SimulatedLink link = link(DATAGRAMS);
        link.send(message(1));
        link.touch(cut(CutKind.BLACK_HOLE));
        link.send(message(2));
        time.runUntil(10 * MS);
        link.touch(LinkState.HEALTHY);
        time.runUntil(1_000 * MS);
        assertThat(arrivedTerms).isEmpty();
    }

    @Test
    void aShortCutOnlyDelaysAStream() {
        SimulatedLink link = link(STREAM);
        link.send(message(1));
        link.touch(cut(CutKind.BLACK_HOLE));
        link.send(message(2));
        time.runUntil(500 * MS);
        assertThat(arrivedTerms).isEmpty();
        link.touch(LinkState.HEALTHY);
        link.send(message(3));
        time.runUntil(1_000 * MS);
        assertThat(arrivedTerms).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aLongCutResetsAStreamAndLosesWhatItHeld() {
        SimulatedLink link = link(STREAM);
        link.touch(cut(CutKind.BLACK_HOLE));
        link.send(message(1));
        time.runUntil(3_000 * MS);
        link.touch(LinkState.HEALTHY);
        link.send(message(2));
        time.runUntil(4_000 * MS);
        assertThat(arrivedTerms).containsExactly(2L);
    }

    @Test
    void aRefusedConnectionHoldsNothingBack() {
        SimulatedLink link = link(STREAM);
        link.touch(cut(CutKind.REFUSED));
        link.send(message(1));
        time.runUntil(MS);
        link.touch(LinkState.HEALTHY);
        time.runUntil(1_000 * MS);
        assertThat(arrivedTerms).isEmpty();
    }

    @Test
    void theDeathOfTheReceiverLosesWhatAStreamHadUnderWay() {
        SimulatedLink link = link(STREAM);
        link.send(message(1));
        link.receiverDied();
        link.send(message(2));
        time.runUntil(1_000 * MS);
        assertThat(arrivedTerms).containsExactly(2L);
    }

    @Test
    void lossDuplicationAndDelayActWithTheirProbabilities() {
        SimulatedLink lossy = link(DATAGRAMS);
        lossy.touch(shaped(new LinkShape.Lose(0.3)));
        send(lossy, 1_000);
        assertThat(arrivedTerms.size()).isBetween(630, 770);

        arrivedTerms.clear();
        SimulatedLink doubling = link(DATAGRAMS);
        doubling.touch(shaped(new LinkShape.Duplicate(0.5)));
        send(doubling, 1_000);
        assertThat(arrivedTerms.size()).isBetween(1_430, 1_570);

        arrivedAt.clear();
        long begin = time.now();
        SimulatedLink slow = link(DATAGRAMS);
        slow.touch(shaped(new LinkShape.Delay(100 * MS, 50 * MS)));
        send(slow, 100);
        assertThat(arrivedAt).hasSize(100).allMatch(at -> at - begin >= 101 * MS && at - begin < 153 * MS);
    }

    @Test
    void aNarrowLinkCarriesNoMoreThanItsRate() {
        SimulatedLink narrow = link(DATAGRAMS);
        narrow.touch(shaped(new LinkShape.Throttle(480)));
        for (int i = 0; i < 20; i++) {
            narrow.send(message(i));
        }
        time.runUntil(1_000 * MS);
        assertThat(arrivedTerms.size()).isBetween(9, 11);
    }

    @Test
    void aDataLimitClosesTheConnectionAndItComesBack() {
        SimulatedLink limited = link(STREAM);
        limited.touch(shaped(new LinkShape.CloseAfter(64)));
        for (int i = 0; i < 10; i++) {
            limited.send(message(i));
            time.runUntil(time.now() + 100 * MS);
        }
        assertThat(arrivedTerms.size()).isBetween(5, 8);
    }

    private SimulatedLink link(NetworkWeather weather) {
        return new SimulatedLink(
                time,
                message -> {
                    arrivedTerms.add(message.term());
                    arrivedAt.add(time.now());
                },
                new SplittableRandom(5),
                weather);
    }

    private void send(SimulatedLink link, int count) {
        for (int i = 0; i < count; i++) {
            link.send(message(i));
        }
        time.runUntil(time.now() + 1_000 * MS);
    }

    private static Message message(long term) {
        return new Message.VoteReply(NodeId.of(1), term, term, true, false);
    }

    private static LinkState cut(CutKind kind) {
        return ActiveFaults.NONE
                .with(1, new Injection.CutLinks(Set.of(LINK), kind))
                .stateOf(LINK);
    }

    private static LinkState shaped(LinkShape shape) {
        return ActiveFaults.NONE
                .with(1, new Injection.ShapeLinks(Set.of(LINK), shape))
                .stateOf(LINK);
    }
}
