package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.ChangeMembers;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.fault.TransferLeadership;

/**
 * Members that go and come back, or lose their vote for a while, and leaders that hand over.
 *
 * <p>Most changes last for some elections, so that other faults meet a smaller cluster; some end at once, so that the way
 * back begins when the way out is hardly over. Some trials are hasty: two steps are asked for at once.
 */
final class MembersStyle implements EpisodeStyle {

    private static final Choice<Whom> WHOM = Choice.of(34, Whom.ONE)
            .or(24, Whom.LEADER)
            .or(18, Whom.TWO)
            .or(12, Whom.MINORITY_WITHOUT_LEADER)
            .or(12, Whom.MINORITY_WITH_LEADER);

    private final Scene scene;
    private final boolean hasty;
    private final double learnerChance;
    private final Pace pace;
    private final Span span;

    MembersStyle(Draw draw, Scene scene) {
        this.scene = scene;
        this.hasty = draw.chance(0.35);
        this.learnerChance = draw.chance(0.4) ? 0.8 : 0.25;
        this.pace = Pace.draw(draw, scene, 0.7, 5.0, 0.4);
        this.span =
                Span.of(scene, 0.2, 1.5, 30).or(1.5, 6.0, 45).or(6.0, 20.0, 25).capped(pace, 5.0);
    }

    @Override
    public long meanIntervalNanos() {
        return pace.meanIntervalNanos();
    }

    @Override
    public boolean serial() {
        return pace.serial();
    }

    @Override
    public void next(Draw draw, Sink sink) {
        long lasting = span.take(draw);
        if (draw.chance(0.2)) {
            sink.add(0, 0, new TransferLeadership(draw.order(scene.nodes())));
            return;
        }
        Target target = WHOM.take(draw).target(draw, scene);
        Standing standing = draw.chance(learnerChance) ? Standing.LEARNER : Standing.REMOVED;
        sink.add(0, lasting, new ChangeMembers(target, standing, hasty));
    }
}
