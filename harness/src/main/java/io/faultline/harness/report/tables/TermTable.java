package io.faultline.harness.report.tables;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.report.page.Terms;
import io.faultline.harness.report.page.Terms.Reign;
import io.faultline.harness.report.page.Terms.Row;
import io.faultline.harness.report.picture.Lane;
import io.faultline.harness.report.picture.Lane.Kind;
import io.faultline.harness.report.picture.Lane.Stretch;
import io.faultline.harness.report.words.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The table of terms: who stood, who voted, who led, and how that ended. */
public final class TermTable {
    static final int TERMS_MAX = 300;
    private static final int WORDS_MAX = 12;

    private TermTable() {}

    /** What happened in one term. */
    private static final class Term {
        final Set<String> candidates = new LinkedHashSet<>();
        final Map<String, Set<String>> votes = new LinkedHashMap<>();
        final List<NodeEvent> won = new ArrayList<>();

        int weight() {
            return won.size() > 1 ? 0 : won.size() == 1 ? 1 : 2;
        }
    }

    /** The terms in which anybody stood, voted or led; when they are too many, those with leaders before the rest. */
    public static Terms of(History history, List<Lane> lanes, EventRows rows) {
        TreeMap<Long, Term> terms = read(history);
        Set<Long> shown = new LinkedHashSet<>();
        for (int weight = 0; weight <= 2; weight++) {
            for (Map.Entry<Long, Term> term : terms.entrySet()) {
                if (term.getValue().weight() == weight && shown.size() < TERMS_MAX) {
                    shown.add(term.getKey());
                }
            }
        }
        List<Row> table = new ArrayList<>();
        terms.forEach((number, term) -> {
            if (shown.contains(number)) {
                table.add(row(number, term, lanes, rows));
            }
        });
        String caps = table.size() == terms.size()
                ? ""
                : table.size() + " of " + terms.size() + " terms are shown, those with a leader first.";
        return new Terms(table, caps);
    }

    private static TreeMap<Long, Term> read(History history) {
        TreeMap<Long, Term> terms = new TreeMap<>();
        for (Event event : history.events()) {
            if (event instanceof NodeEvent node) {
                NodeFact fact = node.fact();
                if (fact instanceof NodeFact.Candidate) {
                    term(terms, node).candidates.add(node.node());
                } else if (fact instanceof NodeFact.VoteGranted granted) {
                    term(terms, node)
                            .votes
                            .computeIfAbsent(granted.candidate(), name -> new LinkedHashSet<>())
                            .add(node.node());
                } else if (fact instanceof NodeFact.Leader) {
                    term(terms, node).won.add(node);
                }
            }
        }
        return terms;
    }

    private static Term term(TreeMap<Long, Term> terms, NodeEvent event) {
        return terms.computeIfAbsent(event.term(), number -> new Term());
    }

    private static Row row(long number, Term term, List<Lane> lanes, EventRows rows) {
        List<String> votes = new ArrayList<>();
        term.votes.forEach((candidate, voters) -> votes.add(candidate + " ← " + words(voters)));
        List<Reign> reigns =
                term.won.stream().map(won -> reign(won, lanes, rows)).toList();
        boolean disputed = term.won.stream().map(NodeEvent::node).distinct().count() > 1;
        return new Row(
                Long.toString(number), words(term.candidates), String.join("; ", limited(votes)), reigns, disputed);
    }

    private static Reign reign(NodeEvent won, List<Lane> lanes, EventRows rows) {
        List<String> voters = won.fact() instanceof NodeFact.Leader leader ? leader.voters() : List.of();
        String to = "";
        String length = "";
        String ended = "";
        for (Lane lane : lanes) {
            int at = lane.node().equals(won.node()) ? stretchOf(lane, won) : -1;
            if (at >= 0) {
                Stretch stretch = lane.stretches().get(at);
                to = stretch.open() ? "the end" : Times.moment(stretch.to());
                length = Times.span(stretch.to() - stretch.from());
                ended = ending(lane, at);
            }
        }
        return new Reign(rows.ref(won.index()), won.node(), words(voters), Times.moment(won.time()), to, length, ended);
    }

    /** The stretch of leadership that begins with this victory, or the one it falls into. */
    private static int stretchOf(Lane lane, NodeEvent won) {
        for (int i = 0; i < lane.stretches().size(); i++) {
            Stretch stretch = lane.stretches().get(i);
            if (stretch.kind() == Kind.LEADER
                    && stretch.term() == won.term()
                    && stretch.from() <= won.time()
                    && won.time() <= stretch.to()) {
                return i;
            }
        }
        return -1;
    }

    private static String ending(Lane lane, int at) {
        Stretch stretch = lane.stretches().get(at);
        if (stretch.open()) {
            return "still led when the record ended";
        }
        if (at + 1 == lane.stretches().size()) {
            return "";
        }
        Stretch next = lane.stretches().get(at + 1);
        if (next.kind() == Kind.DOWN) {
            return "went down";
        }
        long term = termAt(lane, next.from());
        String became =
                next.kind() == Kind.LEADER ? "leader again" : next.kind().word();
        return "became " + became + (term == stretch.term() ? " in the same term" : ", term " + term);
    }

    private static long termAt(Lane lane, long time) {
        long term = 0;
        for (Lane.TermStep step : lane.terms()) {
            if (step.time() <= time) {
                term = step.term();
            }
        }
        return term;
    }

    private static String words(Iterable<String> words) {
        List<String> list = new ArrayList<>();
        words.forEach(list::add);
        return list.isEmpty() ? "nobody" : String.join(" ", limited(list));
    }

    private static List<String> limited(List<String> words) {
        if (words.size() <= WORDS_MAX) {
            return words;
        }
        List<String> some = new ArrayList<>(words.subList(0, WORDS_MAX));
        some.add("… " + (words.size() - WORDS_MAX) + " more");
        return some;
    }
}
