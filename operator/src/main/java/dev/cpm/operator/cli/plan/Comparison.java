package dev.cpm.operator.cli.plan;

import dev.cpm.operator.view.Change;
import java.util.List;

/**
 * What manifests change, and what that stands on.
 *
 * @param mistakes what is wrong with the manifests, at file and line: an API server refuses it
 * @param notes sentences on what was compared, which the change itself does not show
 */
public record Comparison(Basis basis, Change change, List<String> mistakes, List<String> notes) {
    public Comparison {
        mistakes = List.copyOf(mistakes);
        notes = List.copyOf(notes);
    }
}
