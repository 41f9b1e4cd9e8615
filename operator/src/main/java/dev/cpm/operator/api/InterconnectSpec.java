package dev.cpm.operator.api;

import java.util.List;

/** What a user says of an interconnect: two distinct regions of one account; not transitive. */
public record InterconnectSpec(String account, List<String> regions, InterconnectState state) {}
