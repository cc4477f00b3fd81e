package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;

/** One promise to clients: no operations contradict each other in its way. */
final class Promise implements Checker {
    private final String name;
    private final String claim;
    private final Kind kind;
    private final boolean atTheEnd;

    /** @param atTheEnd whether only what was seen in the final reads counts */
    Promise(String name, String claim, Kind kind, boolean atTheEnd) {
        this.name = name;
        this.claim = claim;
        this.kind = kind;
        this.atTheEnd = atTheEnd;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String claim() {
        return claim;
    }

    @Override
    public Verdict check(History history) {
        Operations operations = Operations.of(history);
        long ok = operations.all().stream()
                .filter(Operation::isOk)
                .filter(operation -> !atTheEnd || operation.from() > operations.finalReads())
                .count();
        if (ok == 0) {
            return Verdict.unknown(
                    name,
                    atTheEnd
                            ? "no final read was answered: nobody saw what is there at the end"
                            : "no operation of a client succeeded: nothing to judge");
        }
        Findings findings = new Findings(name);
        for (Contradiction contradiction : Contradictions.of(history).all()) {
            if (contradiction.kind() == kind && (!atTheEnd || contradiction.at() > operations.finalReads())) {
                findings.add(contradiction.evidence());
            }
        }
        return findings.invalidOr(Wording.count(ok, "successful operation") + ", none against it");
    }
}
