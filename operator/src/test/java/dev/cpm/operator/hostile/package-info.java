/** The table of hostile manifests; the tests that go through it are where what they ask is. */
package dev.cpm.operator.hostile;
