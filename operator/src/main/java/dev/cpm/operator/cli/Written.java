package dev.cpm.operator.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Remembers why something could not be written: a {@link java.io.PrintWriter} only says that it was not. */
final class Written extends FilterOutputStream {
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
            String why = String.valueOf(e.getMessage());
            failure = why.toLowerCase(Locale.ROOT).contains("pipe") ? null : why; // in any language that is so called
            throw e;
        }
    }
}
