package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** A command to copy stands on a line of its own, however long it is. */
class CommandLinesTest {
    private static final String LONG =
            "kubectl get pods --all-namespaces --selector=app.kubernetes.io/part-of=cpm-operator"
                    + " --context=somewhere-far-away";

    @Test
    void aCheckDoesNotFoldIt() {
        Check check = Check.of("operator", "it runs", Result.Error, List.of("it does not"), "see why", LONG);
        assertThat(new CheckText(List.of(check), new Paint(Ansi.OFF), 60).lines())
                .containsSubsequence("    To mend it: see why:", "    " + LONG);
    }
}
