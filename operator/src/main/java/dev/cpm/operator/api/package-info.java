/**
 * The custom resources: what users write and what the operator answers, as records. The CRDs in {@code crds/} are
 * generated from their annotations; {@link dev.cpm.operator.api.SpecCheck} says the same of a spec once more, in Java.
 */
package dev.cpm.operator.api;
