package io.faultline.checkers.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.List;

/** What one checker says of a history, ready to be claimed something of. */
public final class Judged {
    private final Verdict verdict;

    private Judged(Verdict verdict) {
        this.verdict = verdict;
    }

    /** The checker of this name judges the history. */
    public static Judged by(String checker, History history) {
        return by(checker, ElectionOptions.DEFAULT, history);
    }

    /** The checker of this name judges the history by these options. */
    public static Judged by(String checker, ElectionOptions options, History history) {
        List<Checker> all = new ArrayList<>(Checkers.election(options));
        all.addAll(Checkers.replication());
        for (Checker one : all) {
            if (one.name().equals(checker)) {
                Verdict verdict = one.check(history);
                assertThat(verdict.checker()).isEqualTo(checker);
                return new Judged(verdict);
            }
        }
        throw new AssertionError("no checker is called " + checker);
    }

    public void valid() {
        assertThat(verdict.validity()).as(text()).isEqualTo(Validity.VALID);
    }

    /** Valid, or too little to judge. */
    public void notAccused() {
        assertThat(verdict.validity()).as(text()).isNotEqualTo(Validity.INVALID);
    }

    public void unknown(String summary) {
        assertThat(verdict.validity()).as(text()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).isEqualTo(summary);
    }

    /** Invalid by one piece of evidence: these events, and the text in the golden file of this name. */
    public void invalid(String golden, Integer... events) {
        assertThat(verdict.validity()).as(text()).isEqualTo(Validity.INVALID);
        assertThat(verdict.evidence()).as(text()).hasSize(1);
        assertThat(verdict.evidence().get(0).events())
                .extracting(Long::intValue)
                .as(text())
                .containsExactly(events);
        Golden.matches("evidence/" + verdict.checker() + "-" + golden + ".txt", text());
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The verdict as a person would read it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(verdict.checker())
                .append(": ")
                .append(verdict.validity().word())
                .append('\n');
        text.append(verdict.summary()).append('\n');
        for (Evidence evidence : verdict.evidence()) {
            text.append("- ")
                    .append(evidence.why())
                    .append(' ')
                    .append(evidence.events())
                    .append('\n');
        }
        return text.toString();
    }
}
