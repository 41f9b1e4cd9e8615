/**
 * The sentences and words for what there is to look at, the same in a terminal, in a comment on a pull request and on a
 * page. Strings only: nothing here knows how they are shown.
 */
package dev.cpm.operator.words;
