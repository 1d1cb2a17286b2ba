package dev.reprise.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Verdict;
import dev.reprise.moderation.policy.PolicyReading.Read;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class PolicyReadingTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String EVERY_KIND = """
        [{"id": "fruit", "kind": "contains-text", "outcome": "reject", "texts": ["orange", "lemon"]},
         {"id": "words", "kind": "contains-word", "outcome": "hold", "words": ["can"]},
         {"id": "phone", "kind": "matches-pattern", "outcome": "hold", "pattern": "\\\\d{3}-\\\\d{4}"},
         {"id": "links", "kind": "too-many-links", "outcome": "hold", "most": 2},
         {"id": "short", "kind": "too-short", "outcome": "reject", "least": 2},
         {"id": "long", "kind": "too-long", "outcome": "hold", "most": 5000},
         {"id": "shouting", "kind": "mostly-capitals", "outcome": "hold", "percent": 70, "letters": 12},
         {"id": "again", "kind": "repeated", "outcome": "reject", "withinMinutes": 60},
         {"id": "flood", "kind": "flood", "outcome": "hold", "perMinute": 5},
         {"id": "new", "kind": "new-author", "outcome": "hold", "comments": 1},
         {"id": "toxic", "kind": "external", "outcome": "reject", "classifier": "toxicity",
          "flagged": ["toxic"], "clean": ["fine"]}]\
        """;

    @Test
    void a_policy_may_have_a_rule_of_every_kind() {
        Read read = read(EVERY_KIND);

        assertThat(read).isInstanceOf(Read.Accepted.class);
        List<Rule> rules = ((Read.Accepted) read).rules();
        assertThat(rules).hasSameSizeAs(RuleKinds.ALL);
        assertThat(rules.get(7).condition()).isEqualTo(new Repeated(java.time.Duration.ofHours(1)));
        assertThat(rules.get(0).outcome()).isEqualTo(Verdict.REJECTED);
        assertThat(rules.get(1).outcome()).isEqualTo(Verdict.HELD);
    }

    @Test
    void a_policy_may_have_no_rules() {
        assertThat(read("[]")).isEqualTo(new Read.Accepted(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|/rules/0 wrong-type",
                "{'id':'a','kind':'contains-text','outcome':'hold','texts':['\\ud83d']}|/rules/0/texts/0 bad-text",
                "{}|/rules/0/id missing, /rules/0/kind missing, /rules/0/outcome missing",
                "{'id':'a','kind':'vibes','outcome':'hold'}|/rules/0/kind unknown-kind",
                "{'id':'a','kind':7,'outcome':'hold'}|/rules/0/kind wrong-type",
                "{'id':'A b','kind':'flood','outcome':'hold','perMinute':1}|/rules/0/id bad-id",
                "{'id':'a','kind':'flood','outcome':'maybe','perMinute':1}|/rules/0/outcome unknown-outcome",
                "{'id':'a','kind':'flood','outcome':'hold'}|/rules/0/perMinute missing",
                "{'id':'a','kind':'flood','outcome':'hold','perMinute':null}|/rules/0/perMinute missing",
                "{'id':'a','kind':'flood','outcome':'hold','perMinute':0}|/rules/0/perMinute out-of-range",
                "{'id':'a','kind':'flood','outcome':'hold','perMinute':1.5}|/rules/0/perMinute out-of-range",
                "{'id':'a','kind':'flood','outcome':'hold','perMinute':99999999999}|/rules/0/perMinute out-of-range",
                "{'id':'a','kind':'flood','outcome':'hold','perMinute':'5'}|/rules/0/perMinute wrong-type",
                "{'id':'a','kind':'flood','outcome':'hold','perMinute':5,'x/y':1}|/rules/0/x~1y unknown-parameter",
                "{'id':'a','kind':'contains-text','outcome':'hold','texts':'x'}|/rules/0/texts wrong-type",
                "{'id':'a','kind':'contains-text','outcome':'hold','texts':[]}|/rules/0/texts wrong-type",
                "{'id':'a','kind':'contains-text','outcome':'hold','texts':['x',7,' ']}|/rules/0/texts/1 wrong-type,"
                        + " /rules/0/texts/2 empty-text",
                "{'id':'a','kind':'contains-word','outcome':'hold','words':['\u00AD']}|/rules/0/words/0 empty-text",
                "{'id':'a','kind':'matches-pattern','outcome':'hold','pattern':'[a-'}|/rules/0/pattern bad-pattern",
                "{'id':'a','kind':'matches-pattern','outcome':'hold','pattern':'(?=a)'}|/rules/0/pattern bad-pattern",
                "{'id':'a','kind':'matches-pattern','outcome':'hold','pattern':'((a{1000}){1000}){1000}'}|/rules/0/pattern"
                    + " pattern-too-large",
                "{'id':'a','kind':'matches-pattern','outcome':'hold','pattern':'(a{100}){50}'}|/rules/0/pattern"
                        + " pattern-too-large",
                "{'id':'a','kind':'external','outcome':'hold','classifier':'x','flagged':['a'],'clean':['a']}|/rules/0/classifier"
                    + " unknown-classifier, /rules/0/clean label-twice"
            })
    void what_is_wrong_is_told_with_its_place(String rule, String faults) {
        assertThat(faults("[" + rule.replace('\'', '"') + "]")).containsExactly(faults.split(", "));
    }

    @Test
    void every_error_of_every_rule_is_told_at_once() {
        String rules = """
            [{"id": "a", "kind": "too-long", "outcome": "hold", "most": 10},
             {"id": "a", "kind": "too-long", "outcome": "hold", "most": 10},
             {"id": "b", "kind": "matches-pattern", "outcome": "hold", "pattern": "("},
             {"id": "c", "kind": "nothing", "outcome": "hold"}]\
            """;

        assertThat(faults(rules))
                .containsExactly(
                        "/rules/1/id duplicate-id", "/rules/2/pattern bad-pattern", "/rules/3/kind unknown-kind");
    }

    @Test
    void a_list_without_an_end_is_refused() {
        List<Map<String, Object>> many = Collections.nCopies(501, Map.of());

        assertThat(PolicyReading.read(many, Set.of()))
                .isInstanceOfSatisfying(
                        Read.Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(PolicyFault::code)
                                .containsExactly("too-many-rules"));
    }

    private static List<String> faults(String json) {
        List<String> faults = new ArrayList<>();
        if (read(json) instanceof Read.Refused(List<PolicyFault> refused)) {
            refused.forEach(fault -> faults.add(fault.field() + " " + fault.code()));
        }
        return faults;
    }

    private static Read read(String json) {
        List<Map<String, Object>> rules = JSON.readValue(json, new TypeReference<>() {});
        return PolicyReading.read(rules, Set.of("toxicity"));
    }
}
