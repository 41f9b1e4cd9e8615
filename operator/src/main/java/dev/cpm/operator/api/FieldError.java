package dev.cpm.operator.api;

/**
 * What is wrong with one field of a spec, in the manner of Kubernetes' {@code field.Error}.
 *
 * @param field path such as {@code spec.topologySpreadConstraints[1].maxSkew}
 * @param value the wrong value as people read it, strings in quotes; null where there is none
 * @param message what would be right
 */
public record FieldError(String field, Type type, String value, String message) {
    private static final int SHOWN = 80;

    /** The kinds of errors, with Kubernetes' words for them. */
    public enum Type {
        REQUIRED("Required value"),
        INVALID("Invalid value"),
        DUPLICATE("Duplicate value"),
        UNSUPPORTED("Unsupported value");

        private final String words;

        Type(String words) {
            this.words = words;
        }
    }

    /** Cut short where it is long. */
    public static String brief(String text) {
        return Cut.of(text, SHOWN, "...");
    }

    /** As kubectl shows it: {@code spec.replicas: Invalid value: -1: must be between 0 and 10000}. */
    @Override
    public String toString() {
        return field + ": " + type.words + (value == null ? "" : ": " + value) + ": " + message;
    }
}
