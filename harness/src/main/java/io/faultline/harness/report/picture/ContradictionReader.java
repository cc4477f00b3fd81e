package io.faultline.harness.report.picture;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.linearizability.LinearizableChecker;
import io.faultline.harness.report.picture.CallSpan.Kind;
import io.faultline.harness.report.words.Clip;
import io.faultline.harness.report.words.TreeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the operations that have no linearization out of verdicts and the history they are of.
 *
 * <p>Verdicts come from a file: what does not fit the history is passed over.
 */
public final class ContradictionReader {
    private static final int CONTRADICTIONS_MOST = 3;
    private static final int WORDS_MOST = 60;

    private final History history;
    private final Map<Long, OperationEvent> ends = new HashMap<>();

    private ContradictionReader(History history) {
        this.history = history;
        Map<Long, Long> open = new HashMap<>();
        for (Event event : history.events()) {
            if (event instanceof OperationEvent told) {
                if (told.type() == OperationType.INVOKE) {
                    open.put(told.process(), told.index());
                } else {
                    Long begin = open.remove(told.process());
                    if (begin != null) {
                        ends.put(begin, told);
                    }
                }
            }
        }
    }

    /** The first contradictions that verdicts tell of, in their order. */
    public static List<Contradiction> read(Judgement judgement, History history) {
        List<Map<?, ?>> told = new ArrayList<>();
        for (Verdict verdict : judgement.verdicts()) {
            if (verdict.validity() == Validity.INVALID
                    && verdict.measures().get(LinearizableChecker.COUNTEREXAMPLES) instanceof List<?> counterexamples) {
                for (Object one : counterexamples) {
                    if (one instanceof Map<?, ?> tree) {
                        told.add(tree);
                    }
                }
            }
        }
        if (told.isEmpty()) {
            return List.of();
        }
        ContradictionReader reader = new ContradictionReader(history);
        return told.stream()
                .limit(CONTRADICTIONS_MOST)
                .map(reader::contradiction)
                .filter(Objects::nonNull)
                .toList();
    }

    private Contradiction contradiction(Map<?, ?> tree) {
        List<Long> calls = invocations(tree.get("calls"));
        if (calls.isEmpty()) {
            return null;
        }
        List<Long> order = invocations(tree.get("order"));
        List<?> states = tree.get("states") instanceof List<?> list && list.size() == order.size() ? list : List.of();
        Long culprit = tree.get("culprit") instanceof Long index && calls.contains(index) ? index : null;
        Map<Long, CallSpan> spans = new HashMap<>();
        for (long call : calls) {
            spans.put(call, span(call, call == (culprit == null ? -1 : culprit) ? Kind.CULPRIT : Kind.PROOF, 0, ""));
        }
        for (int i = 0; i < order.size(); i++) {
            String state = states.isEmpty() ? "" : Clip.to(WORDS_MOST, String.valueOf(states.get(i)));
            spans.put(order.get(i), span(order.get(i), Kind.PLACED, i + 1, state));
        }
        return around(calls, culprit, spans, tree);
    }

    private Contradiction around(List<Long> calls, Long culprit, Map<Long, CallSpan> spans, Map<?, ?> tree) {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (long call : calls) {
            CallSpan span = spans.get(call);
            from = Math.min(from, span.from());
            to = Math.max(to, span.open() ? span.from() : span.to());
        }
        List<CallSpan> all = new ArrayList<>(spans.values());
        Object key = asked(calls.get(0)).key();
        boolean oneThing =
                calls.stream().allMatch(call -> Objects.equals(asked(call).key(), key));
        if (oneThing) {
            others(key, from, to, spans).forEach(all::add);
        }
        all.sort((a, b) -> Long.compare(a.begin(), b.begin()));
        CallSpan last = spans.get(culprit == null ? calls.get(calls.size() - 1) : culprit);
        String thing = oneThing && key != null ? Clip.to(WORDS_MOST, TreeText.of(key)) : "";
        return new Contradiction(thing, all, from, to, last.end(), note(tree));
    }

    /** What else was done to that thing in that time: drawn, but not in the way of what matters. */
    private List<CallSpan> others(Object key, long from, long to, Map<Long, CallSpan> spans) {
        List<CallSpan> others = new ArrayList<>();
        for (Event event : history.events()) {
            if (event.time() > to) {
                break;
            }
            if (event instanceof OperationEvent told
                    && told.type() == OperationType.INVOKE
                    && !spans.containsKey(told.index())
                    && Objects.equals(told.key(), key)) {
                OperationEvent end = ends.get(told.index());
                if (end != null && end.type() == OperationType.OK && end.time() >= from) {
                    others.add(span(told.index(), Kind.OTHER, 0, ""));
                }
            }
        }
        return others;
    }

    private static String note(Map<?, ?> tree) {
        String before = tree.get("before") instanceof List<?> states && !states.isEmpty()
                ? Clip.to(
                        WORDS_MOST,
                        String.join(" or ", states.stream().map(String::valueOf).toList()))
                : "";
        if (!(tree.get("cut") instanceof Long cut) || before.isEmpty()) {
            return "";
        }
        return "What lies before event " + cut + " left the state " + before + ".";
    }

    private List<Long> invocations(Object indexes) {
        List<Long> found = new ArrayList<>();
        if (indexes instanceof List<?> list) {
            for (Object index : list) {
                if (index instanceof Long number
                        && number >= 0
                        && number < history.size()
                        && history.event(number) instanceof OperationEvent told
                        && told.type() == OperationType.INVOKE
                        && !found.contains(number)) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    private OperationEvent asked(long begin) {
        return (OperationEvent) history.event(begin);
    }

    private CallSpan span(long begin, Kind kind, int place, String state) {
        OperationEvent asked = asked(begin);
        OperationEvent end = ends.get(begin);
        boolean open = end == null || end.type() == OperationType.INFO;
        return new CallSpan(
                asked.process(),
                begin,
                end == null ? begin : end.index(),
                asked.time(),
                open ? history.end() : end.time(),
                open,
                kind,
                words(asked, open ? null : end),
                place,
                state);
    }

    private static String words(OperationEvent asked, OperationEvent end) {
        String words = asked.value() == null ? asked.f() : asked.f() + " " + TreeText.of(asked.value());
        boolean tells = end != null && end.type() == OperationType.OK && !Objects.equals(end.value(), asked.value());
        boolean nothing = end != null && asked.value() == null && end.value() == null;
        return Clip.to(WORDS_MOST, tells || nothing ? words + " → " + TreeText.of(end.value()) : words);
    }
}
