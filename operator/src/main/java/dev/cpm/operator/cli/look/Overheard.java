package dev.cpm.operator.cli.look;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * What a process says, kept until it ends, since an error is told in words of this program's own. Of one that goes on it
 * can be passed on meanwhile: it may be a question, such as which page to open and which code to enter there.
 */
final class Overheard {
    private final InputStream stream;
    private final PrintStream terminal;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int passedOn;

    Overheard(InputStream stream, PrintStream terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    /** All of it, to its end. */
    byte[] read() {
        byte[] some = new byte[8192];
        try (stream) {
            for (int n = stream.read(some); n >= 0; n = stream.read(some)) {
                synchronized (this) {
                    heard.write(some, 0, n);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (this) {
            return heard.toByteArray();
        }
    }

    /** Shows what was said since the last time, be it a whole line or not. */
    synchronized void passOn() {
        byte[] all = heard.toByteArray();
        if (all.length > passedOn) {
            terminal.write(all, passedOn, all.length - passedOn);
            terminal.flush();
            passedOn = all.length;
        }
    }
}
