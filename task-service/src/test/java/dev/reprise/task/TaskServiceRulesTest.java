package dev.reprise.task;

import dev.reprise.starter.rules.HouseRules;
import org.junit.jupiter.api.Test;

class TaskServiceRulesTest {

    @Test
    void the_house_rules_hold() {
        HouseRules.check("dev.reprise.task");
    }
}
