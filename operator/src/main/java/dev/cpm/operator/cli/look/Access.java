package dev.cpm.operator.cli.look;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How to get at a cluster: the options of kubectl that say which, and as whom. */
public final class Access {
    private static final String USUAL = "kubectl";

    @Option(names = "--context", paramLabel = "NAME", description = "Context of the kubeconfig to use.")
    private String context;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Kubeconfig to use.")
    private String kubeconfig;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Cluster of the kubeconfig to use.")
    private String cluster;

    @Option(names = "--user", paramLabel = "NAME", description = "User of the kubeconfig to use.")
    private String user;

    @Option(names = "--as", paramLabel = "USER", description = "User to impersonate.")
    private String as;

    @Option(names = "--as-group", paramLabel = "GROUP", description = "Group to impersonate. May be repeated.")
    private List<String> asGroups = List.of();

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            description = "How long to wait for an answer, such as 30s. Default: for ever.")
    private String requestTimeout;

    /** Reads a cluster; {@code KUBECTL} in the environment may name another program than kubectl. */
    Kubectl kubectl() {
        String program = System.getenv("KUBECTL");
        return new Kubectl(program == null || program.isBlank() ? USUAL : program, options());
    }

    /** The namespace of the context; null where that cannot be told. */
    public String namespace() {
        Kubectl.Said said = kubectl().one(List.of("config", "view", "--minify", "--output=jsonpath={..namespace}"));
        String namespace = new String(said.out(), StandardCharsets.UTF_8).strip();
        return !said.done() ? null : namespace.isEmpty() ? "default" : namespace;
    }

    /** The options that were given, each as one word. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        add(options, "--context=", context);
        add(options, "--kubeconfig=", kubeconfig);
        add(options, "--cluster=", cluster);
        add(options, "--user=", user);
        add(options, "--as=", as);
        asGroups.forEach(group -> add(options, "--as-group=", group));
        add(options, "--request-timeout=", requestTimeout);
        return options;
    }

    /** The same with a blank before each, for the end of a command of kubectl. */
    String suffix() {
        return options().isEmpty() ? "" : " " + Shell.words(options());
    }

    /** The first option that was given, without its value; there must be one. */
    public String named() {
        return options().get(0).replaceFirst("=.*", "");
    }

    private static void add(List<String> options, String option, String value) {
        if (value != null) {
            options.add(option + value);
        }
    }
}
