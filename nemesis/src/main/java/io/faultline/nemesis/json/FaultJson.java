package io.faultline.nemesis.json;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import tools.jackson.core.JacksonException;

/** Faults and injections as one line of JSON each. */
public final class FaultJson {

    private FaultJson() {}

    /** Returns the fault as {@code {"kind":"crash","target":{"who":"leader","order":[…]}}}. */
    public static String write(Fault fault) {
        return Mappers.MAPPER.writerFor(Fault.class).writeValueAsString(fault);
    }

    /** Returns the injection as {@code {"act":"nodes-down","nodes":["n3"],"mode":"kill"}}. */
    public static String write(Injection injection) {
        return Mappers.MAPPER.writerFor(Injection.class).writeValueAsString(injection);
    }

    /**
     * Reads what {@link #write(Fault)} wrote.
     *
     * @throws MalformedScheduleException if the text is not a fault
     */
    public static Fault readFault(String json) {
        return read(json, Fault.class);
    }

    /**
     * Reads what {@link #write(Injection)} wrote.
     *
     * @throws MalformedScheduleException if the text is not an injection
     */
    public static Injection readInjection(String json) {
        return read(json, Injection.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Mappers.MAPPER.readValue(json, type);
        } catch (JacksonException failure) {
            throw Malformed.of(Mappers.kebab(type.getSimpleName()), failure);
        }
    }
}
