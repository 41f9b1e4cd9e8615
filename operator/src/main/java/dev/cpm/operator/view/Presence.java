package dev.cpm.operator.view;

import dev.cpm.operator.view.Change.Kind;

/** Whether an object is there at one time, and is being deleted then. */
record Presence(boolean there, boolean ending) {
    /** What becomes of it until another time; what begins to be deleted is deleted, although it may be there for a while. */
    Kind to(Presence after) {
        return !there ? Kind.Created : !after.there || after.ending && !ending ? Kind.Deleted : Kind.Changed;
    }
}
