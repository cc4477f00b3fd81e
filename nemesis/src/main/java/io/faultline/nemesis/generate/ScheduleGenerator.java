package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes schedules from seeds.
 *
 * <p>{@code ScheduleGenerator.generate(7, profile)} is a pure function: the same seed and profile
 * give the same schedule, byte for byte. Each trial is a swarm: it switches every class of the
 * profile on or off and draws its pace. A class draws from the stream {@code nemesis/<class>} (and
 * {@code nemesis/<class>/finale}, {@code nemesis/<class>/solo}) only, storms and calms come from
 * {@code nemesis/tempo}; the faults of a class and their ids do not depend on which other classes
 * the profile has. One exception: when
 * the swarm would leave every class off, the one that came closest is switched on, and a profile
 * with more classes may have another one.
 */
public final class ScheduleGenerator {

    /** The ids of a class run from its number, counted from 1, times this; so they never shift. */
    static final int IDS_PER_CLASS = 10_000;

    private ScheduleGenerator() {}

    /**
     * Returns the schedule of that seed.
     *
     * @throws IllegalArgumentException if the time limit of the profile is too short to judge
     */
    public static Schedule generate(long seed, Profile profile) {
        Scene scene = new Scene(
                profile.nodes(), profile.electionTimeoutMaxNanos(), profile.settleNanos(), PhasePlan.of(profile));
        Rhythm rhythm = Rhythm.draw(new Draw(seed, "nemesis/tempo"), scene);
        List<ClassPart> parts = new ArrayList<>();
        for (FaultClass faultClass : profile.classes()) {
            if (Styles.possible(faultClass, scene.size())) {
                parts.add(new ClassPart(seed, faultClass, scene, rhythm));
            }
        }
        switchOn(parts, rhythm);
        List<ScheduledFault> faults = new ArrayList<>();
        List<SwarmDraw.ClassDraw> draws = new ArrayList<>();
        for (ClassPart part : parts) {
            if (part.on) {
                part.draw(faults);
            }
            draws.add(new SwarmDraw.ClassDraw(part.faultClass, part.on, part.meanInterval()));
        }
        faults.sort(ScheduledFault.ORDER);
        SwarmDraw swarm = new SwarmDraw(seed, rhythm.name(), draws);
        return new Schedule(Schedule.VERSION, profile.nodes(), scene.phases(), swarm, faults);
    }

    private static void switchOn(List<ClassPart> parts, Rhythm rhythm) {
        ClassPart closest = null;
        boolean any = false;
        for (ClassPart part : parts) {
            part.on = part.ticket < rhythm.density() || rhythm.needs(part.faultClass);
            any |= part.on;
            if (closest == null || part.ticket < closest.ticket) {
                closest = part;
            }
        }
        if (!any && closest != null) {
            closest.on = true;
        }
    }

    /** One class in one trial. */
    private static final class ClassPart {
        private final long seed;
        private final FaultClass faultClass;
        private final Scene scene;
        private final Rhythm rhythm;
        private final Draw draw;
        private final double ticket;
        private final EpisodeStyle style;
        private boolean on;
        private int drawn;

        ClassPart(long seed, FaultClass faultClass, Scene scene, Rhythm rhythm) {
            this.seed = seed;
            this.faultClass = faultClass;
            this.scene = scene;
            this.rhythm = rhythm;
            this.draw = stream("");
            this.ticket = draw.unit();
            this.style = Styles.of(faultClass, draw, scene);
        }

        long meanInterval() {
            return (long) (style.meanIntervalNanos() * rhythm.slowness());
        }

        void draw(List<ScheduledFault> faults) {
            drawStorms(faults);
            drawFinales(faults);
            drawSolos(faults);
        }

        private Draw stream(String part) {
            return new Draw(seed, "nemesis/" + faultClass.kebab() + part);
        }

        private void drawFinales(List<ScheduledFault> faults) {
            if (!rhythm.finales().isEmpty() && FinaleDraw.has(faultClass)) {
                Draw finaleDraw = stream("/finale");
                for (Rhythm.Finale finale : rhythm.finales()) {
                    boolean plays = finaleDraw.chance(0.6);
                    long length = FinaleDraw.length(faultClass, finaleDraw, scene, finale.length());
                    Fault fault = FinaleDraw.take(faultClass, finaleDraw, scene);
                    if (plays) {
                        add(faults, finale.last(length), 0, length, fault);
                    }
                }
            }
        }

        private void drawSolos(List<ScheduledFault> faults) {
            if (!rhythm.solos().isEmpty()) {
                Draw soloDraw = stream("/solo");
                for (Rhythm.Solo solo : rhythm.solos()) {
                    if (solo.soloist() == faultClass) {
                        Rhythm.Stretch stretch = solo.stretch();
                        SoloDraw.play(
                                faultClass,
                                soloDraw,
                                scene,
                                stretch.length(),
                                (offset, duration, fault) -> add(faults, stretch, offset, duration, fault));
                    }
                }
            }
        }

        private void drawStorms(List<ScheduledFault> faults) {
            boolean onBeats = draw.chance(0.35);
            long stormTime = rhythm.stormTime();
            long mean = meanInterval();
            // The first comes early, and in any case: a class that is on must have shown itself.
            long next = Math.min(draw.gap(mean / 2.0), draw.time(0, stormTime));
            while (next < stormTime) {
                long at = next;
                if (onBeats) {
                    long beat = rhythm.beatFrom(next) + draw.gap(scene.elections(0.1));
                    at = Math.min(beat, stormTime - 1_000);
                }
                Rhythm.Stretch rest = rhythm.from(at);
                long[] longest = {0};
                style.next(draw, (offset, duration, fault) -> {
                    add(faults, rest, offset, duration, fault);
                    longest[0] = Math.max(longest[0], offset + duration);
                });
                next = at + draw.gap(mean) + 1_000 + (style.serial() ? longest[0] : 0);
            }
        }

        /** Adds a fault as far as it fits into the stretch; what would begin after it is left out. */
        private void add(List<ScheduledFault> faults, Rhythm.Stretch stretch, long offset, long duration, Fault fault) {
            long begin = stretch.begin() + offset;
            boolean fits = begin < stretch.end() && drawn < IDS_PER_CLASS;
            if (fits) {
                int id = (faultClass.ordinal() + 1) * IDS_PER_CLASS + drawn++;
                long end = Math.min(begin + duration, stretch.end());
                faults.add(new ScheduledFault(id, begin, end, fault));
            }
        }
    }
}
