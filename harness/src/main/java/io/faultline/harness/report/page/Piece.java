package io.faultline.harness.report.page;

/**
 * A part of a sentence.
 *
 * @param event the event whose number {@code text} is, or null for plain words
 */
public record Piece(String text, EventRef event) {}
