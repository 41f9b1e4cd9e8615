package dev.cpm.operator.placement;

import java.util.function.Consumer;

/** One way to do what is advised: what is done, and what must have come true of it. */
record Way(Consumer<Deeds> deed, Promise promise) {

    /** What must be found after a deed. */
    interface Promise {
        void check(Complaint complaint, Result after);

        default Promise and(Promise other) {
            return (complaint, after) -> {
                check(complaint, after);
                other.check(complaint, after);
            };
        }
    }

    /** A way that must help. */
    static Way helping(Consumer<Deeds> deed) {
        return new Way(deed, Complaint::helped);
    }

    /** A way that must help and keep another promise too. */
    static Way helping(Consumer<Deeds> deed, Promise promise) {
        return new Way(deed, promise.and(Complaint::helped));
    }

    /** Nothing to do; something is claimed of what is there. */
    static Way claiming(Promise promise) {
        return new Way(deeds -> {}, promise);
    }

    /** One after the other; both promises hold of the end. */
    Way and(Way next) {
        return new Way(deed.andThen(next.deed), promise.and(next.promise));
    }

    void follow(Complaint complaint, Deeds deeds) {
        deed.accept(deeds);
        promise.check(complaint, deeds.decided());
    }
}
