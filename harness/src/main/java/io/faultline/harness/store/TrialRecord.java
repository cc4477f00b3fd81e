package io.faultline.harness.store;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.nemesis.schedule.Schedule;

/** A trial as it stands in the store: what a report is made from. */
public record TrialRecord(TrialInfo info, Schedule schedule, History history, Judgement judgement) {}
