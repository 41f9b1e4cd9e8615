package dev.cpm.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A request to place machines: how many, of which type, where, and which topology rules hold. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@Plural("placements")
@ShortNames("pl")
@Categories(Cpm.CATEGORY)
@JsonClassDescription("A request to place machines: how many, of which type, in which regions, and which topology rules"
        + " hold. The operator assigns each replica a zone, keeps that decision stable, and says in status which rule"
        + " is broken, why, and what would mend it. It buys nothing, and moves nothing unasked: whoever buys"
        + " machines reads status.zones.")
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether every replica has a zone and no rule of severity Error is broken.")
@AdditionalPrinterColumn(
        name = "PLACED",
        jsonPath = ".status.summary.placed",
        getDescription = "Replicas that have a zone, of those wanted.")
@AdditionalPrinterColumn(
        name = "ZONES",
        jsonPath = ".status.summary.zones",
        getDescription = "How many replicas each zone holds, zones by name.")
@AdditionalPrinterColumn(
        name = "REASON",
        jsonPath = ".status.summary.reason",
        getDescription = "The worst there is to say, in one word.")
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = Type.DATE,
        getDescription = "Time since it was created.")
@AdditionalPrinterColumn(
        name = "SKEW",
        jsonPath = ".status.topology.zoneSkew",
        type = Type.INTEGER,
        priority = 1,
        getDescription = "Most replicas in any zone minus fewest in any eligible zone.")
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "The worst there is to say, in a sentence.")
// CEL does not see the object's own namespace: a reference that spells it out is for the operator to judge.
// (A field called namespace is __namespace__ in CEL.)
@ValidationRule(
        value = "!has(self.spec.peers)"
                + " || !self.spec.peers.exists(p, p.name == self.metadata.name && !has(p.__namespace__))",
        message = Messages.PEERS_SELF)
@ValidationRule(
        value = "!has(self.spec.affinity)"
                + " || ((!has(self.spec.affinity.colocateWith) || !self.spec.affinity.colocateWith.exists(t,"
                + " t.name == self.metadata.name && !has(t.__namespace__)))"
                + " && (!has(self.spec.affinity.separateFrom) || !self.spec.affinity.separateFrom.exists(t,"
                + " t.name == self.metadata.name && !has(t.__namespace__))))",
        message = Messages.AFFINITY_SELF)
@JsonDeserialize(using = Placement.Reader.class)
public class Placement extends Resource<PlacementSpec, PlacementStatus> implements Namespaced {
    private static final long serialVersionUID = 1;

    static final class Reader extends ResourceReader<PlacementSpec, PlacementStatus, Placement> {
        Reader() {
            super(Placement::new, PlacementSpec.class, PlacementStatus.class);
        }
    }
}
