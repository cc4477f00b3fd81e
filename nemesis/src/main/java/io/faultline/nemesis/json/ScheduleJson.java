package io.faultline.nemesis.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schedules as {@code schedule.json}: one fault a line, the same bytes for the same schedule.
 *
 * <pre>{@code
 * ScheduleJson.write(schedule, folder.resolve("schedule.json"));
 * Schedule again = ScheduleJson.read(folder.resolve("schedule.json")); // equal to schedule
 * }</pre>
 */
public final class ScheduleJson {

    private ScheduleJson() {}

    /** A schedule as it is written; {@code swarm} may be left out by hand. */
    private record Page(
            int version,
            List<String> nodes,
            Phases phases,
            @JsonSetter(nulls = Nulls.SET) SwarmDraw swarm,
            List<ScheduledFault> faults) {

        Schedule schedule() {
            SwarmDraw draw = swarm == null ? SwarmDraw.BY_HAND : swarm;
            return new Schedule(version, nodes, phases, draw, faults);
        }
    }

    /** Returns the text of the file. */
    public static String write(Schedule schedule) {
        JsonMapper mapper = Mappers.MAPPER;
        StringBuilder text = new StringBuilder(256 + 256 * schedule.faults().size());
        text.append("{\n\"version\":").append(schedule.version());
        text.append(",\n\"nodes\":").append(mapper.writeValueAsString(schedule.nodes()));
        text.append(",\n\"phases\":").append(mapper.writeValueAsString(schedule.phases()));
        text.append(",\n\"swarm\":").append(mapper.writeValueAsString(schedule.swarm()));
        text.append(",\n\"faults\":[");
        String separator = "\n";
        for (ScheduledFault fault : schedule.faults()) {
            text.append(separator).append(mapper.writeValueAsString(fault));
            separator = ",\n";
        }
        return text.append("\n]}\n").toString();
    }

    /** Writes the file, replacing what was there. */
    public static void write(Schedule schedule, Path file) throws IOException {
        Files.writeString(file, write(schedule), StandardCharsets.UTF_8);
    }

    /**
     * Reads a schedule and checks that it can be played.
     *
     * @throws MalformedScheduleException if not, with the file, the line and what was expected
     */
    public static Schedule read(Path file) throws IOException {
        return read(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    }

    /**
     * Reads a schedule from text and checks that it can be played.
     *
     * @param source what to call the text in an error
     * @throws MalformedScheduleException if not
     */
    public static Schedule read(String text, String source) {
        Schedule schedule;
        try {
            schedule = Mappers.MAPPER.readValue(text, Page.class).schedule();
        } catch (JacksonException failure) {
            throw Malformed.of(source, failure);
        }
        List<String> problems = schedule.problems();
        if (!problems.isEmpty()) {
            throw MalformedScheduleException.unplayable(source, problems);
        }
        return schedule;
    }
}
