package dev.cpm.operator.cli;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Files;
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
            throw new NoStartException("cannot tell which cluster is meant: " + NoStartException.reason(e));
        }
    }

    /** Several files may be named, as for kubectl; those that do not exist are passed over where there is one that does. */
    private static Kubeconfig read(String named) throws NoStartException {
        List<Path> there = Stream.of(named.split(File.pathSeparator))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        if (there.isEmpty()) {
            throw new NoStartException("the file that KUBECONFIG names does not exist: " + named);
        }
        List<Config> files = new ArrayList<>();
        for (Path file : there) {
            files.add(read(file));
        }
        return new Kubeconfig(named, files);
    }

    private static Config read(Path file) throws NoStartException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new NoStartException("the file that KUBECONFIG names cannot be read: " + file);
        }
        try {
            return KubeConfigUtils.parseConfig(file.toFile());
        } catch (RuntimeException e) {
            throw new NoStartException("the file that KUBECONFIG names is not a kubeconfig: " + file + where(e));
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
                .flatMap(file -> file.getContexts().stream())
                .filter(candidate -> name.equals(candidate.getName()))
                .map(NamedContext::getContext)
                .findFirst()
                .orElseThrow(() -> wrong("has no context " + name + ", which is its current-context"));
        boolean known = context != null
                && files.stream()
                        .flatMap(file -> file.getClusters().stream())
                        .anyMatch(candidate -> candidate.getName().equals(context.getCluster())
                                && candidate.getCluster() != null
                                && candidate.getCluster().getServer() != null);
        if (!known) {
            throw wrong("has no cluster with a server for its context " + name);
        }
    }

    private NoStartException wrong(String what) {
        return new NoStartException("the kubeconfig " + named + " " + what);
    }
}
