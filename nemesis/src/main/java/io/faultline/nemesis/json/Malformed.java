package io.faultline.nemesis.json;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultKind;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns what Jackson says into a sentence about the file. */
final class Malformed {

    private Malformed() {}

    static MalformedScheduleException of(String source, JacksonException failure) {
        int line = failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
        return new MalformedScheduleException(source, Math.max(0, line), sentence(failure));
    }

    private static String sentence(JacksonException failure) {
        if (failure instanceof InvalidTypeIdException unknown) {
            return unknownName(unknown);
        }
        if (failure instanceof UnrecognizedPropertyException extra) {
            return "unknown field '" + extra.getPropertyName() + "'; expected " + extra.getKnownPropertyIds();
        }
        if (failure instanceof InvalidNullException missing) {
            return "the field '" + missing.getPropertyName().getSimpleName() + "' is missing or null" + where(failure);
        }
        if (failure instanceof ValueInstantiationException rejected && rejected.getCause() != null) {
            return rejected.getCause().getMessage() + where(failure);
        }
        if (failure instanceof InvalidFormatException wrong
                && wrong.getTargetType().isEnum()) {
            return "unknown word '" + wrong.getValue() + "'; expected one of " + words(wrong.getTargetType())
                    + where(failure);
        }
        String what = failure instanceof StreamReadException ? "not JSON: " : "";
        return what + failure.getOriginalMessage() + where(failure);
    }

    private static String unknownName(InvalidTypeIdException unknown) {
        Class<?> base = unknown.getBaseType().getRawClass();
        String known = base == Fault.class
                ? Arrays.stream(FaultKind.values()).map(FaultKind::kebab).collect(Collectors.joining(", "))
                : Arrays.stream(base.getPermittedSubclasses())
                        .map(nested -> Mappers.kebab(nested.getSimpleName()))
                        .collect(Collectors.joining(", "));
        String of = Mappers.kebab(base.getSimpleName());
        return unknown.getTypeId() == null
                ? "the kind of " + of + " is missing; known are " + known
                : "unknown kind of " + of + " '" + unknown.getTypeId() + "'; known are " + known;
    }

    private static String words(Class<?> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static String where(JacksonException failure) {
        String path = failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : " (at " + path.replace(".[", "[") + ")";
    }
}
