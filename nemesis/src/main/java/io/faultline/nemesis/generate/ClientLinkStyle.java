package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.ClientLatency;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.ReplyLoss;
import io.faultline.nemesis.fault.RequestLoss;
import io.faultline.nemesis.fault.Target;

/**
 * Requests and replies of clients, lost or late.
 *
 * <p>Mostly short: a client that hears nothing waits for seconds, so that a long silence hits it no oftener than a short
 * one, and what a lost reply does shows only when the request is sent again after it.
 */
final class ClientLinkStyle implements EpisodeStyle {

    private enum Ill {
        REQUEST_LOST,
        REPLY_LOST,
        LATE
    }

    private static final Choice<Ill> ILLS =
            Choice.of(25, Ill.REQUEST_LOST).or(45, Ill.REPLY_LOST).or(30, Ill.LATE);

    private static final Choice<Whom> WHOM = Choice.of(40, Whom.LEADER)
            .or(30, Whom.ALL)
            .or(10, Whom.ONE)
            .or(10, Whom.TWO)
            .or(10, Whom.MINORITY_WITH_LEADER);

    private static final Choice<Direction> WAYS =
            Choice.of(40, Direction.BOTH).or(30, Direction.IN).or(30, Direction.OUT);

    private final Scene scene;
    private final Pace pace;
    private final Span span;

    ClientLinkStyle(Draw draw, Scene scene) {
        this.scene = scene;
        this.pace = Pace.draw(draw, scene, 0.8, 5.0, 0.6);
        this.span = Span.of(scene, 0.1, 1.0, 50).or(1.0, 4.0, 40).or(4.0, 10.0, 10);
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
        Target target = WHOM.take(draw).target(draw, scene);
        sink.add(0, span.take(draw), fault(draw, target));
    }

    private Fault fault(Draw draw, Target target) {
        return switch (ILLS.take(draw)) {
            case REQUEST_LOST -> new RequestLoss(target);
            case REPLY_LOST -> new ReplyLoss(target);
            case LATE -> {
                Direction way = WAYS.take(draw);
                long base = draw.spread(scene.elections(1 / 60.0), scene.elections(6.0));
                yield new ClientLatency(target, way, base, draw.time(0, base * 1.5));
            }
        };
    }
}
