/**
 * The sentences and words for what there is to look at, the same in a terminal, in a comment on a pull request and on a
 * page. Strings only: no colour, no width, no markup.
 */
package dev.cpm.operator.words;
