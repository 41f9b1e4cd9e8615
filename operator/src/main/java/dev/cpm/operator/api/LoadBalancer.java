package dev.cpm.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A load balancer; it binds machines of its own region and account only. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@Plural("loadbalancers")
@ShortNames("lb")
@Categories(Cpm.CATEGORY)
@JsonClassDescription("A load balancer of one region. It binds machines of its own region and account only; placements"
        + " name it in spec.loadBalancers.")
@AdditionalPrinterColumn(name = "ACCOUNT", jsonPath = ".status.account", getDescription = "Account that owns it.")
@AdditionalPrinterColumn(name = "REGION", jsonPath = ".spec.region", getDescription = "Region whose machines it binds.")
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether all replicas that name it can be bound.")
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = Type.DATE,
        getDescription = "Time since it was created.")
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "Why it is ready or not, in words.")
@JsonDeserialize(using = LoadBalancer.Reader.class)
public class LoadBalancer extends Resource<LoadBalancerSpec, LoadBalancerStatus> implements Namespaced {
    private static final long serialVersionUID = 1;

    static final class Reader extends ResourceReader<LoadBalancerSpec, LoadBalancerStatus, LoadBalancer> {
        Reader() {
            super(LoadBalancer::new, LoadBalancerSpec.class, LoadBalancerStatus.class);
        }
    }
}
