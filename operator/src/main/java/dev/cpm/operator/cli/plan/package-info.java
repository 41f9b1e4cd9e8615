/** What the operator would answer, without a cluster: the same rounds over the same world. */
package dev.cpm.operator.cli.plan;
