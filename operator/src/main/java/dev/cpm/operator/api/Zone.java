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

/** A data center of one region, with its own power and network. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@Plural("zones")
@ShortNames("zn")
@Categories(Cpm.CATEGORY)
@JsonClassDescription("A data center of one region, with its own power and network. Its state says whether it takes new"
        + " replicas, its capacity how many machines it has.")
@AdditionalPrinterColumn(name = "REGION", jsonPath = ".spec.region", getDescription = "Region of the zone.")
@AdditionalPrinterColumn(
        name = "STATE",
        jsonPath = ".spec.state",
        getDescription = "Whether it takes new replicas; only Available does.")
@AdditionalPrinterColumn(
        name = "PLACEMENTS",
        jsonPath = ".status.placements",
        type = Type.INTEGER,
        getDescription = "How many placements hold replicas in it.")
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether it takes new replicas and is not overcommitted.")
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = Type.DATE,
        getDescription = "Time since it was created.")
@AdditionalPrinterColumn(
        name = "DISPLAYNAME",
        jsonPath = ".spec.displayName",
        priority = 1,
        getDescription = "Name for people.")
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "Why it is ready or not, in words.")
@JsonDeserialize(using = Zone.Reader.class)
public class Zone extends Resource<ZoneSpec, ZoneStatus> {
    private static final long serialVersionUID = 1;

    static final class Reader extends ResourceReader<ZoneSpec, ZoneStatus, Zone> {
        Reader() {
            super(Zone::new, ZoneSpec.class, ZoneStatus.class);
        }
    }
}
