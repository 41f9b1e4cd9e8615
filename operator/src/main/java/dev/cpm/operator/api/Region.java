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

/** An independent location of the cloud, made of zones; isolated from other regions unless interconnected. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@Plural("regions")
@ShortNames("rg")
@Categories(Cpm.CATEGORY)
@JsonClassDescription("An independent location of the cloud, made of zones. Regions are isolated from each other unless"
        + " an Active Interconnect links two of them.")
@AdditionalPrinterColumn(
        name = "ZONES",
        jsonPath = ".status.zones",
        type = Type.INTEGER,
        getDescription = "How many zones it has.")
@AdditionalPrinterColumn(
        name = "AVAILABLE",
        jsonPath = ".status.availableZones",
        type = Type.INTEGER,
        getDescription = "How many of its zones take new replicas.")
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
@JsonDeserialize(using = Region.Reader.class)
public class Region extends Resource<RegionSpec, RegionStatus> {
    private static final long serialVersionUID = 1;

    static final class Reader extends ResourceReader<RegionSpec, RegionStatus, Region> {
        Reader() {
            super(Region::new, RegionSpec.class, RegionStatus.class);
        }
    }
}
