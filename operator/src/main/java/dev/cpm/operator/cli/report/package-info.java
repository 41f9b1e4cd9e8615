/**
 * What the commands print, for people to read: a plan, a change, the status, the map, why a zone takes no replica, what a
 * loss takes, checks, what a word means. The verdict comes first, then what is wrong and what would mend it. A change is
 * also written as Markdown, and in the form that GitHub shows beside the lines of a file.
 */
package dev.cpm.operator.cli.report;
