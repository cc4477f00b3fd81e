package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.CorruptRecord;
import io.faultline.nemesis.fault.Target;
import java.util.List;

/**
 * At most one damaged record in a trial, on one node. A correct node then refuses to start for ever;
 * the others, a majority of any cluster of three or more, must go on without it.
 */
final class CorruptionStyle implements EpisodeStyle {

    private final Scene scene;
    private final long first;
    private boolean done;

    CorruptionStyle(Draw draw, Scene scene) {
        this.scene = scene;
        this.first = draw.spread(scene.elections(2.0), scene.elections(30.0));
    }

    @Override
    public long meanIntervalNanos() {
        return first;
    }

    @Override
    public boolean serial() {
        return true;
    }

    @Override
    public void next(Draw draw, Sink sink) {
        if (done || scene.size() < 3) {
            return;
        }
        done = true;
        List<String> order = draw.order(scene.nodes());
        long lasting = draw.spread(scene.elections(0.1), scene.elections(2.0));
        sink.add(0, lasting, new CorruptRecord(new Target.Named(List.of(order.get(0)))));
    }
}
