package dev.cpm.operator.cli.plan;

import dev.cpm.operator.view.Change;
import java.util.List;

/**
 * What manifests change, and what that stands on.
 *
 * @param notes sentences on what was compared, which the change itself does not show
 */
public record Comparison(Basis basis, Change change, List<String> notes) {
    public Comparison {
        notes = List.copyOf(notes);
    }
}
