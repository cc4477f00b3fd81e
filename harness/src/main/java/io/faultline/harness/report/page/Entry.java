package io.faultline.harness.report.page;

/** A name and its value. */
public record Entry(String name, String value) {}
