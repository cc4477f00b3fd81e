package io.faultline.nemesis.kit;

import io.faultline.nemesis.fault.Bandwidth;
import io.faultline.nemesis.fault.ChangeMembers;
import io.faultline.nemesis.fault.ClientLatency;
import io.faultline.nemesis.fault.ClockJump;
import io.faultline.nemesis.fault.ClockRate;
import io.faultline.nemesis.fault.CorruptRecord;
import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.CrashPoint;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.DiskError;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Duplication;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultKind;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Latency;
import io.faultline.nemesis.fault.LimitData;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkCut;
import io.faultline.nemesis.fault.LinkShape;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.Loss;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.fault.Pause;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.fault.PowerCut;
import io.faultline.nemesis.fault.Reordering;
import io.faultline.nemesis.fault.ReplyLoss;
import io.faultline.nemesis.fault.RequestLoss;
import io.faultline.nemesis.fault.ResetPeer;
import io.faultline.nemesis.fault.Resolved;
import io.faultline.nemesis.fault.RollingRestart;
import io.faultline.nemesis.fault.Slicer;
import io.faultline.nemesis.fault.SlowClose;
import io.faultline.nemesis.fault.SlowDisk;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.fault.Stop;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.fault.TornRecord;
import io.faultline.nemesis.fault.TransferLeadership;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Arbitrary values of the vocabulary, drawn from a seed. */
public final class Values {

    private final Random random;
    private final List<String> nodes;

    /** Draws from that seed, for a cluster of that size. */
    public Values(long seed, int size) {
        this.random = new Random(seed);
        this.nodes = Nodes.of(size);
    }

    /** Returns any fault of the kind. */
    public Fault fault(FaultKind kind) {
        return switch (kind) {
            case PARTITION -> partition();
            case CUT_LINKS -> new LinkCut(new ArrayList<>(links()), word(CutKind.values()));
            case LATENCY -> new Latency(linksTarget(), nanos(), nanos());
            case BANDWIDTH -> new Bandwidth(linksTarget(), 1 + nanos());
            case SLICER -> new Slicer(linksTarget(), 1 + below(1000), nanos());
            case SLOW_CLOSE -> new SlowClose(linksTarget(), nanos());
            case RESET_PEER -> new ResetPeer(linksTarget(), nanos());
            case LIMIT_DATA -> new LimitData(linksTarget(), 1 + nanos());
            case LOSS -> new Loss(linksTarget(), random.nextDouble());
            case DUPLICATION -> new Duplication(linksTarget(), random.nextDouble());
            case REORDERING -> new Reordering(linksTarget(), random.nextDouble(), nanos());
            case CRASH -> new Crash(target());
            case STOP -> new Stop(target());
            case ROLLING_RESTART -> new RollingRestart(order(), 1 + nanos());
            case PAUSE -> new Pause(target());
            case POWER_CUT -> new PowerCut(target());
            case TORN_RECORD -> new TornRecord(target());
            case CORRUPT_RECORD -> new CorruptRecord(target());
            case DISK_ERROR -> new DiskError(target(), random.nextDouble(), 1 + below(5));
            case SLOW_DISK -> new SlowDisk(target(), 1 + nanos());
            case CLOCK_RATE -> new ClockRate(target(), 0.5 + random.nextDouble());
            case CLOCK_JUMP -> new ClockJump(target(), random.nextBoolean() ? 1 + nanos() : -1 - nanos());
            case CRASH_POINT -> new CrashPoint(target(), word(Point.values()), 1 + below(5), nanos());
            case CHANGE_MEMBERS -> new ChangeMembers(target(), word(Standing.values()), random.nextBoolean());
            case TRANSFER_LEADERSHIP -> new TransferLeadership(order());
            case REQUEST_LOSS -> new RequestLoss(target());
            case REPLY_LOSS -> new ReplyLoss(target());
            case CLIENT_LATENCY -> new ClientLatency(target(), word(Direction.values()), nanos(), nanos());
            case RESOLVED -> new Resolved(FaultKind.CRASH, injection());
        };
    }

