package io.faultline.harness.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code trial.json}: an object whose fields stand in a fixed order, each on a line of its own, so that two of them can
 * be compared line by line. Reading is strict: a field too many, too few or of another type is an error with its line.
 */
final class TrialInfoJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final List<String> TEXTS =
            List.of("scenario", "ground", "workload", "commit", "version", "java", "began", "ended", "replay");
    private static final List<String> NUMBERS = List.of("nodes", "timeLimitNanos", "seed", "wallMillis");
    private static final String LIST = "nemesis";
    private static final List<String> TEXTS_OR_NULL = List.of("variant", "load");

    private TrialInfoJson() {}

    static String write(TrialInfo info) {
        StringJoiner lines = new StringJoiner(",\n", "{\n", "\n}\n");
        fields(info).forEach((name, value) -> lines.add("  \"" + name + "\": " + MAPPER.writeValueAsString(value)));
        return lines.toString();
    }

    private static Map<String, Object> fields(TrialInfo info) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scenario", info.scenario());
        fields.put("ground", info.ground());
        fields.put("nodes", info.nodes());
        fields.put("workload", info.workload());
        fields.put(LIST, info.nemesis());
        fields.put("timeLimitNanos", info.timeLimitNanos());
        fields.put("variant", info.variant());
        fields.put("load", info.load());
        fields.put("seed", info.seed());
        fields.put("commit", info.commit());
        fields.put("version", info.version());
        fields.put("java", info.java());
        fields.put("began", info.began());
        fields.put("wallMillis", info.wallMillis());
        fields.put("ended", info.ended());
        fields.put("replay", info.replay());
        return fields;
    }

    /**
     * Reads what {@link #write} wrote; the order of the fields does not matter.
     *
     * @param name what messages call the text
     */
    static TrialInfo read(String text, String name) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            return info(new Reading(parser, name).fields(), name);
        } catch (JacksonException error) {
            int line = error.getLocation() == null
                    ? 1
                    : Math.max(1, error.getLocation().getLineNr());
            throw new MalformedTrialException(name, line, "not JSON: " + error.getOriginalMessage());
        }
    }

    private static TrialInfo info(Map<String, Object> fields, String name) {
        List<String> missing = new ArrayList<>(TEXTS);
        missing.addAll(NUMBERS);
        missing.add(LIST);
        // The load came later; a trial from before had no clients.
        missing.add("variant");
        missing.removeAll(fields.keySet());
        if (!missing.isEmpty()) {
            throw new MalformedTrialException(name, "fields are missing: " + String.join(", ", missing));
        }
        List<String> nemesis = new ArrayList<>();
        ((List<?>) fields.get(LIST)).forEach(word -> nemesis.add((String) word));
        return new TrialInfo(
                (String) fields.get("scenario"),
                (String) fields.get("ground"),
                Math.toIntExact((Long) fields.get("nodes")),
                (String) fields.get("workload"),
                nemesis,
                (Long) fields.get("timeLimitNanos"),
                (String) fields.get("variant"),
                (String) fields.get("load"),
                (Long) fields.get("seed"),
                (String) fields.get("commit"),
                (String) fields.get("version"),
                (String) fields.get("java"),
                (String) fields.get("began"),
                (Long) fields.get("wallMillis"),
                (String) fields.get("ended"),
                (String) fields.get("replay"));
    }

    /** One pass over the object, with a line for every complaint. */
    private static final class Reading {
        private final JsonParser parser;
        private final String name;

        Reading(JsonParser parser, String name) {
            this.parser = parser;
            this.name = name;
        }

        Map<String, Object> fields() {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("expected an object with the fields of a trial");
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                fields.put(field, value(field));
            }
            if (parser.nextToken() != null) {
                throw wrong("something stands behind the end of the object; expected nothing more");
            }
            return fields;
        }

        private Object value(String field) {
            if (TEXTS.contains(field)) {
                return text(field, "a string");
            }
            if (NUMBERS.contains(field)) {
                return number(field);
            }
            if (field.equals(LIST)) {
                return list();
            }
            if (TEXTS_OR_NULL.contains(field)) {
                return parser.currentToken() == JsonToken.VALUE_NULL ? null : text(field, "a string or null");
            }
            throw wrong("unknown field '" + field + "'; was this written by another version of Faultline?");
        }

        private String text(String field, String expected) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw wrong("'" + field + "' is " + found() + ", expected " + expected);
            }
            return parser.getString();
        }

        private Long number(String field) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wrong("'" + field + "' is " + found() + ", expected a whole number");
            }
            long number = parser.getLongValue();
            // A seed may be any number; the others count things.
            if (field.equals("nodes") && (number < 1 || number > 9)) {
                throw wrong("'nodes' is " + number + ", expected 1 to 9");
            }
            if (!field.equals("seed") && number < 0) {
                throw wrong("'" + field + "' is " + number + ", expected a number that is not negative");
            }
            return number;
        }

        private List<String> list() {
            String expected = "a list of strings";
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw wrong("'" + LIST + "' is " + found() + ", expected " + expected);
            }
            List<String> words = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                words.add(text(LIST, expected));
            }
            return words;
        }

        private String found() {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                return "an object";
            }
            if (token == JsonToken.START_ARRAY) {
                return "a list";
            }
            return token == JsonToken.VALUE_STRING ? "\"" + parser.getString() + "\"" : parser.getString();
        }

        private MalformedTrialException wrong(String problem) {
            return new MalformedTrialException(
                    name, Math.max(1, parser.currentTokenLocation().getLineNr()), problem);
        }
    }
}
