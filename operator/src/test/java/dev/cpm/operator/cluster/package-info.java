/** What can only be shown on a real API server: conflicts, validation, watches, restarts, kubectl. */
package dev.cpm.operator.cluster;
