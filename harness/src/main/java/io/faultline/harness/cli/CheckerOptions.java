package io.faultline.harness.cli;

import io.faultline.checkers.Checker;
import io.faultline.checkers.totals.Totals;
import io.faultline.checkers.transactions.Reach;
import io.faultline.checkers.transactions.TransactionKind;
import io.faultline.checkers.transactions.consistency.Consistency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** By which checker a whole history is judged. */
final class CheckerOptions {
    @Option(
            names = "--checker",
            paramLabel = "CHECKER",
            description = "Judge the history as a whole by this checker, see below; nothing else is judged.")
    private String checker;

    @Option(
            names = "--consistency",
            paramLabel = "MODEL",
            description = "What transactions owe, see below; strict-serializable by default.")
    private String consistency;

    @Option(
            names = "--cycles",
            paramLabel = "DIR",
            description =
                    "Write the first cycles of transactions that were found into this folder, as SVG, DOT and JSON.")
    private Path cycles;

    @Option(
            names = "--neighbourhood",
            paramLabel = "K",
            converter = Numbers.Edges.class,
            description = "Draw with each cycle what is up to K edges away from it as well, " + Reach.TRANSACTIONS_MOST
                    + " transactions in all, the nearest first; 0 by default: just the cycle.")
    private Integer neighbourhood;

    /** Whether a checker was asked for. */
    boolean given() {
        return checker != null;
    }

    /** Refuses options that mean nothing without a checker of transactions. */
    void requireFitting() {
        if (kind().isEmpty()) {
            refuse("--consistency", consistency != null);
            refuse("--cycles", cycles != null);
            refuse("--neighbourhood", neighbourhood != null);
        } else if (neighbourhood != null && cycles == null) {
            throw new BadArgument("--neighbourhood needs --cycles DIR, where the pictures go");
        }
        if (given() && kind().isEmpty() && Totals.named(checker).isEmpty()) {
            throw new BadArgument("there is no checker '" + checker + "'; --checker is one of " + names());
        }
    }

    private static void refuse(String option, boolean given) {
        if (given) {
            throw new BadArgument(option + " needs --checker "
                    + Arrays.stream(TransactionKind.values())
                            .map(TransactionKind::word)
                            .collect(Collectors.joining(" or ")));
        }
    }

    /** What transactions are made of; empty when they are not what is judged. */
    Optional<TransactionKind> kind() {
        return TransactionKind.named(checker);
    }

    /** The checker of totals that was asked for. */
    Checker total() {
        return Totals.named(checker).orElseThrow();
    }

    Consistency consistency() {
        return consistency == null
                ? Consistency.STRICT_SERIALIZABLE
                : Consistency.named(consistency)
                        .orElseThrow(() -> new BadArgument("there is no consistency model '" + consistency
                                + "'; --consistency is one of "
                                + Arrays.stream(Consistency.values())
                                        .map(Consistency::word)
                                        .collect(Collectors.joining(", "))));
    }

    Optional<Path> cycles() {
        return Optional.ofNullable(cycles);
    }

    /** How far around each cycle is looked. */
    Reach reach() {
        return neighbourhood == null ? Reach.NONE : Reach.of(neighbourhood);
    }

    private static String names() {
        List<String> names = new ArrayList<>();
        Arrays.stream(TransactionKind.values()).forEach(kind -> names.add(kind.word()));
        Totals.all().forEach(one -> names.add(one.name()));
        return String.join(", ", names);
    }
}
