package io.faultline.harness.report.tables;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.LinearizableChecker;
import io.faultline.checkers.transactions.picture.CyclePicture;
import io.faultline.harness.report.page.Card;
import io.faultline.harness.report.page.Entry;
import io.faultline.harness.report.page.EventRow;
import io.faultline.harness.report.page.EvidenceSection;
import io.faultline.harness.report.page.EvidenceSection.Reason;
import io.faultline.harness.report.page.Piece;
import io.faultline.harness.report.page.State;
import io.faultline.harness.report.words.Clip;
import io.faultline.harness.report.words.MeasureText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Repeats what the checkers said, with every number of an event made a link. */
public final class VerdictTexts {
    private static final int TEXT_MAX = 1_500;
    private static final int REASONS_MAX = 20;
    private static final int EVENTS_MAX = 40;
    /** Measures that are shown with the evidence. */
    private static final Set<String> DRAWN = Set.of(LinearizableChecker.COUNTEREXAMPLES, CyclePicture.MEASURE);

    private static final int MEASURES_MAX = 16;
    private static final int LINE_MAX = 400;
    private static final int LINES_MAX = 20_000;
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])#?(\\d{1,18})(?![\\w]|\\.\\d)");

    private static final Pattern EVENTS_BEFORE =
            Pattern.compile("\\bevents?\\s+(#?\\d+(, and |, | and | or | to |–|-))*$");

    private VerdictTexts() {}

    /** Indexes of the events that verdicts rest on, without those the history does not have. */
    public static SortedSet<Long> evidence(Judgement judgement, History history) {
        SortedSet<Long> found = new TreeSet<>();
        for (Verdict verdict : judgement.verdicts()) {
            for (Evidence evidence : verdict.evidence()) {
                evidence.events().stream()
                        .filter(index -> index >= 0 && index < history.size())
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** The cards, those first that speak against the system. */
    public static List<Card> cards(Judgement judgement) {
        Map<String, String> claims = new HashMap<>();
        for (Checker checker : Checkers.election(ElectionOptions.DEFAULT)) {
            claims.put(checker.name(), checker.claim());
        }
        claims.put(LinearizableChecker.NAME, LinearizableChecker.CLAIM);
        List<Card> cards = new ArrayList<>();
        List<Verdict> verdicts = judgement.verdicts();
        for (Validity validity : List.of(Validity.INVALID, Validity.UNKNOWN, Validity.VALID)) {
            for (int i = 0; i < verdicts.size(); i++) {
                Verdict verdict = verdicts.get(i);
                if (verdict.validity() == validity) {
                    cards.add(new Card(
                            Clip.to(80, verdict.checker()),
                            claims.getOrDefault(verdict.checker(), ""),
                            State.of(validity),
                            Clip.to(TEXT_MAX, verdict.summary()),
                            measures(verdict),
                            verdict.evidence().isEmpty() ? null : "evidence-" + (i + 1)));
                }
            }
        }
        return cards;
    }

    private static List<Entry> measures(Verdict verdict) {
        return verdict.measures().entrySet().stream()
                .filter(measure -> !DRAWN.contains(measure.getKey()))
                .limit(MEASURES_MAX)
                .map(measure -> new Entry(
                        MeasureText.name(Clip.to(60, measure.getKey())),
                        MeasureText.value(measure.getKey(), measure.getValue())))
                .toList();
    }

    /** A section for each verdict with evidence, the violations first. */
    public static List<EvidenceSection> sections(Judgement judgement, EventRows rows, History history) {
        List<EvidenceSection> sections = new ArrayList<>();
        List<Verdict> verdicts = judgement.verdicts();
        for (Validity validity : List.of(Validity.INVALID, Validity.UNKNOWN, Validity.VALID)) {
            for (int i = 0; i < verdicts.size(); i++) {
                Verdict verdict = verdicts.get(i);
                if (verdict.validity() == validity && !verdict.evidence().isEmpty()) {
                    sections.add(section(verdict, i, rows, history));
                }
            }
        }
        return sections;
    }

    private static EvidenceSection section(Verdict verdict, int number, EventRows rows, History history) {
        List<Reason> reasons = new ArrayList<>();
        for (Evidence evidence : verdict.evidence()) {
            if (reasons.size() < REASONS_MAX) {
                CycleDrawing cycle =
                        CycleDrawing.of(verdict, evidence, "cycle-" + (number + 1) + "-" + (reasons.size() + 1));
                List<String> drawing = LinearizableChecker.drawing(verdict, reasons.size());
                reasons.add(reason(evidence, drawing, cycle, rows, history));
            }
        }
        int left = verdict.evidence().size() - reasons.size();
        return new EvidenceSection(
                "evidence-" + (number + 1),
                Clip.to(80, verdict.checker()),
                State.of(verdict.validity()),
                Clip.to(TEXT_MAX, verdict.summary()),
                reasons,
                left == 0 ? "" : left + " more reasons are in verdicts.json.");
    }

    private static Reason reason(
            Evidence evidence, List<String> text, CycleDrawing cycle, EventRows rows, History history) {
        List<Long> known = evidence.events().stream()
                .filter(index -> index >= 0 && index < history.size())
                .toList();
        List<EventRow> shown = known.stream().limit(EVENTS_MAX).map(rows::row).toList();
        int missing = evidence.events().size() - known.size();
        String omitted = shown.size() < known.size()
                ? shown.size() + " of " + known.size() + " events are shown."
                : missing > 0 ? missing + " events it names are not in this history." : "";
        String lines = text.stream().map(line -> Clip.to(LINE_MAX, line)).collect(Collectors.joining("\n"));
        return new Reason(
                pieces(Clip.to(TEXT_MAX, evidence.why()), known, rows),
                Clip.to(LINES_MAX, lines),
                cycle.picture(),
                cycle.around(),
                shown,
                omitted);
    }

    /** The sentence with those numbers made links that are events of this evidence and are said to be events. */
    static List<Piece> pieces(String why, List<Long> events, EventRows rows) {
        List<Piece> pieces = new ArrayList<>();
        Matcher number = NUMBER.matcher(why);
        int done = 0;
        while (number.find()) {
            long index = Long.parseLong(number.group(1));
            if (events.contains(index) && saidToBeAnEvent(why, number.start())) {
                pieces.add(new Piece(why.substring(done, number.start()), null));
                pieces.add(new Piece(number.group(), rows.ref(index)));
                done = number.end();
            }
        }
        pieces.add(new Piece(why.substring(done), null));
        return pieces;
    }

    /** Whether "event", "events", or numbers after such a word stand right before; else "term 7" might lead to event 7. */
    private static boolean saidToBeAnEvent(String why, int at) {
        return why.charAt(at) == '#'
                || EVENTS_BEFORE.matcher(why.substring(0, at)).find();
    }
}
