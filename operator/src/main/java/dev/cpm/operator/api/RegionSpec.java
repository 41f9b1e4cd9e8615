package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.DISPLAY_NAME;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** What a user says of a region. */
@Marks.Spec
public record RegionSpec(
        @JsonPropertyDescription("Name for people, such as North China (Beijing): up to 128 characters.")
        @Size(max = DISPLAY_NAME) String displayName) {}
