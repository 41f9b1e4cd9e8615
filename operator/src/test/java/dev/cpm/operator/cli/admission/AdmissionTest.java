package dev.cpm.operator.cli.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.api.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step of what an API server does with an object, on schemas made for it. */
class AdmissionTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {a: null, b: null, c: null} | {a: 1, c: null}
                    {a: 2}                      | {a: 2}
                    {}                          | {a: 1}
                    {d: {x: null, y: 3}}        | {a: 1, d: {x: 7, y: 3}}
                    {e: [null, {f: null}, {}]}  | {a: 1, e: [null, {}, {}]}
                    {g: {}}                     | {a: 1, g: {h: {i: 5}}}
                    {unknown: null}             | {a: 1, unknown: null}
                    """)
    void nullsAreDroppedOrGetTheDefault(String given, String filled) {
        JsonNode schema = yaml("""
                properties:
                  a: {type: integer, default: 1}
                  b: {type: integer}
                  c: {type: integer, nullable: true}
                  d: {type: object, additionalProperties: {type: integer, default: 7}}
                  e: {type: array, items: {type: object, properties: {f: {type: string}}}}
                  g: {type: object, properties: {h: {type: object, default: {}, properties: {i: {default: 5}}}}}
                """);
        assertThat(Defaulting.filled(schema, yaml(given))).isEqualTo(yaml(filled));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {r: {t: x}}           | s: Required value: the definition of this kind asks for it
                    {s: 5}                | s: Invalid value: 5: must be text
                    {s: ""}               | s: Invalid value: "": must be at least 1 characters long
                    {s: "😀😀😀"}          | ``
                    {s: abcd}             | s: Invalid value: "abcd": must be at most 3 characters long
                    {s: A}                | s: Invalid value: "A": must match [a-z😀]
                    {s: a, n: 0}          | n: Invalid value: 0: must be at least 1
                    {s: a, n: 9}          | n: Invalid value: 9: must be at most 8
                    {s: a, n: 1.5}        | n: Invalid value: 1.5: must be a whole number
                    {s: a, w: c}          | w: Unsupported value: "c": supported values: "a", "b"
                    {s: a, l: []}         | l: Invalid value: 0 items: must have at least 1 items
                    {s: a, l: [1, 2, 3]}  | l: Invalid value: 3 items: must have at most 2 items
                    {s: a, l: [null]}     | l[0]: Required value: must not be null
                    {s: a, i: true}       | i: Invalid value: true: must be a whole number or text
                    {s: a, i: 11}         | i: Invalid value: 11: must be at most 10
                    {s: a, i: "50%"}      | ``
                    {s: a, m: {k: 1}}     | m[k]: Invalid value: 1: must be text
                    {s: a, m: {k: a, l: b}} | m: Invalid value: 2 entries: must have at most 1 entries
                    {s: a, o: []}         | o: Invalid value: a list: must be an object
                    """)
    void aSchemaIsToldInWords(String object, String told) {
        JsonNode schema = yaml("""
                type: object
                required: [s]
                properties:
                  s: {type: string, minLength: 1, maxLength: 3, pattern: "[a-z😀]"}
                  n: {type: integer, format: int32, minimum: 1, maximum: 8}
                  w: {type: string, enum: [a, b]}
                  l: {type: array, minItems: 1, maxItems: 2, items: {type: integer}}
                  i: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}], maximum: 10}
                  m: {type: object, maxProperties: 1, additionalProperties: {type: string}}
                  o: {type: object, properties: {p: {type: string}}}
                """);
        List<String> errors = new SchemaCheck(schema)
                .check(yaml(object)).errors().stream().map(FieldError::toString).toList();
        if (told.isEmpty()) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).contains(told);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {set: [a, b]}                     | ''
                    {set: [a, b, a]}                  | set[2]
                    {set: [1, "1"]}                   | ''
                    {map: [{k: a}, {k: b}]}           | ''
                    {map: [{k: a, v: 1}, {k: a}]}     | map[1]
                    {map: [{v: 1}, {v: 2}]}           | map[1]
                    {plain: [a, a]}                   | ''
                    {plain: [{set: [a, a]}]}          | plain[0].set[1]
                    """)
    void nothingIsTwiceInASetOrAMap(String object, String field) {
        JsonNode schema = yaml("""
                properties:
                  set: {x-kubernetes-list-type: set, items: {}}
                  map: {x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {}}
                  plain: {items: {properties: {set: {x-kubernetes-list-type: set, items: {}}}}}
                """);
        List<FieldError> errors = new ArrayList<>();
        ListTypes.check(schema, yaml(object), "", errors);
        assertThat(errors).extracting(FieldError::field).isEqualTo(field.isEmpty() ? List.of() : List.of(field));
    }

    private static List<String> broken(String schema, String object, String before) {
        List<FieldError> errors = new ArrayList<>();
        ValidationRules.check(yaml(schema), yaml(object), before == null ? null : yaml(before), errors);
        return errors.stream().map(FieldError::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    size(self.s) == 3                                   | true
                    self.n > 2 && self.n < 2.5                          | false
                    self.l.all(x, x > 0) && self.l.exists_one(x, x == 2) | true
                    self.l == [1, 2]                                    | true
                    has(self.s) && !has(self.absent)                    | true
                    type(self.n) == int && type(self.s) == string       | true
                    self.s.matches('^[a-c]+$') && self.s.startsWith('a') | true
                    self.__namespace__ == 'x' && self.a__dash__b == 1   | true
                    self.m.namespace == 'y' && 'k-1' in self.m          | true
                    size(self.set) == 2 && !('c' in self.set)           | true
                    self.l.map(x, x * 2).filter(x, x > 2) == [4]        | true
                    """)
    void aRuleSeesTheValues(String rule, boolean holds) {
        String schema = """
                properties:
                  s: {type: string}
                  n: {type: integer}
                  l: {type: array, items: {type: integer}}
                  namespace: {type: string}
                  a-b: {type: integer}
                  m: {type: object, additionalProperties: {type: string}}
                  set: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                x-kubernetes-validations: [{rule: "%s", message: wrong}]
                """.formatted(rule);
        String object = "{s: abc, n: 5, l: [1, 2], namespace: x, a-b: 1, m: {namespace: y, k-1: z}, set: [b, a],"
                + " unknown: 1}";
        assertThat(broken(schema, object, null)).isEqualTo(holds ? List.of() : List.of("spec: Invalid value: wrong"));
    }

    @Test
    void aRuleThatComparesIsJudgedWhereTheFormerValueIsKnown() {
        String schema = """
                properties:
                  a: {type: string, x-kubernetes-validations: [{rule: self == oldSelf}]}
                  map:
                    type: array
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [k]
                    items: {properties: {k: {}, v: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf}]}}}
                  plain:
                    type: array
                    items: {properties: {v: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf}]}}}
                  set:
                    type: array
                    x-kubernetes-list-type: set
                    x-kubernetes-validations: [{rule: self == oldSelf}]
                    items: {type: string}
                  whole:
                    type: object
                    x-kubernetes-map-type: atomic
                    properties: {v: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf}]}}
                """;
        String object = "{a: new, map: [{k: y, v: 1}, {k: x, v: 1}], plain: [{v: 1}], set: [p, q], whole: {v: 1}}";
        assertThat(broken(schema, object, null)).isEmpty();
        assertThat(broken(
                        schema,
                        object,
                        "{a: old, map: [{k: x, v: 2}, {k: y, v: 1}], plain: [{v: 2}], set: [q, p], whole: {v: 2}}"))
                .containsExactlyInAnyOrder(
                        "a: Invalid value: failed rule: self == oldSelf",
                        "map[1].v: Invalid value: failed rule: self >= oldSelf");
        assertThat(broken(schema, object, "{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    quantity(self.q).isGreaterThan(quantity('1')) | quantity
                    self.q ==                                     | mismatched input
                    self.nothing == 1                             | nothing
                    self.q                                        | neither true nor false
                    self.q + 1 > 2                                | _+_
                    """)
    void whatCannotBeJudgedIsSaidAndNeverPasses(String rule, String why) {
        String schema = """
                properties: {q: {type: string}}
                x-kubernetes-validations: [{rule: "%s", message: no}]
                """.formatted(rule);
        assertThat(broken(schema, "{q: 1Gi}", null))
                .singleElement()
                .asString()
                .startsWith("spec: Invalid value: the rule " + rule + " cannot be judged: ")
                .contains(why);
    }

    @Test
    void namesThatRulesCannotSpellAreEscaped() {
        assertThat(CelValues.escaped("namespace")).isEqualTo("__namespace__");
        assertThat(CelValues.escaped("in")).isEqualTo("__in__");
        assertThat(CelValues.escaped("a__b")).isEqualTo("a__underscores__b");
        assertThat(CelValues.escaped("a.b/c-d")).isEqualTo("a__dot__b__slash__c__dash__d");
        assertThat(CelValues.escaped("name")).isEqualTo("name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {labels: {tier: gold, example.com/a: ""}}  | ``
                    {labels: {-a: x}}                          | metadata.labels[-a]
                    {labels: {a: "x y"}}                       | metadata.labels[a]
                    {labels: {Example.com/a: x}}               | metadata.labels[Example.com/a]
                    {annotations: {Example.com/a: "x y"}}      | ``
                    {annotations: {a b: x}}                    | metadata.annotations[a b]
                    """)
    void labelsAndAnnotationsHaveAForm(String metadata, String field) {
        List<FieldError> errors = new ArrayList<>();
        MetadataCheck.check(yaml(metadata), errors);
        assertThat(errors).extracting(FieldError::field).isEqualTo(field.isEmpty() ? List.of() : List.of(field));
    }

    /** The rules could not be judged on values of another type. */
    @Test
    void rulesAreNotAskedWhereTheSchemaIsBroken() {
        JsonNode wrong = yaml("{kind: Placement, metadata: {name: web}, spec: {machineType: m1, regions: [r1, r1],"
                + " replicas: many}}");
        assertThat(Admission.errors(wrong, null)).extracting(FieldError::field).containsExactly("spec.replicas");
        JsonNode outside = yaml("{kind: Placement, metadata: {name: web}, spec: {machineType: m1, regions: [r1, r1],"
                + " replicas: -1}}");
        assertThat(Admission.errors(outside, null))
                .extracting(FieldError::field)
                .containsExactly("spec.replicas", "spec.regions");
    }
}
