package dev.reprise.post;

import dev.reprise.starter.rules.HouseRules;
import org.junit.jupiter.api.Test;

class PostServiceRulesTest {

    @Test
    void the_house_rules_hold() {
        HouseRules.check("dev.reprise.post");
    }
}
