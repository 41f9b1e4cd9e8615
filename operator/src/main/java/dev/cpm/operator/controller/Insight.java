package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;

/** What can be asked of an operator at any time, by any thread: nothing of it waits for the engine, or holds it up. */
public interface Insight {

    /** What the process is doing. */
    Health health();

    /** Name of the lease by which it leads for its regions. */
    String lease();

    /** Whether it leads, and nothing keeps it from deciding; just after it began to lead, something may. */
    boolean decides();

    /**
     * All objects of the five kinds, and namespaces, as the watches saw them last; none before they have seen all. In no
     * order, and not to be changed.
     */
    List<HasMetadata> objects();

    /**
     * How long ago the API server answered last; zero without leader election, where nobody asks it time and again. Who is
     * cut off sees nothing new, and would not know.
     */
    Duration silence();

    /** Whether it writes the status of an object; another operator does where it does not, see {@code --regions}. */
    boolean owns(HasMetadata object);
}
