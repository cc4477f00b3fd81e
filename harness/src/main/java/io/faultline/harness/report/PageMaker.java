package io.faultline.harness.report;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.harness.report.page.Entry;
import io.faultline.harness.report.page.EventList;
import io.faultline.harness.report.page.Page;
import io.faultline.harness.report.page.State;
import io.faultline.harness.report.picture.ContradictionReader;
import io.faultline.harness.report.picture.FaultBand;
import io.faultline.harness.report.picture.LaneReader;
import io.faultline.harness.report.picture.PictureMaker;
import io.faultline.harness.report.tables.ElectionTable;
import io.faultline.harness.report.tables.ElectionTimes;
import io.faultline.harness.report.tables.EventListMaker;
import io.faultline.harness.report.tables.EventRows;
import io.faultline.harness.report.tables.PlanTable;
import io.faultline.harness.report.tables.TermTable;
import io.faultline.harness.report.tables.VerdictTexts;
import io.faultline.harness.report.words.Clip;
import io.faultline.harness.report.words.ConditionText;
import io.faultline.harness.report.words.Times;
import io.faultline.harness.store.TrialInfo;
import io.faultline.harness.store.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the page of one record. */
final class PageMaker {
    private static final int NAME_MAX = 80;
    private static final int COMMAND_MAX = 2_000;

    /** A replay of a stored trial: the same folder can be analysed. */
    private static final Pattern REPLAY_OF_FOLDER = Pattern.compile("(\\S*faultline) replay ([\\w./-]{1,500})");

    private final TrialRecord record;
    private final TrialInfo info;
    private final History history;
    private final List<String> nodes;

    PageMaker(TrialRecord record) {
        this.record = record;
        this.info = record.info();
        this.history = record.history();
        Set<String> names = new LinkedHashSet<>(record.schedule().nodes());
        names.addAll(history.nodes());
        this.nodes = names.stream().sorted(PageMaker::byNumber).toList();
    }

    /** {@code n2} before {@code n10}. */
    private static int byNumber(String a, String b) {
        int byLength = a.length() - b.length();
        boolean numbered = a.matches("n\\d+") && b.matches("n\\d+");
        return numbered && byLength != 0 ? byLength : a.compareTo(b);
    }

    Page page() {
        Judgement judgement = record.judgement();
        SortedSet<Long> evidence = VerdictTexts.evidence(judgement, history);
        SortedSet<Long> listed = EventListMaker.choose(history, evidence);
        PictureMaker.Drawn drawn =
                PictureMaker.draw(history, nodes, evidence, ContradictionReader.read(judgement, history));
        EventRows rows = new EventRows(history, new ConditionText(nodes), drawn.anchored(), listed, evidence);
        EventList events = EventListMaker.list(history, listed, rows);
        State state = State.of(judgement.validity());
        return new Page(
                state.word() + " · " + Clip.to(NAME_MAX, info.scenario()) + " · seed " + info.seed(),
                Clip.to(NAME_MAX, info.scenario()) + ", seed " + info.seed(),
                state,
                sentence(judgement),
                about(),
                VerdictTexts.cards(judgement),
                VerdictTexts.sections(judgement, rows, history),
                drawn.picture(),
                TermTable.of(history, LaneReader.read(history, nodes), rows),
                ElectionTable.of(ElectionTimes.of(history), rows),
                commands(),
                PlanTable.of(record.schedule(), FaultBand.read(history), rows),
                events,
                Inlined.ASSETS);
    }

    private static String sentence(Judgement judgement) {
        long invalid = count(judgement, Validity.INVALID);
        long unknown = count(judgement, Validity.UNKNOWN);
        int all = judgement.verdicts().size();
        return switch (judgement.validity()) {
            case VALID -> all + " of " + all + " checkers found their promise kept.";
            case INVALID ->
                invalid + " of " + all + " checkers found their promise broken"
                        + (unknown == 0 ? "." : ", " + unknown + " could not judge.");
            case UNKNOWN ->
                all == 0
                        ? "No checker judged this trial."
                        : unknown + " of " + all + " checkers could not judge: this is not a pass.";
        };
    }

    private static long count(Judgement judgement, Validity validity) {
        return judgement.verdicts().stream()
                .map(Verdict::validity)
                .filter(validity::equals)
                .count();
    }

    private List<Entry> about() {
        List<Entry> about = new ArrayList<>();
        about.add(new Entry("ground", Clip.to(NAME_MAX, info.ground())));
        about.add(new Entry("nodes", Integer.toString(info.nodes())));
        about.add(new Entry("workload", Clip.to(NAME_MAX, info.workload())));
        if (info.variant() != null) {
            about.add(new Entry("variant", Clip.to(NAME_MAX, info.variant())));
        }
        about.add(new Entry(
                "nemesis", info.nemesis().isEmpty() ? "none" : Clip.to(400, String.join(", ", info.nemesis()))));
        about.add(new Entry("time limit", Times.span(info.timeLimitNanos())));
        about.add(new Entry("cluster time", Times.span(history.end())));
        about.add(new Entry("wall time", Times.span(info.wallMillis() * 1_000_000L)));
        about.add(new Entry("events", Integer.toString(history.size())));
        about.add(new Entry(
                "ended", Clip.to(400, info.ended()) + (history.complete() ? "" : "; the history is cut off")));
        about.add(new Entry("began", Clip.to(NAME_MAX, info.began())));
        about.add(new Entry("commit", Clip.to(NAME_MAX, info.commit())));
        about.add(new Entry("version", Clip.to(NAME_MAX, info.version()) + ", Java " + Clip.to(NAME_MAX, info.java())));
        return about;
    }

    private List<Page.Command> commands() {
        String purpose = "Judge the stored history again, with the checkers of the Faultline at hand";
        Matcher stored = REPLAY_OF_FOLDER.matcher(info.replay());
        Page.Command analyse = stored.matches()
                ? new Page.Command("analyse", purpose + ":", stored.group(1) + " analyze " + stored.group(2))
                : new Page.Command("analyse", purpose + ", in the folder of this report:", "faultline analyze .");
        return List.of(
                new Page.Command("replay", "Run this trial again:", Clip.to(COMMAND_MAX, info.replay())), analyse);
    }
}
