/**
 * The commands that look at what is there, of a cluster by {@code kubectl} or of manifests as {@code plan} answers them:
 * {@link dev.cpm.operator.cli.look.Where} reads, {@code view} makes data of it, {@code report} puts that into lines. What
 * needs no objects, such as {@code explain}, lays out its own text.
 */
package dev.cpm.operator.cli.look;
