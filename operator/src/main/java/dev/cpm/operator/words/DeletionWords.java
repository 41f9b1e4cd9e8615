package dev.cpm.operator.words;

import dev.cpm.operator.view.Deletion;

/** The sentences on what is being deleted. */
public final class DeletionWords {
    private static final String KEEPS = "until it is gone it keeps its machines, and gets no more";

    private DeletionWords() {}

    /** "is being deleted: waits for finalizer x.y/z". */
    public static String is(Deletion deletion) {
        return "is being deleted" + (deletion.finalizers().isEmpty() ? "" : ": " + waits(deletion));
    }

    /** "waits for finalizer x.y/z; until it is gone it keeps its machines, and gets no more". */
    public static String keeps(Deletion deletion) {
        return (deletion.finalizers().isEmpty() ? "" : waits(deletion) + "; ") + KEEPS;
    }

    private static String waits(Deletion deletion) {
        return "waits for finalizer" + (deletion.finalizers().size() == 1 ? " " : "s ")
                + Names.list(deletion.finalizers());
    }
}
