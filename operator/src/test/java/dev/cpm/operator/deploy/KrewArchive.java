package dev.cpm.operator.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the kubectl plugin for krew: the launcher, its completion, the jar and the licence in one archive, and the manifest
 * that names it. The same files give the same bytes. Every build runs it into {@code operator/target}.
 */
public final class KrewArchive {
    private static final int BLOCK = 512;
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;

    private final Instant time;
    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    private KrewArchive(Instant time) {
        this.time = time;
    }

    /** Arguments: the top of the checkout, the jar, where to put what is made, version, address of the archive, time. */
    public static void main(String[] args) throws IOException {
        Path target = Path.of(args[2]);
        byte[] archive = pack(Path.of(args[0]), Path.of(args[1]), Instant.parse(args[5]));
        Files.write(target.resolve("kubectl-cpm.tar.gz"), archive);
        Files.writeString(target.resolve("cpm.yaml"), manifest(Path.of(args[0]), "v" + args[3], args[4], archive));
    }

    static byte[] pack(Path top, Path jar, Instant time) throws IOException {
        Path plugin = top.resolve("deploy").resolve("kubectl-plugin");
        KrewArchive archive = new KrewArchive(time);
        archive.add("LICENSE", READABLE, Files.readAllBytes(top.resolve("LICENSE")));
        archive.add("cpm-operator.jar", READABLE, Files.readAllBytes(jar));
        for (String script : new String[] {"kubectl-cpm", "kubectl_complete-cpm"}) {
            archive.add(script, EXECUTABLE, Files.readAllBytes(plugin.resolve(script)));
        }
        return archive.gzipped();
    }

    /** The template of {@code deploy/kubectl-plugin/cpm.yaml}, filled in; its comment is about the template. */
    static String manifest(Path top, String version, String address, byte[] archive) throws IOException {
        return Files.readString(top.resolve("deploy/kubectl-plugin/cpm.yaml"))
                .replaceAll("(?m)^#.*\n", "")
                .replace("${version}", version)
                .replace("${address}", address.replace("{version}", version))
                .replace("${sha256}", sha256(archive));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A file as POSIX's ustar has it: a block that describes it, and its bytes in whole blocks. */
    private void add(String name, int mode, byte[] content) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, octal(7, mode));
        put(header, 108, octal(7, 0)); // user and group: nobody in particular
        put(header, 116, octal(7, 0));
        put(header, 124, octal(11, content.length));
        put(header, 136, octal(11, time.getEpochSecond()));
        put(header, 148, "        "); // the checksum counts as blanks in itself
        put(header, 156, "0");
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, octal(6, sum) + "\0");
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static String octal(int digits, long number) {
        return String.format("%0" + digits + "o", number);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private byte[] gzipped() throws IOException {
        tar.write(new byte[2 * BLOCK]); // the end
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            tar.writeTo(gzip);
        }
        return bytes.toByteArray();
    }
}
