package dev.cpm.operator.cli;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Remembers why something could not be written: a {@link java.io.PrintWriter} only says that it was not. */
final class Written extends FilterOutputStream {
    private static final Path OUT = Path.of("/proc/self/fd/1");

    private String failure;

    Written(OutputStream out) {
        super(out);
    }

    /** Null where all was written, or as much as its reader wanted. */
    String failure() {
        return failure;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (failure == null && !hungUp(e)) {
                failure = String.valueOf(e.getMessage());
            }
            throw e;
        }
    }

    /** Whether its reader has enough. Where Linux does not tell what is written to, the words do, in English. */
    private boolean hungUp(IOException e) {
        return String.valueOf(e.getMessage()).equals("Broken pipe") || out instanceof FileOutputStream && intoPipe();
    }

    private static boolean intoPipe() {
        try {
            return Files.readSymbolicLink(OUT).toString().matches("(pipe|socket):.*");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // There is no such thing elsewhere.
        }
    }
}
