package dev.cpm.operator.api;

import java.util.List;
import java.util.Locale;

/** The five kinds of the API group. */
public final class Kinds {
    /** By name. */
    public static final List<Class<? extends Resource<?, ?>>> CLASSES =
            List.of(Interconnect.class, LoadBalancer.class, Placement.class, Region.class, Zone.class);

    /** What they are called, in the same order: {@code Placement}. */
    public static final List<String> NAMES =
            CLASSES.stream().<String>map(Class::getSimpleName).toList();

    private Kinds() {}

    /** What a kind is called where the API server and its roles speak of it: {@code placements.cpm.dev}. */
    public static String resource(String kind) {
        return kind.toLowerCase(Locale.ROOT) + "s." + Cpm.GROUP;
    }
}
