package dev.cpm.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A private network between two regions, for one account. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@Plural("interconnects")
@ShortNames("ic")
@Categories(Cpm.CATEGORY)
@JsonClassDescription("A private link between two regions, for one account. Machines in different regions reach each"
        + " other over the private network only where there is an Active one. Links are not transitive.")
@AdditionalPrinterColumn(
        name = "ACCOUNT",
        jsonPath = ".spec.account",
        getDescription = "Account whose private networks are linked.")
@AdditionalPrinterColumn(name = "REGIONS", jsonPath = ".spec.regions", getDescription = "The two regions.")
@AdditionalPrinterColumn(
        name = "STATE",
        jsonPath = ".spec.state",
        getDescription = "Whether it carries traffic; only Active does.")
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = Type.DATE,
        getDescription = "Time since it was created.")
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "What its state means, in words.")
@JsonDeserialize(using = Interconnect.Reader.class)
public class Interconnect extends Resource<InterconnectSpec, InterconnectStatus> {
    private static final long serialVersionUID = 1;

    static final class Reader extends ResourceReader<InterconnectSpec, InterconnectStatus, Interconnect> {
        Reader() {
            super(Interconnect::new, InterconnectSpec.class, InterconnectStatus.class);
        }
    }
}
