package io.faultline.checkers.transactions;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.kit.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small histories of a store of lists that is often right: now and then a transaction reads a state of before, loses an
 * append, sees one that aborted, or is told something else.
 */
final class RandomTransactions {
    private final Draw draw;
    private final int transactions;
    private final List<Map<String, List<Long>>> states = new ArrayList<>();
    private final int sloppiness;
    private final boolean lists;
    private long element;

    /**
     * @param transactions how many there are at most
     * @param lists whether writes append to lists, else they replace values
     */
    RandomTransactions(Draw draw, int transactions, boolean lists) {
        this.lists = lists;
        this.draw = draw;
        this.transactions = transactions;
        this.sloppiness = draw.oneOf(1, 1, 2, 3, 6);
        states.add(new HashMap<>());
    }

    /** A history; at its end, if asked for, somebody reads all keys. */
    History history(boolean readAtEnd) {
        int size = draw.between(2, transactions);
        TransactionStory story = new TransactionStory();
        List<Open> open = new ArrayList<>();
        int processes = draw.between(1, 4);
        long fresh = 10;
        for (int begun = 0; begun < size || !open.isEmpty(); ) {
            long process = draw.between(0, processes - 1);
            boolean busy = open.stream().anyMatch(one -> one.process == process);
            if (begun < size && (open.isEmpty() || !busy && draw.bool())) {
                boolean last = readAtEnd && begun == size - 1;
                Open one = new Open(open.isEmpty() && busy ? fresh++ : process, last ? readAll() : steps());
                story.tell(OperationType.INVOKE, one.process, one.asked);
                open.add(one);
                begun++;
                if (last) {
                    one.perform(false);
                }
            } else {
                end(story, open.remove(draw.between(0, open.size() - 1)));
            }
        }
        return story.history();
    }

    private void end(TransactionStory story, Open one) {
        boolean last = one.answer != null;
        int fate = last ? 9 : draw.between(0, 9);
        if (fate > 1) {
            one.perform(!last && draw.onceIn(sloppiness));
            story.tell(OperationType.OK, one.process, one.answer);
        } else if (fate == 1) {
            if (draw.onceIn(4)) {
                one.perform(false);
            }
            story.tell(OperationType.FAIL, one.process, one.asked);
        } else {
            if (draw.bool()) {
                one.perform(false);
            }
            story.tell(OperationType.INFO, one.process, one.asked);
        }
    }

    private List<List<Object>> steps() {
        List<List<Object>> steps = new ArrayList<>();
        for (int i = draw.between(1, 3); i > 0; i--) {
            String key = draw.oneOf("x", "y");
            steps.add(
                    draw.bool()
                            ? Arrays.asList("r", key, null)
                            : Arrays.asList(lists ? "append" : "w", key, ++element));
        }
        return steps;
    }

    private static List<List<Object>> readAll() {
        return List.of(Arrays.asList("r", "x", null), Arrays.asList("r", "y", null));
    }

    private final class Open {
        private final long process;
        private final List<List<Object>> asked;
        private List<List<Object>> answer;

        Open(long process, List<List<Object>> asked) {
            this.process = process;
            this.asked = asked;
        }

        void perform(boolean sloppily) {
            Map<String, List<Long>> now = states.get(states.size() - 1);
            Map<String, List<Long>> seen = new HashMap<>(sloppily ? draw.oneOf(states) : now);
            Map<String, List<Long>> after = new HashMap<>(now);
            answer = new ArrayList<>();
            for (List<Object> step : asked) {
                String key = (String) step.get(1);
                if (step.get(0).equals("r")) {
                    List<Long> list = seen.getOrDefault(key, List.of());
                    if (sloppily && draw.onceIn(8)) {
                        list = list.subList(0, draw.between(0, list.size()));
                    }
                    answer.add(Arrays.asList("r", key, told(list)));
                } else {
                    answer.add(step);
                    Long value = (Long) step.get(2);
                    seen.put(key, with(seen.getOrDefault(key, List.of()), value));
                    if (!sloppily || !draw.onceIn(8)) {
                        after.put(key, with(after.getOrDefault(key, List.of()), value));
                    }
                }
                if (draw.onceIn(3 * sloppiness)) {
                    states.add(Map.copyOf(after));
                }
            }
            states.add(after);
        }

        private Object told(List<Long> list) {
            if (lists) {
                return list.isEmpty() && draw.bool() ? null : list;
            }
            return list.isEmpty() ? null : list.get(list.size() - 1);
        }

        private static List<Long> with(List<Long> list, Long value) {
            List<Long> longer = new ArrayList<>(list);
            longer.add(value);
            return List.copyOf(longer);
        }
    }
}
