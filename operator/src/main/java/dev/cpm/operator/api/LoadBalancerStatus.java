package dev.cpm.operator.api;

import java.util.List;

/** What the operator knows of a load balancer: the replicas behind it, and the rules they break. */
public record LoadBalancerStatus(
        Long observedGeneration,
        String account,
        List<Backend> backends,
        List<LoadBalancerViolation> violations,
        List<Condition> conditions) {

    /** The replicas of one placement in one zone. */
    public record Backend(String placement, String zone, Integer replicas) {}

    /** A rule that the load balancer or its backends break. */
    public record LoadBalancerViolation(
            Type type,
            Severity severity,
            String message,
            String remedy,
            List<String> zones,
            List<String> regions,
            String since) {

        /** What can be wrong with a load balancer. */
        public enum Type {
            LoadBalancerAccountMismatch,
            LoadBalancerCrossRegion,
            SingleZone,
            UnknownRegion
        }
    }
}
