package io.faultline.harness.report.page;

/**
 * One event as a line of a table.
 *
 * @param ref leads to its mark in the picture
 * @param evidence whether a verdict rests on it
 * @param listed whether the list of events has it
 */
public record EventRow(
        EventRef ref, String time, String subject, String kind, String details, boolean evidence, boolean listed) {}
