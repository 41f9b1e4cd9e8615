package dev.cpm.operator.placement;

import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** A test of what some fields do, named as {@code Record.component}. */
record FieldCase(List<String> fields, Executable test) {

    static FieldCase of(Executable test, String... fields) {
        return new FieldCase(List.of(fields), test);
    }
}
