package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.FieldError.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Labels and annotations, which are the same for all kinds; no definition tells of them. */
final class MetadataCheck {
    /** All annotations of an object, keys and values, in bytes. */
    private static final int ANNOTATIONS = 256 * 1024;

    private static final String KEY = "must be a name of up to 63 letters, digits, '-', '_' or '.', with or without a"
            + " DNS prefix and a slash before it, such as example.com/tier";

    private MetadataCheck() {}

    static void check(JsonNode metadata, List<FieldError> errors) {
        for (Map.Entry<String, JsonNode> label : metadata.path("labels").properties()) {
            String field = "metadata.labels[" + FieldError.brief(label.getKey()) + "]";
            if (!key(label.getKey())) {
                errors.add(new FieldError(field, Type.INVALID, null, KEY));
            }
            String value = label.getValue().asText("");
            if (value.length() > Bounds.LABEL) {
                errors.add(invalid(field, value, "must be at most " + Bounds.LABEL + " characters long"));
            } else if (!value.matches(Bounds.LABEL_VALUE)) {
                errors.add(invalid(
                        field,
                        value,
                        "must be empty, or letters, digits, '-', '_' or '.', starting and ending with a letter or"
                                + " digit"));
            }
        }
        long bytes = 0;
        for (Map.Entry<String, JsonNode> annotation :
                metadata.path("annotations").properties()) {
            if (!key(annotation.getKey().toLowerCase(Locale.ROOT))) {
                errors.add(new FieldError(
                        "metadata.annotations[" + FieldError.brief(annotation.getKey()) + "]",
                        Type.INVALID,
                        null,
                        KEY));
            }
            bytes += bytes(annotation.getKey()) + bytes(annotation.getValue().asText(""));
        }
        if (bytes > ANNOTATIONS) {
            errors.add(new FieldError(
                    "metadata.annotations",
                    Type.INVALID,
                    bytes + " bytes",
                    "must have at most " + ANNOTATIONS + " bytes"));
        }
    }

    private static boolean key(String key) {
        return key.matches(Bounds.LABEL_KEY_PATTERN) && key.indexOf('/') <= Bounds.NAME;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static FieldError invalid(String field, String value, String message) {
        return new FieldError(field, Type.INVALID, '"' + FieldError.brief(value) + '"', message);
    }
}
