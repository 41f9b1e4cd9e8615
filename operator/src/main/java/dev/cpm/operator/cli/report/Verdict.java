package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.Plan;

/** The whole plan in a sentence. */
final class Verdict {
    private Verdict() {}

    static String of(Plan plan) {
        int all = plan.placements().size();
        int ready = (int) plan.placements().stream().filter(Plan::ready).count();
        return placements(all, ready) + warnings(plan, all) + loadBalancers(plan);
    }

    private static String placements(int all, int ready) {
        if (all == 0) {
            return "There is no Placement among these manifests.";
        } else if (all == 1) {
            return ready == 1 ? "The placement is ready." : "The placement is not ready.";
        } else if (ready == all) {
            return "All " + all + " placements are ready.";
        } else if (ready == 0) {
            return "None of the " + all + " placements is ready.";
        }
        int not = all - ready;
        return ready + " of " + all + " placements " + (ready == 1 ? "is" : "are") + " ready; " + not
                + (not == 1 ? " is not." : " are not.");
    }

    private static String warnings(Plan plan, int all) {
        long warned = plan.placements().stream()
                .filter(Plan::ready)
                .filter(placement -> !placement.getStatus().violations().isEmpty())
                .count();
        if (warned == 0) {
            return "";
        }
        return all == 1
                ? " It has warnings."
                : " " + warned + " of the ready ones " + (warned == 1 ? "has" : "have") + " warnings.";
    }

    private static String loadBalancers(Plan plan) {
        long unready =
                plan.loadBalancers().stream().filter(lb -> !Plan.ready(lb)).count();
        return unready == 0
                ? ""
                : " " + unready + (unready == 1 ? " load balancer is" : " load balancers are") + " not ready.";
    }
}
