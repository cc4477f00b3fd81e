package io.faultline.node.failpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a request, each taken once; what nobody takes is a mistake of the sender.
 *
 * <p>A value is null, a text, a {@link Long}, a {@link Double} or an object of fields.
 */
final class RequestFields {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> fields;

    private RequestFields(Map<String, Object> fields) {
        this.fields = fields;
    }

    static RequestFields parse(byte[] json) throws BadRequestException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRequestException("a request is one JSON object");
            }
            RequestFields request = object(parser);
            if (parser.nextToken() != null) {
                throw new BadRequestException("a request is one JSON object, with nothing behind it");
            }
            return request;
        } catch (JacksonException e) {
            throw new BadRequestException("a request is one JSON object, but: " + e.getOriginalMessage());
        }
    }

    private static RequestFields object(JsonParser parser) throws BadRequestException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            fields.put(name, value(name, parser));
        }
        return new RequestFields(fields);
    }

    private static Object value(String name, JsonParser parser) throws BadRequestException {
        return switch (parser.nextToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_OBJECT -> object(parser);
            default -> throw new BadRequestException("'" + name + "' is neither null, text, number nor object");
        };
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The object of that name; null when it is null. */
    RequestFields object(String name) throws BadRequestException {
        return take(name, RequestFields.class, "an object or null");
    }

    String text(String name) throws BadRequestException {
        return required(name, take(name, String.class, "a text"));
    }

    /** A whole number of at least {@code least}; null when it is null. */
    Long whole(String name, long least) throws BadRequestException {
        Long value = take(name, Long.class, "a whole number");
        if (value != null && value < least) {
            throw new BadRequestException("'" + name + "' must be at least " + least + ", but is " + value);
        }
        return value;
    }

    long whole(String name, long least, long otherwise) throws BadRequestException {
        return has(name) ? required(name, whole(name, least)) : otherwise;
    }

    /** A number within these bounds. */
    double number(String name, double least, double most, double otherwise) throws BadRequestException {
        if (!has(name)) {
            return otherwise;
        }
        double value = required(name, take(name, Number.class, "a number")).doubleValue();
        if (!(value >= least && value <= most)) {
            throw new BadRequestException("'" + name + "' must be within " + least + ".." + most + ", but is " + value);
        }
        return value;
    }

    /** Checks that every field was taken. */
    void end() throws BadRequestException {
        if (!fields.isEmpty()) {
            throw new BadRequestException(
                    "there is nothing called " + String.join(", ", new TreeMap<>(fields).keySet()));
        }
    }

    private <T> T take(String name, Class<T> type, String what) throws BadRequestException {
        Object value = fields.remove(name);
        if (value != null && !type.isInstance(value)) {
            throw new BadRequestException("'" + name + "' must be " + what);
        }
        return type.cast(value);
    }

    private static <T> T required(String name, T value) throws BadRequestException {
        if (value == null) {
            throw new BadRequestException("'" + name + "' is missing");
        }
        return value;
    }
}
