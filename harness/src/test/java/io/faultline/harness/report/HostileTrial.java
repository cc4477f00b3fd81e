package io.faultline.harness.report;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.harness.store.TrialInfo;
import io.faultline.harness.store.TrialRecord;
import java.util.List;
import java.util.Map;

/** A trial whose every text tries to become markup or script: as a node's name, a reason, a fault, a phase, a command. */
final class HostileTrial {
    /** Each sets {@code window.pwned} or adds an element if a browser ever takes it for more than text. */
    static final List<String> CORPUS = List.of(
            "<script>window.pwned=1</script>",
            "</script><script>window.pwned=2</script>",
            "</style><script>window.pwned=3</script>",
            "</title></svg><img src=x onerror=window.pwned=4>",
            "\"><svg onload=window.pwned=5>",
            "' onmouseover='window.pwned=6' x='",
            "\" autofocus tabindex=1 onfocus=window.pwned=7 x=\"",
            "<!--<script>window.pwned=8//-->",
            "--><iframe src=javascript:window.pwned=9>",
            "]]><script>window.pwned=10</script>",
            "javascript:window.pwned=11",
            "&lt;img src=x onerror=window.pwned=12&gt;",
            "&#60;script&#62;window.pwned=13&#60;/script&#62;",
            "\u2028window.pwned=14\u2029",
            "\u0000<scr\u0000ipt>window.pwned=15</script>",
            "\u202Egnp.exe\u202C",
            "${7*7}<%= 7*7 %>{{7*7}}@template.part.head()",
            "\\u003cscript\\u003ewindow.pwned=16",
            "</textarea></noscript><base href=//evil.example/>",
            "<link rel=stylesheet href=//evil.example/x.css><style>@import '//evil.example/y.css';",
            "half a pair \ud83d and another \udc00",
            "`;window.pwned=17;//",
            "a\r\nb\tc\u0007",
            "x".repeat(5_000));

    private HostileTrial() {}

    static TrialRecord record() {
        return new TrialRecord(info(), Records.schedule(), history(), judgement());
    }

    private static TrialInfo info() {
        String all = String.join(" ", CORPUS);
        return new TrialInfo(all, all, 3, all, CORPUS, 1_000 * Story.MS, all, all, 1, all, all, all, all, 1, all, all);
    }

    private static History history() {
        Story story = new Story(CORPUS.toArray(String[]::new));
        story.at(0);
        for (String text : CORPUS) {
            story.at(story.next() * 10).phase(text);
            story.starts(text, 1).candidate(text, 2).votes(text, "n1", 2).votes("n1", text, 2);
            story.leads(text, 2, CORPUS.toArray(String[]::new)).follows("n1", text, 2);
            story.says(text, 3, Role.FOLLOWER, new NodeFact.RpcRate(text, text, 12, 1, 10));
            story.says(text, 3, Role.FOLLOWER, new NodeFact.StorageFailed(text));
            story.says(text, 3, Role.FOLLOWER, new NodeFact.UnknownFact("x" + text, Map.of("x", text)));
            story.down(text).paused(text).cut(text.replace("→", "") + "→n1");
            story.fault(1, FaultPhase.BEGIN, "kind", text, "shape", text, "resolved", Map.of("nodes", List.of(text)));
            story.fault(1, FaultPhase.END, "kind", text, "effective", false, "readback", text);
        }
        return story.phase("end").told();
    }

    private static Judgement judgement() {
        return Judgement.of(CORPUS.stream()
                .map(text -> Verdict.invalid(
                                text,
                                text,
                                List.of(new Evidence(text + " (event 7) " + text, List.of(7L, 9L, 999_999L))))
                        .measured(Map.of("x", text)))
                .toList());
    }
}
