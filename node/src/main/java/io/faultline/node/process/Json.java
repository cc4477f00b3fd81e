package io.faultline.node.process;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON object at a time, in memory. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The UTF-8 bytes of an object with these fields, and a line feed. */
    static byte[] line(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    /** A field that is null when its value is; otherwise the value's text. */
    static void nullable(JsonGenerator json, String name, Object value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value.toString());
        }
    }

    /**
     * Reads an object that has exactly these fields, each with a text.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static Map<String, String> texts(byte[] body, String... names) {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            boolean right = parser.nextToken() == JsonToken.START_OBJECT;
            while (right && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                right = parser.nextToken() == JsonToken.VALUE_STRING && fields.put(name, parser.getString()) == null;
            }
            right = right && parser.nextToken() == null;
            if (right && fields.keySet().equals(new TreeSet<>(List.of(names)))) {
                return fields;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException(
                "expected an object with the texts " + String.join(" and ", names) + ", and nothing else");
    }

    static void array(JsonGenerator json, String name, Iterable<?> values) {
        json.writeArrayPropertyStart(name);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }
}
