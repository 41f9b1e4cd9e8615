package dev.cpm.operator.local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The operator's rights in a local control plane, as {@code deploy/base/} ships them, and its way in: tokens of its own service
 * account, as a kubelet hands them to its pods. So what runs with them may do what the shipped roles allow, and no more.
 */
public final class OperatorAccess {
    public static final String NAMESPACE = "cpm-system";
    public static final String ACCOUNT = "cpm-operator";
    public static final String USER = "system:serviceaccount:" + NAMESPACE + ":" + ACCOUNT;

    /** The files of {@code deploy/base/} that say who may do what. */
    static final List<String> FILES = List.of("namespace.yaml", "operator-access.yaml", "user-roles.yaml");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalControlPlane controlPlane;
    private final Path deploy;
    private final Config config;

    private OperatorAccess(LocalControlPlane controlPlane, Path deploy) {
        this.controlPlane = controlPlane;
        this.deploy = deploy;
        awaitRights();
        config = AccountToken.of(controlPlane, NAMESPACE, ACCOUNT);
    }

    /** Installs the roles of the directory {@code deploy}, or puts them back, and returns once they are in force. */
    public static OperatorAccess install(LocalControlPlane controlPlane, Path deploy) {
        for (String file : FILES) {
            for (HasMetadata object : ManifestFile.read(deploy.resolve(file))) {
                controlPlane.client().resource(object).createOr(NonDeletingOperation::update);
            }
        }
        return new OperatorAccess(controlPlane, deploy);
    }

    /** Where somebody else has applied the files of the directory {@code deploy}; returns once they are in force. */
    public static OperatorAccess installed(LocalControlPlane controlPlane, Path deploy) {
        return new OperatorAccess(controlPlane, deploy);
    }

    /** What an operator connects with that is in no pod. */
    public Config config() {
        return config;
    }

    /**
     * What the operator in the Pod of that name connects with: the token is bound to the Pod, so the API server knows its
     * name, and the token ends with it. There is such a Pod afterwards, of the Deployment's template; nothing runs it.
     */
    public Config config(String pod) {
        return AccountToken.of(controlPlane, pod(pod));
    }

    /** The same as {@link #config()} for another process, good as long as the control plane. */
    public Path kubeconfig() {
        return kubeconfig("operator.kubeconfig", config);
    }

    /** The same as {@link #config(String)} for another process, good as long as the control plane. */
    public Path kubeconfig(String pod) {
        return kubeconfig("operator-" + pod + ".kubeconfig", config(pod));
    }

    private Path kubeconfig(String file, Config of) {
        return KubeconfigFile.write(controlPlane.kubeconfig().resolveSibling(file), of);
    }

    /** Whether the API server lets the operator do this, by the roles as it knows them now. */
    public boolean allows(ResourceAttributes what) {
        return allows(controlPlane, USER, what);
    }

    /** Whether the API server lets a user do this. */
    public static boolean allows(LocalControlPlane controlPlane, String user, ResourceAttributes what) {
        return controlPlane
                .client()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withResourceAttributes(what)
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    /** Creating Events, which is the last rule of the cluster-wide role. */
    public static ResourceAttributes createEvents() {
        return new ResourceAttributesBuilder()
                .withVerb("create")
                .withResource("events")
                .build();
    }

    private static ResourceAttributes renewTheLease() {
        return new ResourceAttributesBuilder()
                .withVerb("update")
                .withGroup("coordination.k8s.io")
                .withResource("leases")
                .withNamespace(NAMESPACE)
                .withName("cpm-operator")
                .build();
    }

    /** The API server hears of roles by a watch: a little after it has stored them. */
    private void awaitRights() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!allows(createEvents()) || !allows(renewTheLease())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the roles of " + deploy + " are not in force after " + PATIENCE);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the roles of " + deploy, e);
            }
        }
    }

    private Pod pod(String name) {
        Pod there = controlPlane
                .client()
                .pods()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
        return there != null ? there : newPod(name);
    }

    private Pod newPod(String name) {
        PodTemplateSpec template = ManifestFile.read(deploy.resolve("operator.yaml")).stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Deployment in " + deploy.resolve("operator.yaml")))
                .getSpec()
                .getTemplate();
        Pod pod = new PodBuilder()
                .withNewMetadataLike(template.getMetadata())
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        return controlPlane.client().resource(pod).create();
    }
}
