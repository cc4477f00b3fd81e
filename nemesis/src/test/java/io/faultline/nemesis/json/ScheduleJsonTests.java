package io.faultline.nemesis.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.generate.Profile;
import io.faultline.nemesis.generate.ScheduleGenerator;
import io.faultline.nemesis.kit.Golden;
import io.faultline.nemesis.kit.Nodes;
import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A schedule file")
class ScheduleJsonTests {

    private static final Profile ALL = Profile.of(Nodes.of(5), FaultClass.defaults(Ground.SIMULATED));

    private static final Schedule SMALL = new Schedule(
            Schedule.VERSION,
            Nodes.of(3),
            new Phases(100, 200, 300),
            SwarmDraw.BY_HAND,
            List.of(
                    new ScheduledFault(4, 10, 20, new Crash(new Target.Leader(Nodes.of(3)))),
                    new ScheduledFault(2, 30, 100, new Crash(new Target.All()))));

    @Test
    void readsBackEqualAndWritesTheSameBytes() {
        Seeded.forSeeds(100, seed -> {
            Schedule schedule = ScheduleGenerator.generate(seed, ALL);
            String text = ScheduleJson.write(schedule);
            Schedule again = ScheduleJson.read(text, "again");
            assertThat(again).isEqualTo(schedule);
            assertThat(ScheduleJson.write(again)).isEqualTo(text);
        });
    }

    @Test
    void goesThroughAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("schedule.json");
        ScheduleJson.write(SMALL, file);
        assertThat(ScheduleJson.read(file)).isEqualTo(SMALL);
    }

    @Test
    void looksAsAgreed() {
        Golden.check("schedule-small.json", ScheduleJson.write(SMALL));
    }

    @Test
    void writtenByHandNeedsNoSwarm() {
        String byHand = ScheduleJson.write(SMALL).replaceFirst("\"swarm\".*\n", "");
        assertThat(ScheduleJson.read(byHand, "by-hand")).isEqualTo(SMALL);
    }

    @Test
    void saysTheFileTheLineAndTheKindsWhenAFaultIsUnknown() {
        String text = ScheduleJson.write(SMALL).replaceFirst("(?s)(.*)\"crash\"", "$1\"meteor\"");
        MalformedScheduleException failure = catchThrowableOfType(
                MalformedScheduleException.class, () -> ScheduleJson.read(text, "store/schedule.json"));
        assertThat(failure.source()).isEqualTo("store/schedule.json");
        assertThat(failure.line()).isEqualTo(8);
        assertThat(failure)
                .hasMessageStartingWith("store/schedule.json:8: unknown kind of fault 'meteor'; known are partition,");
    }

    @Test
    void saysWhereAFieldIsMissing() {
        String text = ScheduleJson.write(SMALL).replace("\"begin\":30,", "");
        assertThatThrownBy(() -> ScheduleJson.read(text, "s"))
                .hasMessage("s:8: the field 'begin' is missing or null (at faults[1].begin)");
    }

    @Test
    void thatEndsTooSoonIsNotJson() {
        String text = ScheduleJson.write(SMALL);
        assertThatThrownBy(() -> ScheduleJson.read(text.substring(0, text.length() / 2), "s"))
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> ScheduleJson.read("", "s")).isInstanceOf(MalformedScheduleException.class);
    }

    @Test
    void thatCannotBePlayedIsRefused() {
        String text = ScheduleJson.write(SMALL).replace("\"n3\"],\n\"phases\"", "\"n9\"],\n\"phases\"");
        assertThatThrownBy(() -> ScheduleJson.read(text, "s"))
                .hasMessage("s: fault 4 names n3, which is not one of [n1, n2, n9]");
    }

    @Test
    void survivesAnyDamageWithAMalformedScheduleException() {
        String text = ScheduleJson.write(ScheduleGenerator.generate(5, ALL));
        Seeded.forSeeds(2000, seed -> {
            Random random = new Random(seed);
            StringBuilder damaged = new StringBuilder(text.substring(0, Math.min(3000, text.length())));
            damaged.append("\n]}\n");
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (32 + random.nextInt(95)));
            }
            try {
                ScheduleJson.read(damaged.toString(), "damaged");
            } catch (MalformedScheduleException expected) {
                assertThat(expected.getMessage()).startsWith("damaged");
            }
        });
    }
}
