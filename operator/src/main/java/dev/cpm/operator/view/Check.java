package dev.cpm.operator.view;

import java.util.List;

/**
 * One thing that has to be so for an installation to be healthy.
 *
 * @param category what it belongs to, in a word or two
 * @param sentence what is so, where all is well
 * @param result whether it is
 * @param why what is not as it should be, or could not be seen: a sentence or a name each
 * @param hint what to do about it; empty where all is well
 * @param command what to copy for that, whole: it is never folded; may be empty
 */
public record Check(String category, String sentence, Result result, List<String> why, String hint, String command) {

    /** From good to bad. */
    public enum Result {
        Ok,
        /** It could not be found out. */
        Unknown,
        /** Somebody may want it so, or it passes. */
        Warning,
        Error
    }

    /** All is well where there is nothing to say against it. */
    public static Check of(String category, String sentence, Result otherwise, List<String> against, String hint) {
        return of(category, sentence, otherwise, against, hint, "");
    }

    /** The same with a command. */
    public static Check of(
            String category, String sentence, Result otherwise, List<String> against, String hint, String command) {
        return against.isEmpty()
                ? new Check(category, sentence, Result.Ok, List.of(), "", "")
                : new Check(category, sentence, otherwise, List.copyOf(against), hint, command);
    }

    /** The same with something at the end of its command, if it has one. */
    public Check with(String options) {
        return command.isEmpty() ? this : new Check(category, sentence, result, why, hint, command + options);
    }

    /** It could not be found out. */
    public static Check unknown(String category, String sentence, List<String> why) {
        return new Check(category, sentence, Result.Unknown, List.copyOf(why), "", "");
    }
}
