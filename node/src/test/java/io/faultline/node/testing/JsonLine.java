package io.faultline.node.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one flat JSON object: texts, whole numbers, booleans, nulls and lists of texts. */
public final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLine() {}

    /** The fields in their order; numbers are {@code Long}s. */
    public static Map<String, Object> parse(String line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT, line);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                fields.put(name, value(parser, parser.nextToken(), line));
            }
            expect(parser.nextToken(), null, line);
        }
        return fields;
    }

    private static Object value(JsonParser parser, JsonToken token, String line) {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                    values.add(value(parser, t, line));
                }
                yield values;
            }
            default -> throw new AssertionError("not a flat object: " + line);
        };
    }

    private static void expect(JsonToken actual, JsonToken expected, String line) {
        if (actual != expected) {
            throw new AssertionError("not one JSON object: " + line);
        }
    }
}
