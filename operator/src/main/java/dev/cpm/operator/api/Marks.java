package dev.cpm.operator.api;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Annotations that the API classes share. */
final class Marks {

    /** What users write. Nothing empty is written back, and a field of another version of the CRD is skipped. */
    @JacksonAnnotationsInside
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Spec {}

    /** What the operator writes. Empty lists are written: {@code violations: []} is an answer. */
    @JacksonAnnotationsInside
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Status {}

    /** The name of an object. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.NAME) @Pattern(Bounds.DNS_SUBDOMAIN) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Name {}

    /** The name of a namespace. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.LABEL) @Pattern(Bounds.DNS_LABEL) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Namespace {}

    /** An account or a machine type. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.LABEL) @Pattern(Bounds.TOKEN) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Token {}

    /** What people read, in a status. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.MESSAGE) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Message {}

    /** A few characters for a printer column. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.SUMMARY) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Word {}

    /** A number of replicas, or a difference of two. */
    @JacksonAnnotationsInside
    @Min(0) @Max(Cpm.MAX_REPLICAS) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Replicas {}

    /** A number of objects or machines. */
    @JacksonAnnotationsInside
    @Min(0) @Max(Integer.MAX_VALUE) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Count {}

    /** A list in a status that zones are named in: replicas cannot be in more of them. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.STATUS_ZONES) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Zones {}

    /** The zones or regions that a violation concerns. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.CONCERNED) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Concerned {}

    /** The conditions of a status. */
    @JacksonAnnotationsInside
    @Size(max = Bounds.CONDITIONS) @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Conditions {}

    private Marks() {}
}
