package dev.cpm.operator.api;

import java.util.List;

/** What the operator knows of an interconnect. */
public record InterconnectStatus(Long observedGeneration, List<Condition> conditions) {}
