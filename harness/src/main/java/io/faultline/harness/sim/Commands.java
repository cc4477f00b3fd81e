package io.faultline.harness.sim;

import io.faultline.harness.cluster.ClientCall;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.Session;
import java.util.ArrayList;
import java.util.List;

/** Clients' calls as commands of the node's service, and its answers as values of a history. */
final class Commands {
    private Commands() {}

    /**
     * The command a call stands for.
     *
     * @throws IllegalArgumentException when the service has none
     */
    static KvCommand of(ClientCall call) {
        Session session = call.client() == null ? null : new Session(call.client(), call.serial());
        return new KvCommand(operation(call.f(), call.key(), call.value()), session);
    }

    private static KvOperation operation(String f, String key, Object value) {
        return switch (f) {
            case "read" -> new KvOperation.Read(key);
            case "write" -> new KvOperation.Write(key, value);
            case "cas" -> {
                List<?> pair = (List<?>) value;
                yield new KvOperation.CompareAndSet(key, pair.get(0), pair.get(1));
            }
            case "append" -> new KvOperation.Append(key, value);
            case "add" -> new KvOperation.Add(key, ((Number) value).longValue());
            case "delete" -> new KvOperation.Delete(key);
            case "txn" -> transaction((List<?>) value);
            case "acquire" -> new KvOperation.Acquire(key, String.valueOf(value));
            case "release" -> new KvOperation.Release(key, String.valueOf(value));
            case "enqueue" -> new KvOperation.Enqueue(key, value);
            case "dequeue" -> new KvOperation.Dequeue(key);
            default -> throw new IllegalArgumentException("the service knows no operation '" + f + "'");
        };
    }

    private static KvOperation transaction(List<?> steps) {
        List<KvOperation> operations = new ArrayList<>(steps.size());
        for (Object each : steps) {
            List<?> step = (List<?>) each;
            String key = (String) step.get(1);
            String kind = (String) step.get(0);
            operations.add(
                    switch (kind) {
                        case "r" -> new KvOperation.Read(key);
                        case "w" -> new KvOperation.Write(key, step.get(2));
                        case "append" -> new KvOperation.Append(key, step.get(2));
                        default -> throw new IllegalArgumentException("a transaction knows no step '" + kind + "'");
                    });
        }
        return new KvOperation.Transaction(operations);
    }

    /** What a history says of an answer: of a transaction its steps, with what they read. */
    static Object value(KvOperation operation, Object answer) {
        if (!(operation instanceof KvOperation.Transaction transaction)) {
            return answer;
        }
        List<?> read = (List<?>) answer;
        List<Object> steps = new ArrayList<>(read.size());
        for (int i = 0; i < read.size(); i++) {
            steps.add(step(transaction.steps().get(i), read.get(i)));
        }
        return steps;
    }

    private static List<Object> step(KvOperation step, Object read) {
        List<Object> told = new ArrayList<>(3);
        if (step instanceof KvOperation.Read asked) {
            told.add("r");
            told.add(asked.key());
            told.add(read);
        } else if (step instanceof KvOperation.Write write) {
            told.add("w");
            told.add(write.key());
            told.add(write.value());
        } else if (step instanceof KvOperation.Append append) {
            told.add("append");
            told.add(append.key());
            told.add(append.element());
        }
        return told;
    }
}
