package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.Map;
import java.util.Set;

/**
 * Money moves between accounts and is neither made nor lost (Jepsen's {@code bank}): reads tell {@code {account: balance}}, each
 * with the same total as the first, none below zero.
 */
final class Bank implements Checker {

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public String claim() {
        return "every read of all accounts has the same total";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        Attempt first = null;
        long total = 0;
        long reads = 0;
        for (Attempt read : Attempts.of(history).named(Set.of("read"))) {
            if (!read.isOk() || !(read.result() instanceof Map<?, ?> accounts)) {
                continue;
            }
            reads++;
            Long sum = sum(read, accounts, findings);
            if (sum == null) {
                continue;
            } else if (first == null) {
                first = read;
                total = sum;
            } else if (sum != total) {
                Attempt before = first;
                long expected = total;
                findings.add(() -> Attempt.evidence(
                        read.told() + " saw a total of " + sum + ", where " + before.told() + " had seen " + expected,
                        before,
                        read));
            }
        }
        return reads == 0
                ? Verdict.unknown(name(), "nobody read the accounts: nothing to judge")
                : findings.invalidOr(reads + " reads, all with a total of " + total);
    }

    /** The total, null when an account has none. */
    private static Long sum(Attempt read, Map<?, ?> accounts, Findings findings) {
        long sum = 0;
        for (Map.Entry<?, ?> account : accounts.entrySet()) {
            if (!(account.getValue() instanceof Long balance)) {
                findings.add(() -> Attempt.evidence(
                        read.told() + " saw " + account.getValue() + " in account " + account.getKey()
                                + ", which is no balance",
                        read));
                return null;
            } else if (balance < 0) {
                findings.add(() -> Attempt.evidence(
                        read.told() + " saw " + balance + " in account " + account.getKey() + ", below zero", read));
            }
            sum += balance;
        }
        return sum;
    }
}
