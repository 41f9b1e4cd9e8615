package dev.cpm.operator.api;

import java.util.List;

/** What every status says: which generation of the spec it answers, and how the object stands. */
public interface Answer {

    /** The {@code metadata.generation} that is answered; -1 or null where none is. */
    Long observedGeneration();

    /** Empty where nothing is answered. */
    List<Condition> conditions();
}
