package dev.cpm.operator.placement.status;

/**
 * Something that happened to an object, to be told once, as an Event.
 *
 * @param type what it means to whoever reads it
 * @param reason in one word, as a condition's reason is
 * @param action what the operator did when it found out
 * @param note in a sentence, of any length
 */
public record Happening(Type type, String reason, String action, String note) {

    /** The two types of Events that Kubernetes has. */
    public enum Type {
        Normal,
        Warning
    }
}
