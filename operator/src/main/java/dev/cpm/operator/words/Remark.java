package dev.cpm.operator.words;

/**
 * One thing to say of an object.
 *
 * @param label {@link #ERROR}, {@link #WARNING}, or what else it is, in a word; empty where it goes on with the one before
 * @param type of the violation, or the reason of a condition; else empty
 * @param text a sentence, without a full stop
 * @param remedy what would mend it; may be empty
 * @param command what to copy for that, whole: it is never folded; may be empty
 */
public record Remark(String label, String type, String text, String remedy, String command) {
    public static final String ERROR = "Error";
    public static final String WARNING = "Warning";

    static Remark of(String label, String text) {
        return new Remark(label, "", text, "", "");
    }

    Remark withoutRemedy() {
        return new Remark(label, type, text, "", command);
    }

    /** Without a command. */
    public Remark(String label, String type, String text, String remedy) {
        this(label, type, text, remedy, "");
    }
}
