package io.faultline.nemesis.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.nemesis.fault.Bandwidth;
import io.faultline.nemesis.fault.ClockJump;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.Slicer;
import io.faultline.nemesis.fault.TransferLeadership;
import io.faultline.nemesis.json.FaultJson;
import io.faultline.nemesis.json.ScheduleJson;
import io.faultline.nemesis.kit.Golden;
import io.faultline.nemesis.kit.Nodes;
import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A generated schedule")
class ScheduleGeneratorTests {

    private static final Set<FaultClass> ALL = EnumSet.allOf(FaultClass.class);
    private static final Profile FIVE = Profile.of(Nodes.of(5), ALL);

    @Test
    void isValidForTwoThousandSeeds() {
        Seeded.forSeeds(2000, seed -> {
            Schedule schedule = ScheduleGenerator.generate(seed, FIVE);
            assertThat(schedule.problems()).isEmpty();
            assertThat(schedule.faults()).isNotEmpty();
            for (ScheduledFault fault : schedule.faults()) {
                boolean instant = fault.fault() instanceof ClockJump || fault.fault() instanceof TransferLeadership;
                assertThat(fault.end() == fault.begin()).as("%s", fault).isEqualTo(instant);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 9})
    void isValidForAnySizeOfCluster(int size) {
        Profile profile = Profile.of(Nodes.of(size), ALL);
        Seeded.forSeeds(
                200,
                seed -> assertThat(ScheduleGenerator.generate(seed, profile).problems())
                        .isEmpty());
    }

    @Test
    void isTheSameForTheSameSeed() {
        Seeded.forSeeds(100, seed -> {
            String once = ScheduleJson.write(ScheduleGenerator.generate(seed, FIVE));
            String again = ScheduleJson.write(ScheduleGenerator.generate(seed, FIVE));
            assertThat(again).isEqualTo(once);
            assertThat(ScheduleJson.write(ScheduleGenerator.generate(-seed, FIVE)))
                    .isNotEqualTo(once);
        });
    }

    @Test
    void looksAsAgreed() {
        Profile usual = FIVE.withClasses(List.of(
                FaultClass.PARTITION, FaultClass.LATENCY, FaultClass.CRASH, FaultClass.PAUSE, FaultClass.CRASH_POINT));
        Golden.check("schedule-1.json", ScheduleJson.write(ScheduleGenerator.generate(1, usual)));
        Golden.check("schedule-2-all.json", ScheduleJson.write(ScheduleGenerator.generate(2, FIVE)));
    }

    /** Returns the faults of the class as text, with times and ids. */
    private static List<String> faultsOf(FaultClass faultClass, Schedule schedule) {
        List<String> lines = new ArrayList<>();
        for (ScheduledFault fault : schedule.faults()) {
            if (fault.fault().faultClass() == faultClass) {
                lines.add(fault.id() + " " + fault.begin() + " " + fault.end() + " " + FaultJson.write(fault.fault()));
            }
        }
        return lines;
    }

    private static boolean isOn(FaultClass faultClass, Schedule schedule) {
        return schedule.swarm().classes().stream().anyMatch(draw -> draw.faultClass() == faultClass && draw.on());
    }

    /** Goal: a class more moves no fault of another. Method: byte-compare with and without it. */
    @ParameterizedTest
    @EnumSource(FaultClass.class)
    void keepsEveryOtherFaultWhenAClassIsAdded(FaultClass added) {
        Set<FaultClass> others = EnumSet.allOf(FaultClass.class);
        others.remove(added);
        Profile without = FIVE.withClasses(others);
        Seeded.forSeeds(150, seed -> {
            Schedule more = ScheduleGenerator.generate(seed, FIVE);
            Schedule fewer = ScheduleGenerator.generate(seed, without);
            assertThat(more.phases()).isEqualTo(fewer.phases());
            assertThat(more.swarm().rhythm()).isEqualTo(fewer.swarm().rhythm());
            if (on(more).equals(Set.of(added)) && on(fewer).size() == 1) {
                return; // The one exception: see the next test.
            }
            for (FaultClass other : others) {
                assertThat(faultsOf(other, more).equals(faultsOf(other, fewer)))
                        .as("the faults of %s are the same", other)
                        .isTrue();
            }
        });
    }

    private static Set<FaultClass> on(Schedule schedule) {
        Set<FaultClass> on = EnumSet.noneOf(FaultClass.class);
        schedule.swarm().classes().stream().filter(SwarmDraw.ClassDraw::on).forEach(draw -> on.add(draw.faultClass()));
        return on;
    }

    /** Goal: the exception stays one. Method: count the trials whose only class is a last resort. */
    @Test
    void changesItsOnlyClassForAnAddedOneInVeryFewTrials() {
        Set<FaultClass> others = EnumSet.allOf(FaultClass.class);
        others.remove(FaultClass.PARTITION);
        int exceptions = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Set<FaultClass> more = on(ScheduleGenerator.generate(seed, FIVE));
            Set<FaultClass> fewer = on(ScheduleGenerator.generate(seed, FIVE.withClasses(others)));
            exceptions += more.containsAll(fewer) ? 0 : 1;
        }
        assertThat(exceptions).as("of 2,000 trials").isBetween(1, 20);
    }

    /** Goal: what a class draws is its own. Method: compare it alone with it among all. */
    @Test
    void keepsWhatAClassDrewAloneUnlessItWasOnOnlyForLackOfOthers() {
        Seeded.forSeeds(300, seed -> {
            Schedule all = ScheduleGenerator.generate(seed, FIVE);
            for (FaultClass alone : FaultClass.values()) {
                Schedule single = ScheduleGenerator.generate(seed, FIVE.withClasses(Set.of(alone)));
                assertThat(isOn(alone, single)).isTrue();
                if (isOn(alone, all)) {
                    assertThat(faultsOf(alone, single)).isEqualTo(faultsOf(alone, all));
                }
            }
        });
    }

    @Test
    void hasAtLeastOneClassOnAndFaultsOnlyOfThoseThatAre() {
        Profile few = FIVE.withClasses(List.of(FaultClass.PARTITION, FaultClass.CRASH, FaultClass.LATENCY));
        Seeded.forSeeds(1000, seed -> {
            Schedule schedule = ScheduleGenerator.generate(seed, few);
            assertThat(schedule.swarm().classes())
                    .extracting(SwarmDraw.ClassDraw::on)
                    .contains(true);
            for (ScheduledFault fault : schedule.faults()) {
                assertThat(isOn(fault.fault().faultClass(), schedule)).isTrue();
            }
            assertThat(schedule.swarm().seed()).isEqualTo(seed);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {14, 20, 60, 600})
    void hasAFaultOfEveryClassThatIsOn(long seconds) {
        Profile profile = FIVE.withTimeLimit(seconds * 1_000_000_000L);
        Seeded.forSeeds(200, seed -> {
            Schedule schedule = ScheduleGenerator.generate(seed, profile);
            Set<FaultClass> shown = EnumSet.noneOf(FaultClass.class);
            schedule.faults().forEach(fault -> shown.add(fault.fault().faultClass()));
            assertThat(shown).isEqualTo(on(schedule));
        });
    }

    @Test
    void switchesEveryClassOnAndOffOverTheSeeds() {
        for (FaultClass faultClass : FaultClass.values()) {
            int on = 0;
            for (long seed = 0; seed < 400; seed++) {
                on += isOn(faultClass, ScheduleGenerator.generate(seed, FIVE)) ? 1 : 0;
            }
            assertThat(on).as("%s", faultClass).isBetween(100, 300);
        }
    }

    @Test
    void withoutClassesIsCalm() {
        Schedule calm = ScheduleGenerator.generate(1, FIVE.withClasses(List.of()));
        assertThat(calm.faults()).isEmpty();
        assertThat(calm.problems()).isEmpty();
    }

    /** Goal: between two storms an election fits in. Method: sweep over all faults of a trial. */
    @Test
    void keepsTheLeastCalmBetweenStorms() {
        Seeded.forSeeds(1000, seed -> {
            Schedule schedule = ScheduleGenerator.generate(seed, FIVE);
            Rhythm rhythm = rhythm(seed);
            long last = 0;
            List<Rhythm.Stretch> stretches = new ArrayList<>(rhythm.storms());
            rhythm.solos().forEach(solo -> stretches.add(solo.stretch()));
            stretches.sort(Comparator.comparingLong(Rhythm.Stretch::begin));
            for (Rhythm.Stretch stretch : stretches) {
                if (last > 0) {
                    assertThat(stretch.begin() - last).isGreaterThanOrEqualTo(1_200_000_000L);
                }
                last = stretch.end();
            }
            for (ScheduledFault fault : schedule.faults()) {
                assertThat(stretches)
                        .anyMatch(stretch -> stretch.begin() <= fault.begin() && fault.end() <= stretch.end());
            }
        });
    }

    private static Rhythm rhythm(long seed) {
        Scene scene = new Scene(FIVE.nodes(), FIVE.electionTimeoutMaxNanos(), FIVE.settleNanos(), PhasePlan.of(FIVE));
        return Rhythm.draw(new Draw(seed, "nemesis/tempo"), scene);
    }

    @Test
    void leavesASoloToItsSoloistAndNobodyElse() {
        int clean = 0;
        for (long seed = 1; seed <= 1000; seed++) {
            Schedule schedule = ScheduleGenerator.generate(seed, FIVE);
            for (Rhythm.Solo solo : rhythm(seed).solos()) {
                List<ScheduledFault> inside = schedule.faults().stream()
                        .filter(fault -> fault.begin() < solo.stretch().end()
                                && fault.end() > solo.stretch().begin())
                        .toList();
                assertThat(inside).isNotEmpty();
                assertThat(inside.get(0).begin()).isEqualTo(solo.stretch().begin());
                assertThat(inside)
                        .anyMatch(fault -> fault.end() == solo.stretch().end())
                        .allMatch(fault -> fault.fault().faultClass() == solo.soloist());
                if (inside.size() == 1 && inside.get(0).fault() instanceof Partition partition) {
                    assertThat(partition.shape().clean()).isTrue();
                }
                clean += solo.stretch().length() > FIVE.settleNanos() ? 1 : 0;
            }
        }
        assertThat(clean).as("stretches of more than D, in 1,000 trials").isGreaterThan(250);
    }

    /** A backlog that outlives the trial would leave nothing to judge. */
    @Test
    void neverMakesALinkTooNarrowForHeartbeats() {
        Profile narrow = FIVE.withClasses(Set.of(FaultClass.BANDWIDTH));
        Seeded.forSeeds(300, seed -> {
            for (ScheduledFault fault : ScheduleGenerator.generate(seed, narrow).faults()) {
                double bytesPerSecond = fault.fault() instanceof Slicer slicer
                        ? slicer.sizeBytes() * 1e9 / slicer.delayNanos()
                        : ((Bandwidth) fault.fault()).bytesPerSecond();
                assertThat(bytesPerSecond).isGreaterThanOrEqualTo(999.0);
                assertThat(fault.end() - fault.begin()).isLessThanOrEqualTo(4_800_000_000L);
            }
        });
    }

    @Test
    void endsSomeStormsWithEverybodyComingBackTogether() {
        Profile crashes = FIVE.withClasses(Set.of(FaultClass.CRASH));
        int finales = 0;
        for (long seed = 0; seed < 300; seed++) {
            Schedule schedule = ScheduleGenerator.generate(seed, crashes);
            for (Rhythm.Finale finale : rhythm(seed).finales()) {
                finales += schedule.faults().stream()
                                .anyMatch(fault -> fault.end() == finale.storm().end()
                                        && fault.end() - fault.begin() == finale.length())
                        ? 1
                        : 0;
            }
        }
        assertThat(finales).as("in 300 trials").isGreaterThan(150);
    }

    @Test
    void damagesAtMostOneNodeForGood() {
        Profile corrupting = FIVE.withClasses(Set.of(FaultClass.CORRUPTION));
        Seeded.forSeeds(
                500,
                seed -> assertThat(ScheduleGenerator.generate(seed, corrupting).faults())
                        .hasSizeLessThanOrEqualTo(1));
        Profile two = Profile.of(Nodes.of(2), Set.of(FaultClass.CORRUPTION));
        Seeded.forSeeds(
                100,
                seed -> assertThat(ScheduleGenerator.generate(seed, two).faults())
                        .isEmpty());
    }

    @Test
    void scalesWithTheElectionTimeout() {
        Profile slow = FIVE.withClasses(List.of(FaultClass.CRASH, FaultClass.PARTITION))
                .withElectionTimeout(10 * Profile.DEFAULT_ELECTION_TIMEOUT_NANOS)
                .withTimeLimit(10 * Profile.DEFAULT_TIME_LIMIT_NANOS);
        Profile usual = FIVE.withClasses(List.of(FaultClass.CRASH, FaultClass.PARTITION));
        Seeded.forSeeds(
                50,
                seed -> assertThat(ScheduleGenerator.generate(seed, slow).faults())
                        .hasSameSizeAs(ScheduleGenerator.generate(seed, usual).faults()));
    }

    @Test
    void makesManyElectionsWhenEager() {
        Profile leaders = FIVE.withClasses(List.of(FaultClass.PARTITION, FaultClass.CRASH));
        double faults = 0;
        int eager = 0;
        for (long seed = 0; seed < 500; seed++) {
            Schedule schedule = ScheduleGenerator.generate(seed, leaders);
            if (schedule.swarm().rhythm().equals("eager")) {
                eager++;
                faults += schedule.faults().size();
            }
        }
        assertThat(eager).isBetween(150, 270);
        assertThat(faults / eager).as("faults in 42 s").isBetween(14.0, 60.0);
    }
}
