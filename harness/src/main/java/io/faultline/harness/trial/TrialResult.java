package io.faultline.harness.trial;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.nemesis.schedule.Schedule;

/**
 * Everything that came of one trial.
 *
 * @param schedule what was planned
 * @param history what happened
 * @param judgement what the checkers say of it
 */
public record TrialResult(Scenario scenario, long seed, Schedule schedule, History history, Judgement judgement) {}
