package dev.cpm.operator.words;

import dev.cpm.operator.api.Answer;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.view.Deletion;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Readiness;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/** All placements and load balancers in a sentence or two. */
public final class Verdict {
    private Verdict() {}

    /** How it stands with all that there are. */
    public static String of(Inventory inventory) {
        int all = inventory.placements().size();
        int ready =
                (int) inventory.placements().stream().filter(Readiness::isReady).count();
        long suspended =
                inventory.placements().stream().filter(Readiness::isSuspended).count();
        return placements(all, ready, suspended)
                + warnings(inventory, all)
                + unanswered(inventory)
                + deleted(inventory)
                + loadBalancers(inventory);
    }

    /** How it stands with one of them: what its condition Ready says. */
    public static String of(Placement placement) {
        Optional<Condition> ready = Readiness.of(placement);
        String name = Names.of(placement);
        Deletion deletion = Deletion.of(placement);
        if (ready.isEmpty()) {
            return name
                    + (deletion == null ? "" : " " + DeletionWords.is(deletion) + "; it")
                    + (placement.getStatus() == null
                                    || placement.getStatus().conditions().isEmpty()
                            ? " is not answered yet."
                            : " was edited, and is not answered yet; the rest is from before.");
        }
        String message = ready.get().message();
        return name + " is "
                + (ready.get().status().equals(ConditionStatuses.TRUE) ? "ready" + warned(placement) : "not ready")
                + (message == null ? "" : ": " + message) + "."
                + (deletion == null ? "" : " It " + DeletionWords.is(deletion) + ".");
    }

    private static String warned(Placement placement) {
        int warnings = placement.getStatus().violations().size();
        return warnings == 0 ? "" : warnings == 1 ? ", with a warning" : ", with " + warnings + " warnings";
    }

    private static String placements(int all, int ready, long suspended) {
        if (all == 0) {
            return "There is no Placement.";
        } else if (all == 1) {
            return ready == 1 ? "The placement is ready." : "The placement is not ready.";
        } else if (ready == all) {
            return all == 2 ? "Both placements are ready." : "All " + all + " placements are ready.";
        } else if (ready == 0) {
            return all == 2 ? "Neither placement is ready." : "None of the " + all + " placements is ready.";
        }
        int not = all - ready;
        return ready + " of " + all + " placements " + (ready == 1 ? "is" : "are") + " ready; " + not
                + (not == 1 ? " is not" : " are not")
                + (suspended == 0 ? "." : " (" + suspended + " suspended)."); // That was asked for.
    }

    private static String warnings(Inventory inventory, int all) {
        long warned = inventory.placements().stream()
                .filter(Readiness::isReady)
                .filter(placement -> !placement.getStatus().violations().isEmpty())
                .count();
        if (warned == 0) {
            return "";
        }
        return all == 1
                ? " It has warnings."
                : " " + warned + " of the ready ones " + (warned == 1 ? "has" : "have") + " warnings.";
    }

    private static String unanswered(Inventory inventory) {
        return unanswered("placement", inventory.placements());
    }

    private static String unanswered(String kind, List<? extends CustomResource<?, ? extends Answer>> objects) {
        List<String> names = objects.stream()
                .filter(object -> Readiness.of(object).isEmpty())
                .map(Names::of)
                .toList();
        return names.isEmpty()
                ? ""
                : " " + Plural.is(names.size(), kind) + " not answered yet: " + Names.list(names) + ".";
    }

    private static String deleted(Inventory inventory) {
        long deleted = inventory.placements().stream()
                .filter(placement -> Deletion.of(placement) != null)
                .count();
        return deleted == 0 ? "" : " " + Plural.is(deleted, "placement") + " being deleted.";
    }

    /** How many load balancers are not ready, or not answered: nothing, or sentences after others. */
    public static String loadBalancers(Inventory inventory) {
        long unready = inventory.loadBalancers().stream()
                .filter(loadBalancer -> Readiness.of(loadBalancer).isPresent() && !Readiness.isReady(loadBalancer))
                .count();
        return (unready == 0 ? "" : " " + Plural.is(unready, "load balancer") + " not ready.")
                + unanswered("load balancer", inventory.loadBalancers());
    }
}