    /** Returns any fault. */
    public Fault fault() {
        return fault(word(FaultKind.values()));
    }

    /** Returns any injection. */
    public Injection injection() {
        return switch (below(9)) {
            case 0 -> new Injection.CutLinks(links(), word(CutKind.values()));
            case 1 -> new Injection.ShapeLinks(links(), shape());
            case 2 -> new Injection.NodesDown(some(), word(DownMode.values()));
            case 3 -> new Injection.NodesPaused(some());
            case 4 -> new Injection.DiskFault(some(), random.nextDouble(), below(3), nanos());
            case 5 -> new Injection.ClockFault(some(), 0.5 + random.nextDouble(), random.nextLong() >> 20);
            case 6 -> new Injection.MembersChanged(some(), word(Standing.values()), random.nextBoolean());
            case 7 -> new Injection.LeadershipTransferred(order().get(0));
            default -> new Injection.ArmCrashPoint(some(), word(Point.values()), 1 + below(4), nanos());
        };
    }

    /** Returns any shape. */
    public LinkShape shape() {
        return switch (below(9)) {
            case 0 -> new LinkShape.Delay(nanos(), nanos());
            case 1 -> new LinkShape.Throttle(1 + nanos());
            case 2 -> new LinkShape.Slice(1 + below(100), nanos());
            case 3 -> new LinkShape.CloseLate(nanos());
            case 4 -> new LinkShape.Reset(nanos());
            case 5 -> new LinkShape.CloseAfter(1 + nanos());
            case 6 -> new LinkShape.Lose(random.nextDouble());
            case 7 -> new LinkShape.Duplicate(random.nextDouble());
            default -> new LinkShape.Reorder(random.nextDouble(), nanos());
        };
    }

    /** Returns any target. */
    public Target target() {
        return switch (below(9)) {
            case 0 -> new Target.Named(some());
            case 1 -> new Target.Leader(order());
            case 2 -> new Target.Followers(order());
            case 3 -> new Target.All();
            case 4 -> new Target.Majority(order());
            case 5 -> new Target.Minority(order());
            case 6 -> new Target.MinorityWithLeader(order());
            case 7 -> new Target.MinorityWithoutLeader(order());
            default -> new Target.Random(1 + below(nodes.size()), order());
        };
    }

    /** Returns any view of the cluster, with a live leader or none. */
    public View view() {
        List<String> up = new ArrayList<>(some());
        Collections.sort(up);
        List<String> paused = new ArrayList<>(up.subList(0, below(up.size() + 1)));
        View view = new View(nodes, up, paused, Optional.empty());
        return random.nextBoolean() ? view.leader(up.get(below(up.size()))) : view;
    }

    /** Returns a number from 0 to below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    private Partition partition() {
        PartitionShape shape = word(PartitionShape.values());
        Direction way = shape.oneWay() ? Direction.BOTH : word(Direction.values());
        return new Partition(shape, order(), way, word(CutKind.values()));
    }

    private Links linksTarget() {
        return switch (below(3)) {
            case 0 -> new Links.All();
            case 1 -> new Links.Around(target(), word(Direction.values()));
            default -> new Links.Named(new ArrayList<>(links()));
        };
    }

    private TreeSet<Link> links() {
        TreeSet<Link> links = new TreeSet<>();
        int count = 1 + below(6);
        while (links.size() < count) {
            String from = nodes.get(below(nodes.size()));
            String to = nodes.get(below(nodes.size()));
            if (!from.equals(to)) {
                links.add(new Link(from, to));
            }
        }
        return links;
    }

    private List<String> some() {
        return order().subList(0, 1 + below(nodes.size()));
    }

    private List<String> order() {
        List<String> order = new ArrayList<>(nodes);
        Collections.shuffle(order, random);
        return order;
    }

    private long nanos() {
        return random.nextInt(2_000_000_000);
    }

    private <T> T word(T[] words) {
        return words[below(words.length)];
    }
}
