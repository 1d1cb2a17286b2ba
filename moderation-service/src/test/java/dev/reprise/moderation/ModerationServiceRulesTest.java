package dev.reprise.moderation;

import dev.reprise.starter.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ModerationServiceRulesTest {

    @Test
    void the_house_rules_hold() {
        HouseRules.check("dev.reprise.moderation");
    }
}
