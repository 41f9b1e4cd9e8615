package dev.cpm.operator.cli.plan;

import dev.cpm.operator.view.Change;

/** What manifests change, and what that stands on. */
public record Comparison(Basis basis, Change change) {}
