package dev.reprise.comment;

import dev.reprise.starter.rules.HouseRules;
import org.junit.jupiter.api.Test;

class CommentServiceRulesTest {

    @Test
    void the_house_rules_hold() {
        HouseRules.check("dev.reprise.comment");
    }
}
