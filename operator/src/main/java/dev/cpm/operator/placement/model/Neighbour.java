package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.PlacementSpec;

/** Another placement, as a rule about it sees it: who owns it, what it asks for, where its replicas are. */
public record Neighbour(PlacementKey key, String account, PlacementSpec spec, Assignment assignment) {}
