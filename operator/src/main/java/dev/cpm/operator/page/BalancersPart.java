package dev.cpm.operator.page;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.words.Plural;
import dev.cpm.operator.words.Remarks;
import java.util.Comparator;
import java.util.List;

/** The load balancers, the worst first; of very many, {@code advice} says who has all of them. */
final class BalancersPart {
    private static final int LISTED = 50;

    private BalancersPart() {}

    static String of(List<LoadBalancer> all, String advice) {
        if (all.isEmpty()) {
            return "<p class=\"none\">There is none.</p>\n";
        }
        StringBuilder out = new StringBuilder("<ul class=\"balancers\" role=\"list\">\n");
        all.stream()
                .sorted(Comparator.comparing((LoadBalancer of) -> Tone.of(of)).thenComparing(PlacementKey::of))
                .limit(LISTED)
                .forEach(of -> out.append(item(of)));
        if (all.size() > LISTED) {
            out.append("<li class=\"none\">and %s%s</li>\n"
                    .formatted(Plural.of(all.size() - LISTED, "more load balancer"), advice));
        }
        return out.append("</ul>\n").toString();
    }

    private static String item(LoadBalancer loadBalancer) {
        LoadBalancerStatus status = loadBalancer.getStatus();
        String region = status != null && status.region() != null
                ? status.region()
                : loadBalancer.getSpec() == null ? null : loadBalancer.getSpec().region();
        String binds = Tone.of(loadBalancer) == Tone.GOOD
                ? Readiness.of(loadBalancer).orElseThrow().message()
                : "";
        return "<li>%s <span class=\"name\">%s</span> <span class=\"facts\">%s%s</span>\n%s</li>\n"
                .formatted(
                        Tone.of(loadBalancer).badge(),
                        Html.code(PlacementKey.of(loadBalancer).toString()),
                        region == null ? "" : "in " + Html.name(region),
                        binds.isEmpty() ? "" : ", " + Html.name(binds),
                        RemarksPart.of(Remarks.of(loadBalancer)));
    }
}
