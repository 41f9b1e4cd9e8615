package dev.cpm.operator.cli;

import dev.cpm.operator.words.Printable;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which cluster is meant. Where KUBECONFIG leads nowhere, the client would go on without a word and look for a cluster
 * that nobody meant; so what is wrong with it is said here.
 */
final class Kubeconfig {
    private static final Pattern LINE = Pattern.compile("line \\d+");

    private final String named;
    private final List<Config> files;

    private Kubeconfig(String named, List<Config> files) {
        this.named = named;
        this.files = files;
    }

    /** The cluster that KUBECONFIG names; without it that of {@code ~/.kube/config}, else the one this runs in. */
    static io.fabric8.kubernetes.client.Config find(String named) throws NoStartException {
        if (named != null && !named.isBlank()) {
            read(named).check();
        }
        try {
            return new ConfigBuilder().build();
        } catch (RuntimeException e) {
            throw new NoStartException("cannot tell which cluster is meant: " + NoStartException.reason(e), e);
        }
    }

    /** Several files may be named, as for kubectl; those that do not exist are passed over where there is one that does. */
    private static Kubeconfig read(String named) throws NoStartException {
        List<Path> there = new ArrayList<>();
        for (String name : named.split(File.pathSeparator)) {
            if (!name.isBlank() && Files.exists(path(name))) {
                there.add(path(name));
            }
        }
        if (there.isEmpty()) {
            throw new NoStartException("the file that KUBECONFIG names does not exist: " + named);
        }
        List<Config> files = new ArrayList<>();
        for (Path file : there) {
            files.add(read(file));
        }
        return new Kubeconfig(named, files);
    }

    private static Path path(String name) throws NoStartException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new NoStartException(
                    "KUBECONFIG does not name a file: " + Printable.line(name) + " (" + e.getReason() + ")");
        }
    }

    private static Config read(Path file) throws NoStartException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new NoStartException("the file that KUBECONFIG names cannot be read: " + file);
        }
        try {
            return KubeConfigUtils.parseConfig(file.toFile());
        } catch (RuntimeException e) {
            throw new NoStartException("the file that KUBECONFIG names is not a kubeconfig: " + file + where(e), e);
        }
    }

    /** The line, where the parser knows it; its own words are for programmers. */
    private static String where(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Matcher line = LINE.matcher(String.valueOf(cause.getMessage()));
            if (line.find()) {
                return ", " + line.group();
            }
        }
        return "";
    }

    private void check() throws NoStartException {
        String name = files.stream()
                .map(Config::getCurrentContext)
                .filter(current -> current != null && !current.isBlank())
                .findFirst()
                .orElseThrow(() -> wrong("has no current-context"));
        Context context = files.stream()
                .flatMap(file -> each(file.getContexts()))
                .filter(candidate -> name.equals(candidate.getName()))
                .map(NamedContext::getContext)
                .findFirst()
                .orElseThrow(() -> wrong("has no context " + name + ", which is its current-context"));
        boolean known = context != null
                && files.stream()
                        .flatMap(file -> each(file.getClusters()))
                        .anyMatch(candidate -> candidate.getName() != null
                                && candidate.getName().equals(context.getCluster())
                                && candidate.getCluster() != null
                                && candidate.getCluster().getServer() != null);
        if (!known) {
            throw wrong("has no cluster with a server for its context " + name);
        }
    }

    /** A list may be null: kubectl writes that where it is empty. */
    private static <T> Stream<T> each(List<T> items) {
        return items == null ? Stream.empty() : items.stream();
    }

    private NoStartException wrong(String what) {
        return new NoStartException("the kubeconfig " + named + " " + what);
    }
}
