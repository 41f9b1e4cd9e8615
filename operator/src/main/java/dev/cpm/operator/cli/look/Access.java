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

    @Option(names = "--as", paramLabel = "USER", description = "User to impersonate.")
    private String as;

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
        add(options, "--as=", as);
        return options;
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
