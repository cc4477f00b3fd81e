package io.faultline.node.kv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a request as JSON has them: null, text, {@link Long} or a list of these; what they mean is {@link KvJson}'s
 * business.
 */
final class RequestReader {
    static final String F = "f";
    static final String KEY = "key";
    static final String VALUE = "value";
    static final String CLIENT = "client";
    static final String SERIAL = "serial";

    private static final Set<String> NAMES = Set.of(F, KEY, VALUE, CLIENT, SERIAL);
    private static final JsonFactory FACTORY = new JsonFactory();
    /** A transaction is a list of steps, a step a list, and what it writes may be a list. */
    private static final int DEPTH = 3;

    private RequestReader() {}

    /**
     * Reads the object.
     *
     * @throws IllegalArgumentException when it is none, a field is unknown or stands there twice, or a value is of another type
     */
    static Map<String, Object> read(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a request is one JSON object");
            }
            Map<String, Object> fields = new HashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (!NAMES.contains(name)) {
                    throw new IllegalArgumentException(
                            "there is nothing called '" + name + "': a request has f, key, value, client and serial");
                }
                if (fields.containsKey(name)) {
                    throw new IllegalArgumentException("'" + name + "' stands there twice");
                }
                fields.put(name, value(parser, parser.nextToken(), name, DEPTH));
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("a request is one JSON object, with nothing behind it");
            }
            return fields;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a request is one JSON object, but: " + e.getOriginalMessage(), e);
        }
    }

    private static Object value(JsonParser parser, JsonToken token, String name, int depth) {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser, name);
            case START_ARRAY -> list(parser, name, depth);
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' has something in it that is neither null, text, whole number nor list");
        };
    }

    private static Long whole(JsonParser parser, String name) {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new IllegalArgumentException("'" + name + "' has a number that does not fit into 64 bits");
        }
        return parser.getLongValue();
    }

    private static List<Object> list(JsonParser parser, String name, int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException("'" + name + "' has lists within lists within lists");
        }
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token, name, depth - 1));
        }
        return list;
    }
}
