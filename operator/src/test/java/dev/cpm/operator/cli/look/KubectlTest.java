package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the user's own kubectl is called, and what is shown of it. */
class KubectlTest {
    @TempDir
    private Path folder;

    /** A credential plugin that says where to log in, and waits until somebody has. */
    @Test
    void whatACallSaysWhileItWaitsIsShown() {
        FakeKubectl fake = new FakeKubectl(folder, """
                printf 'To sign in, open https://login.test and enter the code ABC: ' >&2
                sleep 1
                echo '{}'
                """);
        Kubectl.Said said = fake.within(Duration.ofMillis(100)).one(List.of("get"));
        assertThat(fake.terminal()).isEqualTo("To sign in, open https://login.test and enter the code ABC: ");
        assertThat(said).returns(true, Kubectl.Said::done).returns(List.of(), Kubectl.Said::errors);
        assertThat(new String(said.out(), StandardCharsets.UTF_8)).isEqualTo("{}\n");
    }

    @Test
    void anErrorIsToldOnceInWordsOfItsOwn() {
        FakeKubectl fake = FakeKubectl.saying(folder, "", "error: no such context\n", 1);
        assertThat(fake.kubectl().one(List.of("get")).errors()).containsExactly("kubectl: error: no such context");
        assertThat(fake.terminal()).isEmpty();
    }

    /** Five definitions, say, that somebody may not read. */
    @Test
    void whatIsRefusedOfSeveralForOneReasonIsToldOnce() {
        String refused = "Error from server (Forbidden): things \"%s\" is forbidden: User \"val\" cannot get things\n";
        String other = "Error from server (NotFound): things \"c\" not found\n";
        String all = refused.formatted("a") + other + refused.formatted("b");
        assertThat(FakeKubectl.saying(folder, "", all, 1)
                        .kubectl()
                        .one(List.of("get"))
                        .errors())
                .containsExactly(
                        "kubectl: Error from server (Forbidden): things \"a\", \"b\" is forbidden: User \"val\" cannot get"
                                + " things",
                        "kubectl: Error from server (NotFound): things \"c\" not found");
    }

    @Test
    void anAsideIsNoError() {
        String asides = """
                I1126 12:00:00.123456   4711 request.go:655] Throttling request took 1.1s
                E1126 12:00:01.123456   4711 memcache.go:265] "Unhandled Error" err="connection refused"
                Warning: v1alpha1 is old
                """;
        assertThat(FakeKubectl.saying(folder, "", asides + "error: away\n", 1)
                        .kubectl()
                        .one(List.of("get"))
                        .errors())
                .containsExactly("kubectl: error: away");
        assertThat(FakeKubectl.saying(folder, "", asides, 1)
                        .kubectl()
                        .one(List.of("get"))
                        .errors())
                .containsExactly(
                        "kubectl: Throttling request took 1.1s",
                        "kubectl: \"Unhandled Error\" err=\"connection refused\"",
                        "kubectl: Warning: v1alpha1 is old");
    }

    @Test
    void theFirstOfSeveralGoesAlone() {
        FakeKubectl fake = new FakeKubectl(folder, """
                echo "begin $1" >>"$here/log"
                sleep 0.3
                echo "end $1" >>"$here/log"
                echo "$1"
                """);
        List<Kubectl.Said> said = fake.kubectl().all(List.of(List.of("first"), List.of("second"), List.of("third")));
        assertThat(fake.lines("log").subList(0, 2)).containsExactly("begin first", "end first");
        assertThat(said)
                .extracting(answer -> new String(answer.out(), StandardCharsets.UTF_8).strip())
                .containsExactly("first", "second", "third");
        assertThat(fake.kubectl().all(List.of())).isEmpty();
    }

    /** The groups that a user impersonates are not those of the account that is asked about. */
    @Test
    void whoImpersonatesAnotherOneLeavesOutWhomTheUserDoes() {
        FakeKubectl fake = FakeKubectl.saying(folder, "", "", 0);
        fake.with("--context=far", "--as=me", "--as-group=system:masters")
                .asNobodyElse()
                .one(List.of("create", "--as=operator"));
        assertThat(fake.calls()).containsExactly("--context=far create --as=operator");
    }

    @Test
    void whatIsMissingComesToTheSameCluster() {
        FakeKubectl fake =
                FakeKubectl.saying(folder, "", "error: the server doesn't have a resource type \"placements\"\n", 1);
        assertThat(fake.with("--context=far").one(List.of("get")).errors())
                .singleElement()
                .asString()
                .endsWith("kubectl apply -k crds --context=far.");
    }
}
