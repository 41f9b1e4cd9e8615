package dev.cpm.operator.faults;

import java.util.List;
import java.util.function.Consumer;

/** What users do, step after step; each waits until the one before has come to rest. */
record Story(String name, List<Step> steps) {

    /** Edits that are made together. */
    record Step(String name, Consumer<Rig> edits) {}
}
