package dev.cpm.operator.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A private network between two regions, for one account. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@ShortNames("ic")
@Categories(Cpm.CATEGORY)
public class Interconnect extends CustomResource<InterconnectSpec, InterconnectStatus> {}
