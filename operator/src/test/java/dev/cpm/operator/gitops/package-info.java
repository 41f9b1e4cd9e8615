/** What is in {@code deploy/gitops}: Argo CD, Flux and kstatus over statuses that runs answered. */
package dev.cpm.operator.gitops;
