package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Links;

/** Which links are made worse: all, or those around somebody, one way or both. */
final class LinksDraw {

    private static final Choice<Whom> AROUND =
            Choice.of(40, Whom.LEADER).or(30, Whom.ONE).or(15, Whom.TWO).or(15, Whom.MINORITY_WITH_LEADER);

    private static final Choice<Direction> WAYS =
            Choice.of(40, Direction.BOTH).or(30, Direction.IN).or(30, Direction.OUT);

    private LinksDraw() {}

    static Links take(Draw draw, Scene scene, double allChance) {
        if (draw.chance(allChance)) {
            return new Links.All();
        }
        Direction way = WAYS.take(draw);
        return new Links.Around(AROUND.take(draw).target(draw, scene), way);
    }
}
