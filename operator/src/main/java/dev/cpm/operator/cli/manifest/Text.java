package dev.cpm.operator.cli.manifest;

/** The text of one file, and the name to call it by in messages. */
public record Text(String name, String text) {}
