package dev.cpm.operator.gitops;

/** What a tool makes of an object. */
enum Health {
    // Argo CD
    Healthy,
    Progressing,
    Degraded,
    Suspended,
    // kstatus, and Flux
    Current,
    InProgress,
    Failed
}
