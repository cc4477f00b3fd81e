package io.faultline.checkers.transactions;

import io.faultline.checkers.Validity;
import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.consistency.Consistency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found in the transactions of a history.
 *
 * @param validity whether the model that was asked for holds
 * @param summary one sentence
 * @param anomalies all that were found, also those that this model allows, each with how many there were; of cycles one is
 *     counted for each strongly connected component
 * @param proofs the first few of each anomaly, what breaks most models first
 * @param broken the weakest models that do not hold
 * @param kept the strongest models that do; none when something could not be decided
 * @param transactions how many there were
 * @param measures figures, in a fixed order
 */
public record Analysis(
        TransactionKind kind,
        Consistency model,
        Validity validity,
        String summary,
        Map<Anomaly, Long> anomalies,
        List<Proof> proofs,
        Set<Consistency> broken,
        Set<Consistency> kept,
        int transactions,
        Map<String, Object> measures) {}
