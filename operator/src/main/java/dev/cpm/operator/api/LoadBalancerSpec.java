package dev.cpm.operator.api;

/** What a user says of a load balancer. */
public record LoadBalancerSpec(String account, String region) {}
