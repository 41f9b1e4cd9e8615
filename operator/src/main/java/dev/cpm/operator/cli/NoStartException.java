package dev.cpm.operator.cli;

import dev.cpm.operator.controller.ServerMessage;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;

/** The operator cannot start, for a reason outside it; the message is one sentence for whoever started it. */
final class NoStartException extends Exception {
    private static final long serialVersionUID = 1;

    NoStartException(String message) {
        super(message);
    }

    NoStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What went wrong in the end, in a line. */
    static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && ServerMessage.of(cause).isEmpty() && !(cause instanceof ConnectException)) {
            cause = cause.getCause();
        }
        if (cause instanceof UnresolvedAddressException) {
            return "nobody knows a machine of that name";
        }
        if (cause instanceof ConnectException) {
            return "it does not accept connections";
        }
        if (cause instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        String message = ServerMessage.of(cause).orElse(cause.getMessage());
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElseThrow();
    }
}
