package io.faultline.harness.report.page;

/**
 * A number of an event that leads to it.
 *
 * @param time in nanoseconds, for the script that scrolls the picture there
 * @param href the mark in the picture, or the line in the list of events, or null when the event is in neither
 */
public record EventRef(long index, long time, String href) {}
