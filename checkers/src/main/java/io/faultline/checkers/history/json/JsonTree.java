package io.faultline.checkers.history.json;

import io.faultline.checkers.history.PlainTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Text to plain tree, by Jackson's streaming parser and with limits on everything. */
final class JsonTree {
    private static final int LONGEST_NUMBER = 400;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PlainTree.MAX_DEPTH + 1)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private JsonTree() {}

    /** The one JSON object that {@code text} holds, and nothing else. */
    static Map<String, Object> object(String text) throws BadLine {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new BadLine(first == null ? "only blanks" : "a line that begins otherwise", "one JSON object");
            }
            Map<String, Object> object = map(parser);
            if (parser.nextToken() != null) {
                throw new BadLine("more behind the JSON object", "the end of the line");
            }
            return object;
        } catch (JacksonException error) {
            throw new BadLine("broken JSON (" + oneLine(error.getOriginalMessage()) + ")", "one JSON object");
        }
    }

    private static Map<String, Object> map(JsonParser parser) throws BadLine {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken());
            if (map.containsKey(name)) {
                throw new BadLine("the field " + BadLine.quote(name) + " twice", "each field once");
            }
            map.put(name, value);
        }
        return map;
    }

    private static List<Object> list(JsonParser parser) throws BadLine {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }

    private static Object value(JsonParser parser, JsonToken token) throws BadLine {
        return switch (token) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new BadLine("broken JSON", "one JSON object");
        };
    }

    private static Long whole(JsonParser parser) throws BadLine {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new BadLine("the number " + shortened(parser.getString()), "a number of at most 64 bits");
        }
        return parser.getLongValue();
    }

    private static Double fraction(JsonParser parser) throws BadLine {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new BadLine("the number " + shortened(parser.getString()), "a number of at most 64 bits");
        }
        return number;
    }

    private static String shortened(String number) {
        return number.length() <= 40 ? number : number.substring(0, 40) + "…";
    }

    private static String oneLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= 160 ? line : line.substring(0, 160) + "…";
    }
}
