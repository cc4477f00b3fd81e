package io.faultline.checkers.transactions.log;

import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns events into arrays; a history of a million transactions is read in one pass. */
final class TransactionReader {
    private static final int PARTS = 3;
    private static final int PROBLEMS_KEPT = 5;

    Fate[] fates = new Fate[64];
    long[] processes = new long[64];
    int[] begins = new int[64];
    int[] ends = new int[64];
    int[] firsts = new int[65];
    StepKind[] kinds = new StepKind[256];
    int[] keys = new int[256];
    Object[] values = new Object[256];
    final List<Object> keyNames = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    private final Map<Object, Integer> keyNumbers = new HashMap<>();
    private final Map<Long, Integer> open = new HashMap<>();
    private int size;
    private int steps;
    private int committed;

    private TransactionReader() {}

    static TransactionReader read(History history) {
        TransactionReader reader = new TransactionReader();
        ClientEvents events = history.clientEvents();
        for (int p = 0; p < events.size(); p++) {
            if (events.f(p).equals("txn")) {
                OperationEvent told = events.event(p);
                if (told.type() == OperationType.INVOKE) {
                    reader.begin(told);
                } else {
                    reader.end(told);
                }
            }
        }
        return reader;
    }

    int size() {
        return size;
    }

    int committed() {
        return committed;
    }

    private void begin(OperationEvent told) {
        if (size == fates.length) {
            int more = size * 2;
            fates = Arrays.copyOf(fates, more);
            processes = Arrays.copyOf(processes, more);
            begins = Arrays.copyOf(begins, more);
            ends = Arrays.copyOf(ends, more);
            firsts = Arrays.copyOf(firsts, more + 1);
        }
        fates[size] = Fate.INFO;
        processes[size] = told.process();
        begins[size] = Math.toIntExact(told.index());
        ends[size] = TransactionLog.NEVER;
        open.put(told.process(), size);
        addSteps(told);
        firsts[++size] = steps;
    }

    private void addSteps(OperationEvent told) {
        if (!(told.value() instanceof List<?> list)) {
            problem(told, "asks for " + TransactionLog.text(told.value()) + ", which is no list of steps");
            return;
        }
        for (Object one : list) {
            StepKind kind = one instanceof List<?> parts && parts.size() == PARTS ? StepKind.of(parts.get(0)) : null;
            if (kind == null) {
                problem(told, "has a step that is none: " + TransactionLog.text(one));
            } else {
                List<?> parts = (List<?>) one;
                addStep(kind, parts.get(1), kind == StepKind.READ ? null : parts.get(2));
            }
        }
    }

    private void addStep(StepKind kind, Object name, Object value) {
        if (steps == kinds.length) {
            int more = steps * 2;
            kinds = Arrays.copyOf(kinds, more);
            keys = Arrays.copyOf(keys, more);
            values = Arrays.copyOf(values, more);
        }
        kinds[steps] = kind;
        keys[steps] = number(name);
        values[steps++] = value;
    }

    private int number(Object name) {
        Integer number = keyNumbers.get(name);
        if (number == null) {
            number = keyNames.size();
            keyNames.add(name);
            keyNumbers.put(name, number);
        }
        return number;
    }

    private void end(OperationEvent told) {
        Integer transaction = open.remove(told.process());
        if (transaction == null) {
            problem(told, "ends a transaction that it never began");
        } else if (told.type() == OperationType.OK) {
            fates[transaction] = Fate.OK;
            ends[transaction] = Math.toIntExact(told.index());
            committed++;
            takeResults(transaction, told);
        } else if (told.type() == OperationType.FAIL) {
            fates[transaction] = Fate.FAIL;
            ends[transaction] = Math.toIntExact(told.index());
        }
    }

    private void takeResults(int transaction, OperationEvent told) {
        int first = firsts[transaction];
        int count = firsts[transaction + 1] - first;
        if (!(told.value() instanceof List<?> list) || list.size() != count) {
            problem(told, "answers " + TransactionLog.text(told.value()) + ", not with its " + count + " steps");
            return;
        }
        for (int i = 0; i < count; i++) {
            int step = first + i;
            if (!(list.get(i) instanceof List<?> parts)
                    || parts.size() != PARTS
                    || StepKind.of(parts.get(0)) != kinds[step]
                    || !Objects.equals(keyNames.get(keys[step]), parts.get(1))) {
                problem(told, "answers another step than it was asked for: " + TransactionLog.text(list.get(i)));
            } else if (kinds[step] == StepKind.READ) {
                values[step] = parts.get(2);
            }
        }
    }

    private void problem(OperationEvent told, String what) {
        if (problems.size() < PROBLEMS_KEPT) {
            problems.add("process " + told.process() + " " + what + " (event " + told.index() + ")");
        }
    }
}
