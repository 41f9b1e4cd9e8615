/**
 * What an API server says of a manifest before it stores it, from the definitions that this version brings: their
 * schemas, and their rules in CEL.
 */
package dev.cpm.operator.cli.admission;
