package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.FaultClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The storms of a trial, in which faults happen, and the calms between them, in which none do.
 *
 * <p>Classes draw in storm time: the storms put end to end, as if there were no calm. That way the
 * calms are kept whatever the classes draw, and no draw is wasted on them.
 *
 * @param name eager, steady, long or patient
 * @param density the chance of each class to be on
 * @param slowness by what the mean intervals of all classes are stretched
 * @param storms in which every class may act, in order
 * @param solos stretches that one class has to itself, long enough for eventual election to be judged
 * @param finales ends of storms at which the leader goes, so that the calm begins with an election
 * @param beats moments in storm time at which several classes may act together
 */
record Rhythm(
        String name,
        double density,
        double slowness,
        List<Stretch> storms,
        List<Solo> solos,
        List<Finale> finales,
        List<Long> beats) {

    /** The least calm between two storms, in election timeouts: an election fits in. */
    private static final double CALM_MIN = 2.0;

    /** The classes that can have a stretch to themselves. */
    private static final Choice<FaultClass> SOLOISTS =
            Choice.of(52, FaultClass.PARTITION).or(30, FaultClass.CRASH).or(18, FaultClass.PAUSE);

    private static final Choice<Double> DENSITIES =
            Choice.of(15, 0.12).or(30, 0.3).or(25, 0.5).or(30, 0.8);

    private static final Choice<Double> SLOWNESSES =
            Choice.of(75, 1.0).or(20, 2.0).or(5, 4.0);

    /** Where most classes are on, each is rarer: else no leader would ever be left to lose. */
    private static final Choice<Double> CROWDED_SLOWNESSES =
            Choice.of(30, 1.0).or(40, 2.0).or(30, 4.0);

    private static final Choice<Tempo> TEMPI =
            Choice.of(40, Tempo.EAGER).or(22, Tempo.STEADY).or(8, Tempo.LONG).or(30, Tempo.PATIENT);

    /** A stretch of time. */
    record Stretch(long begin, long end) {
        long length() {
            return end - begin;
        }
    }

    /** A stretch for one class. */
    record Solo(Stretch stretch, FaultClass soloist) {}

    /**
     * The end of a storm at which the leader goes.
     *
     * @param storm whose end
     * @param length how long before it nodes go
     */
    record Finale(Stretch storm, long length) {
        /** Returns the last part of the storm, of that length or all of it. */
        Stretch last(long wanted) {
            return new Stretch(Math.max(storm.begin, storm.end - wanted), storm.end);
        }
    }

    /** Storms and calms, in election timeouts. */
    private enum Tempo {
        EAGER(3.0, 10.0, CALM_MIN, 3.5),
        STEADY(8.0, 25.0, 3.0, 8.0),
        LONG(25.0, 60.0, CALM_MIN, 4.0),
        PATIENT(3.0, 8.0, CALM_MIN, 5.0);

        private final double stormMin;
        private final double stormMax;
        private final double calmMin;
        private final double calmMax;

        Tempo(double stormMin, double stormMax, double calmMin, double calmMax) {
            this.stormMin = stormMin;
            this.stormMax = stormMax;
            this.calmMin = calmMin;
            this.calmMax = calmMax;
        }
    }

    /** Draws the rhythm of one trial. */
    static Rhythm draw(Draw draw, Scene scene) {
        Tempo tempo = TEMPI.take(draw);
        double density = DENSITIES.take(draw);
        double slowness = (density > 0.5 ? CROWDED_SLOWNESSES : SLOWNESSES).take(draw);
        List<Stretch> storms = new ArrayList<>();
        List<Solo> solos = new ArrayList<>();
        long safetyEnd = scene.phases().safetyEnd();
        long time = leadIn(draw, scene, tempo);
        boolean soloFirst = draw.chance(0.7);
        // In a short trial the storm comes first: else there might be none, and classes without a solo idle.
        boolean solo = tempo == Tempo.PATIENT && soloFirst && safetyEnd >= 4 * scene.settleNanos();
        while (time + scene.electionNanos() <= safetyEnd) {
            long length = solo
                    ? draw.time(scene.settleNanos() * 1.2, scene.settleNanos() * 2.5)
                    : draw.spread(scene.elections(tempo.stormMin), scene.elections(tempo.stormMax));
            Stretch stretch = new Stretch(time, Math.min(time + length, safetyEnd));
            if (solo) {
                FaultClass soloist = SOLOISTS.take(draw);
                solos.add(new Solo(stretch, soloist));
            } else {
                storms.add(stretch);
            }
            time = stretch.end + draw.time(scene.elections(tempo.calmMin), scene.elections(tempo.calmMax));
            solo = tempo == Tempo.PATIENT && !solo;
        }
        List<Long> beats = beats(draw, scene, storms);
        return new Rhythm(name(tempo), density, slowness, storms, solos, finales(draw, scene, storms), beats);
    }

    /** Sometimes the storm is there before the first leader, sometimes only after it has settled. */
    private static long leadIn(Draw draw, Scene scene, Tempo tempo) {
        double ticket = draw.unit();
        long settled = draw.time(scene.settleNanos() * 1.1, scene.settleNanos() * 1.4);
        long usual = draw.time(scene.elections(1.0), scene.elections(4.0));
        if (tempo == Tempo.PATIENT && ticket < 0.4 && settled < scene.phases().safetyEnd() / 4) {
            return settled;
        }
        return ticket < 0.65 ? usual : 0;
    }

    private static List<Finale> finales(Draw draw, Scene scene, List<Stretch> storms) {
        List<Finale> finales = new ArrayList<>();
        for (Stretch storm : storms) {
            boolean taken = draw.chance(0.35);
            long length = draw.spread(scene.elections(0.05), scene.elections(1.0));
            if (taken && length < storm.length()) {
                finales.add(new Finale(storm, length));
            }
        }
        return finales;
    }

    private static List<Long> beats(Draw draw, Scene scene, List<Stretch> storms) {
        long total = 0;
        for (Stretch storm : storms) {
            total += storm.length();
        }
        List<Long> beats = new ArrayList<>();
        long beat = draw.gap(scene.elections(1.5));
        while (beat < total) {
            beats.add(beat);
            beat += draw.time(0, scene.elections(0.5)) + draw.gap(scene.elections(2.0)) + 1_000;
        }
        return beats;
    }

    private static String name(Tempo tempo) {
        return tempo.name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a class is on in every trial of this rhythm, because a solo may be its. */
    boolean needs(FaultClass faultClass) {
        return !solos.isEmpty()
                && (faultClass == FaultClass.PARTITION
                        || faultClass == FaultClass.CRASH
                        || faultClass == FaultClass.PAUSE);
    }

    /** Returns the length of all storms together. */
    long stormTime() {
        long total = 0;
        for (Stretch storm : storms) {
            total += storm.length();
        }
        return total;
    }

    /** Returns what is left of its storm from that moment of storm time on. */
    Stretch from(long stormTime) {
        long rest = stormTime;
        for (Stretch storm : storms) {
            if (rest < storm.length()) {
                return new Stretch(storm.begin + rest, storm.end);
            }
            rest -= storm.length();
        }
        throw new IllegalArgumentException("storm time " + stormTime + " is after the last storm");
    }

    /** Returns the first beat not before that moment of storm time, or the moment when none is left. */
    long beatFrom(long stormTime) {
        for (long beat : beats) {
            if (beat >= stormTime) {
                return beat;
            }
        }
        return stormTime;
    }
}
