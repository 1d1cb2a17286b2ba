package dev.reprise.query;

import dev.reprise.starter.rules.HouseRules;
import org.junit.jupiter.api.Test;

class QueryServiceRulesTest {

    @Test
    void the_house_rules_hold() {
        HouseRules.check("dev.reprise.query");
    }
}
