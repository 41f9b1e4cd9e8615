/**
 * Manifests from files to objects, with a word and a line for every mistake: {@link
 * dev.cpm.operator.cli.manifest.Texts} finds the files, {@link dev.cpm.operator.cli.manifest.YamlReader} reads them
 * into trees that know their lines, {@link dev.cpm.operator.cli.manifest.ManifestReader} makes objects of those.
 */
package dev.cpm.operator.cli.manifest;
