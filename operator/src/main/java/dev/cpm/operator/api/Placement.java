package dev.cpm.operator.api;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A request to place machines: how many, of which type, where, and which topology rules hold. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@ShortNames("pl")
@Categories(Cpm.CATEGORY)
public class Placement extends CustomResource<PlacementSpec, PlacementStatus> implements Namespaced {}
