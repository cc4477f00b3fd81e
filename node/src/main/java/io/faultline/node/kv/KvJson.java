package io.faultline.node.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * The service's requests and answers as clients write and read them.
 *
 * <pre>
 * {"f":"write","key":"x","value":7,"client":"c1","serial":3}     {"ok":true,"value":null}
 * {"f":"txn","value":[["r","x",null],["append","y",2]]}          {"ok":true,"value":[["r","x",7],["append","y",2]]}
 * {"f":"cas","key":"x","value":[7,8]}                            {"ok":false,"conflict":"the key has another value"}
 * </pre>
 */
public final class KvJson {
    private KvJson() {}

    /**
     * Reads one request.
     *
     * @param body UTF-8
     * @throws IllegalArgumentException with a sentence that names the field, when it makes no sense
     */
    public static KvCommand request(byte[] body) {
        if (body.length > KvLimits.REQUEST_BYTES) {
            throw new IllegalArgumentException(
                    "a request of " + body.length + " bytes is more than the " + KvLimits.REQUEST_BYTES + " allowed");
        }
        Map<String, Object> fields = RequestReader.read(body);
        return new KvCommand(operation(fields), session(fields));
    }

    private static Session session(Map<String, Object> fields) {
        Object client = fields.get(RequestReader.CLIENT);
        Object serial = fields.get(RequestReader.SERIAL);
        if (client == null && serial == null) {
            return null;
        }
        if (client == null || serial == null) {
            throw new IllegalArgumentException("'client' and 'serial' come together, but '"
                    + (client == null ? RequestReader.CLIENT : RequestReader.SERIAL) + "' is missing");
        }
        return new Session(text(client, RequestReader.CLIENT), whole(serial, RequestReader.SERIAL));
    }

    private static KvOperation operation(Map<String, Object> fields) {
        String word = text(required(fields, RequestReader.F), RequestReader.F);
        OperationKind kind = OperationKind.of(word);
        if (kind == null) {
            throw new IllegalArgumentException("'f' is '" + word + "', but the service knows read, write, cas, append,"
                    + " add, delete, txn, acquire, release, enqueue and dequeue only");
        }
        if (kind == OperationKind.TXN) {
            if (fields.containsKey(RequestReader.KEY)) {
                throw new IllegalArgumentException("'key' has no place in a txn: its steps have keys");
            }
            return transaction(list(required(fields, RequestReader.VALUE), "'value' of a txn must be a list of steps"));
        }
        String key = text(required(fields, RequestReader.KEY), RequestReader.KEY);
        if (kind.arguments() == 0) {
            if (fields.get(RequestReader.VALUE) != null) {
                throw new IllegalArgumentException("'value' has no place in a " + word);
            }
            return kind.make(key, null, null);
        }
        if (!fields.containsKey(RequestReader.VALUE)) {
            throw new IllegalArgumentException("'value' is missing: " + word + " needs one"
                    + (kind == OperationKind.WRITE ? ", where null stands for none" : ""));
        }
        Object value = fields.get(RequestReader.VALUE);
        if (kind == OperationKind.CAS) {
            List<?> pair = list(value, "'value' of a cas must be a list of the expected value and the new one");
            if (pair.size() != 2) {
                throw new IllegalArgumentException(
                        "'value' of a cas must be the expected value and the new one, not " + pair.size() + " values");
            }
            return kind.make(key, pair.get(0), pair.get(1));
        }
        return kind.make(key, value, null);
    }

    private static KvOperation transaction(List<?> steps) {
        List<KvOperation> made = new ArrayList<>(steps.size());
        for (Object each : steps) {
            String place = "'value' has a step " + (made.size() + 1) + " that is not ";
            List<?> step = list(each, place + "a list");
            if (step.size() != 3) {
                throw new IllegalArgumentException(place + "a kind, a key and a value, but " + step.size() + " things");
            }
            if (!(step.get(1) instanceof String key)) {
                throw new IllegalArgumentException(place + "a kind, a key that is a text, and a value");
            }
            if ("r".equals(step.get(0)) && step.get(2) == null) {
                made.add(new KvOperation.Read(key));
            } else if ("w".equals(step.get(0))) {
                made.add(new KvOperation.Write(key, step.get(2)));
            } else if ("append".equals(step.get(0))) {
                made.add(new KvOperation.Append(key, step.get(2)));
            } else {
                throw new IllegalArgumentException(
                        place + "[\"r\", key, null], [\"w\", key, value] or [\"append\", key, element]");
            }
        }
        return new KvOperation.Transaction(made);
    }

    private static Object required(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }

    private static String text(Object value, String name) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + name + "' must be a text");
    }

    private static long whole(Object value, String name) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("'" + name + "' must be a whole number");
    }

    private static List<?> list(Object value, String otherwise) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(otherwise);
    }

    /** Writes what came of a command as fields of the object that is open: {@code ok}, and what belongs to it. */
    public static void result(JsonGenerator json, KvCommand command, KvResult result) {
        json.writeBooleanProperty("ok", result instanceof KvResult.Ok);
        if (result instanceof KvResult.Ok ok) {
            json.writeName("value");
            if (command.operation() instanceof KvOperation.Transaction transaction
                    && ok.value() instanceof List<?> told
                    && told.size() == transaction.steps().size()) {
                steps(json, transaction.steps(), told);
            } else {
                // A client that gave two requests the same serial gets the first one's answer here.
                value(json, ok.value());
            }
        } else if (result instanceof KvResult.Conflict conflict) {
            json.writeStringProperty("conflict", conflict.reason());
        } else if (result instanceof KvResult.Invalid invalid) {
            json.writeStringProperty("invalid", invalid.reason());
        }
    }

    private static void steps(JsonGenerator json, List<KvOperation> steps, List<?> told) {
        json.writeStartArray();
        for (int i = 0; i < steps.size(); i++) {
            KvOperation step = steps.get(i);
            OperationKind kind = OperationKind.of(step);
            json.writeStartArray();
            json.writeString(kind == OperationKind.READ ? "r" : kind == OperationKind.WRITE ? "w" : kind.word());
            json.writeString(kind.key(step));
            value(json, kind == OperationKind.READ ? told.get(i) : kind.first(step));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof String text) {
            json.writeString(text);
        } else {
            json.writeStartArray();
            for (Object element : (List<?>) value) {
                value(json, element);
            }
            json.writeEndArray();
        }
    }
}
