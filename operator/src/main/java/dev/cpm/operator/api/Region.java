package dev.cpm.operator.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An independent location of the cloud, made of zones; isolated from other regions unless interconnected. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@ShortNames("rg")
@Categories(Cpm.CATEGORY)
public class Region extends CustomResource<RegionSpec, RegionStatus> {}
