package io.faultline.harness.mutants;

import java.util.List;

/**
 * The first trial of a campaign that a checker found invalid.
 *
 * @param seed of that trial
 * @param trials how many trials it took, that one included
 * @param seconds how long they took, by the clock of the {@link ProvingGround}
 * @param checkers which checkers said invalid, in the order of the catalogue
 * @param faults how many faults its schedule holds
 */
public record Kill(long seed, int trials, double seconds, List<String> checkers, int faults) {}
