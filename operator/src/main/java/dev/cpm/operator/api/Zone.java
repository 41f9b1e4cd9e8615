package dev.cpm.operator.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A data center of one region, with its own power and network. */
@Group(Cpm.GROUP)
@Version(Cpm.VERSION)
@ShortNames("zn")
@Categories(Cpm.CATEGORY)
public class Zone extends CustomResource<ZoneSpec, ZoneStatus> {}
