package io.faultline.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.kit.Values;
import io.faultline.nemesis.kit.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A fault")
class FaultTests {

    private static final View VIEW = View.of(5).leader("n2");
    private static final Target LEADER = new Target.Leader(VIEW.nodes());

    @Test
    void ofEveryRecordIsInTheRegistryExactlyOnce() {
        Set<Class<?>> records = new LinkedHashSet<>();
        collect(Fault.class, records);
        List<Class<?>> registered = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            registered.add(kind.type());
        }
        assertThat(registered).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(records);
    }

    private static void collect(Class<?> sealed, Set<Class<?>> records) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                collect(permitted, records);
            } else {
                records.add(permitted);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void resolvesToSomethingWhateverTheClusterLooksLike(FaultKind kind) {
        Seeded.forSeeds(300, seed -> {
            Values values = new Values(seed, 3 + (int) (seed % 5));
            Fault fault = values.fault(kind);
            View view = values.view();
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault).isInstanceOf(kind.type());
            Injection injection = fault.resolve(view);
            assertThat(injection.touched()).isNotEmpty();
            assertThat(view.nodes()).containsAll(injection.touched());
            assertThat(fault.resolve(view)).isEqualTo(injection);
            assertThat(view.nodes()).containsAll(fault.namedNodes());
        });
    }

    @Test
    void thatTakesNodesDownSaysHow() {
        assertThat(new Crash(LEADER).resolve(VIEW)).isEqualTo(down(DownMode.KILL));
        assertThat(new Stop(LEADER).resolve(VIEW)).isEqualTo(down(DownMode.STOP));
        assertThat(new PowerCut(LEADER).resolve(VIEW)).isEqualTo(down(DownMode.POWER_CUT));
        assertThat(new TornRecord(LEADER).resolve(VIEW)).isEqualTo(down(DownMode.TORN_RECORD));
        assertThat(new CorruptRecord(LEADER).resolve(VIEW)).isEqualTo(down(DownMode.CORRUPT_RECORD));
    }

    private static Injection down(DownMode mode) {
        return new Injection.NodesDown(List.of("n2"), mode);
    }

    @Test
    void aroundTheLeaderTouchesItsLinksInTheDirectionAsked() {
        Latency deaf = new Latency(new Links.Around(LEADER, Direction.IN), 5, 0);
        Injection.ShapeLinks shaped = (Injection.ShapeLinks) deaf.resolve(VIEW);
        assertThat(shaped.links()).extracting(Link::toString).containsExactly("n1→n2", "n3→n2", "n4→n2", "n5→n2");
        assertThat(shaped.shape()).isEqualTo(new LinkShape.Delay(5, 0));
    }

    @Test
    void onAllLinksTouchesEveryDirectedOne() {
        Injection.ShapeLinks shaped = (Injection.ShapeLinks) new Loss(new Links.All(), 0.5).resolve(VIEW);
        assertThat(shaped.links()).hasSize(20);
    }

    @Test
    void onTheWayOfClientsTouchesTheirLinksAndNoOther() {
        assertThat(cut(new RequestLoss(LEADER))).containsExactly("clients→n2");
        assertThat(cut(new ReplyLoss(new Target.Named(List.of("n3", "n1")))))
                .containsExactly("n1→clients", "n3→clients");
        Injection late = new ClientLatency(LEADER, Direction.BOTH, 7, 2).resolve(VIEW);
        assertThat(late)
                .isEqualTo(new Injection.ShapeLinks(
                        Set.of(Link.request("n2"), Link.reply("n2")), new LinkShape.Delay(7, 2)));
        assertThat(late.touched()).containsExactly("n2");
    }

    private static List<String> cut(Fault fault) {
        Injection.CutLinks cut = (Injection.CutLinks) fault.resolve(VIEW);
        assertThat(cut.cut()).isEqualTo(CutKind.BLACK_HOLE);
        return cut.links().stream().map(Link::toString).toList();
    }

    @Test
    void ofNodesCanNeitherNameClientsNorShapeTheirLinks() {
        assertThat(new LinkCut(List.of(Link.request("n1")), CutKind.BLACK_HOLE).namedNodes())
                .as("a schedule with it names a node that is none")
                .contains("clients");
        assertThatThrownBy(() -> new Loss(new Links.Named(List.of(Link.reply("n1"))), 0.5).resolve(VIEW))
                .hasMessage("a link of clients can be cut or made late, not shaped as Lose[probability=0.5]");
    }

    @Test
    void rollingRestartIsPlayedInStepsThatDoNotOverlap() {
        RollingRestart rolling = new RollingRestart(List.of("n3", "n1", "n2"), 10);
        assertThat(rolling.steps(100, 125))
                .containsExactly(step(100, 110, "n3"), step(110, 120, "n1"), step(120, 125, "n2"));
        assertThat(rolling.steps(100, 115)).containsExactly(step(100, 110, "n3"), step(110, 115, "n1"));
        assertThat(rolling.steps(100, 100)).containsExactly(step(100, 100, "n3"));
        assertThat(rolling.steps(100, 999)).hasSize(3).last().isEqualTo(step(120, 130, "n2"));
    }

    private static FaultStep step(long begin, long end, String node) {
        return new FaultStep(begin, end, new Stop(new Target.Named(List.of(node))));
    }

    @Test
    void thatHandsLeadershipOverNeverAsksTheLeaderToTakeItsOwn() {
        TransferLeadership transfer = new TransferLeadership(List.of("n2", "n4", "n1"));
        assertThat(transfer.resolve(VIEW)).isEqualTo(new Injection.LeadershipTransferred("n4"));
        assertThat(transfer.resolve(View.of(5))).isEqualTo(new Injection.LeadershipTransferred("n2"));
        assertThat(new TransferLeadership(List.of("n2")).resolve(VIEW))
                .isEqualTo(new Injection.LeadershipTransferred("n2"));
    }

    @Test
    void thatChangesMembersSaysWhomAndHow() {
        assertThat(new ChangeMembers(LEADER, Standing.REMOVED, true).resolve(VIEW))
                .isEqualTo(new Injection.MembersChanged(List.of("n2"), Standing.REMOVED, true));
    }

    @Test
    void anyOtherIsOneStep() {
        Fault crash = new Crash(LEADER);
        assertThat(crash.steps(3, 9)).containsExactly(new FaultStep(3, 9, crash));
    }

    @Test
    void resolvedKeepsItsClass() {
        Resolved resolved = new Resolved(FaultKind.LATENCY, down(DownMode.KILL));
        assertThat(resolved.faultClass()).isEqualTo(FaultClass.LATENCY);
        assertThat(resolved.resolve(VIEW)).isSameAs(resolved.injection());
        assertThatThrownBy(() -> new Resolved(FaultKind.RESOLVED, down(DownMode.KILL)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        Links all = new Links.All();
        assertThatThrownBy(() -> new Latency(all, -1, 0)).hasMessage("baseNanos must not be negative, but is -1");
        assertThatThrownBy(() -> new Loss(all, 1.5)).hasMessage("probability must be within 0..1, but is 1.5");
        assertThatThrownBy(() -> new Loss(all, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bandwidth(all, 0)).hasMessage("bytesPerSecond must be positive, but is 0");
        assertThatThrownBy(() -> new DiskError(LEADER, 0, 0)).hasMessage("a disk error must let some write fail");
        assertThatThrownBy(() -> new ClockRate(LEADER, 0)).hasMessage("rate must be within 0..1000, but is 0.0");
        assertThatThrownBy(() -> new ClockJump(LEADER, 0)).hasMessage("a clock jump must move the clock");
        assertThatThrownBy(() -> new CrashPoint(LEADER, Point.AFTER_SEND, 0, 0))
                .hasMessage("nth must be positive, but is 0");
        assertThatThrownBy(() -> new Link("n1", "n1")).hasMessage("a link must lead to another node, not n1");
        assertThatThrownBy(() -> new LinkCut(List.of(), CutKind.REFUSED))
                .hasMessage("links must hold at least one link");
    }
}
