package dev.cpm.operator.api;

import dev.cpm.operator.api.FieldError.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects what is wrong with one spec. Each method judges as the CRD's schema does; absent is fine unless it says not. */
final class Checks {
    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Whether there is a value at all. */
    boolean required(String field, Object value, String message) {
        if (value == null) {
            errors.add(new FieldError(field, Type.REQUIRED, null, message));
        }
        return value != null;
    }

    void range(String field, Integer value, int min, int max) {
        if (value != null && (value < min || value > max)) {
            invalid(field, value, "must be between " + min + " and " + max);
        }
    }

    void text(String field, String value, Format format) {
        if (value == null) {
            return;
        }
        if (format.tooLong(value)) {
            invalid(field, value, "must be at most " + format.maxLength + " characters long");
        } else if (!format.matches(value)) {
            invalid(field, value, format.words);
        }
    }

    /** Required, and in the format. */
    void requiredText(String field, String value, Format format, String message) {
        if (required(field, value, message)) {
            text(field, value, format);
        }
    }

    void atMost(String field, int size, int max) {
        if (size > max) {
            invalid(field, size + " items", "must have at most " + max + " items: remove some");
        }
    }

    void texts(String field, List<String> values, int max, Format format) {
        atMost(field, values.size(), max);
        for (int i = 0; i < values.size(); i++) {
            requiredText(field + "[" + i + "]", values.get(i), format, "remove the empty item");
        }
    }

    /** No two items with the same key; items without one are not compared. */
    <T> void distinct(String field, List<T> items, Function<T, ?> key, String message) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Object itsKey = items.get(i) == null ? null : key.apply(items.get(i));
            if (itsKey != null && !seen.add(itsKey)) {
                errors.add(new FieldError(field + "[" + i + "]", Type.DUPLICATE, shown(itsKey), message));
            }
        }
    }

    void oneOf(String field, String value, List<String> supported) {
        if (value != null && !supported.contains(value)) {
            String values = supported.stream().map(Checks::shown).collect(Collectors.joining(", "));
            errors.add(new FieldError(field, Type.UNSUPPORTED, shown(value), "supported values: " + values));
        }
    }

    void invalid(String field, Object value, String message) {
        errors.add(new FieldError(field, Type.INVALID, shown(value), message));
    }

    /** Cut short where it is long, a string in quotes. */
    static String shown(Object value) {
        String brief = FieldError.brief(String.valueOf(value));
        return value instanceof String ? '"' + brief + '"' : brief;
    }
}
