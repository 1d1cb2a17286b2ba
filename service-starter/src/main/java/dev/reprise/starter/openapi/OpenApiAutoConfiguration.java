package dev.reprise.starter.openapi;

import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Problems;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document as all services have it.
@AutoConfiguration
class OpenApiAutoConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, IfMatch.class);
    }

    private static final String VERSION = "1";

    private static final String DESCRIPTION = """
        Answers are JSON. Every refusal is `application/problem+json` (RFC 9457) with a stable `code`; more codes may \
        come, so treat one that you don't know by its status. Any address answers `not-found` (404), \
        `method-not-allowed` (405), `not-acceptable` (406) and `bad-request` (400) where they apply. Times are \
        RFC 3339 in UTC, ids are UUIDs in lower case. Answers may gain properties; requests with unknown ones are \
        refused.
        """;

    private final RequiredProperties required = new RequiredProperties();

    /// Without a server's address: it is where the document comes from.
    @Bean
    OpenAPI openApi(@Value("${spring.application.name:service}") String service) {
        return new OpenAPI()
                .info(new Info().title(service).version(VERSION).description(DESCRIPTION))
                .servers(List.of(new Server().url("/")));
    }

    @Bean
    OperationCustomizer commonOfOperations(JsonMapper json) {
        return (operation, method) -> {
            required.see(method);
            CommonHeaders.add(operation, method);
            CommonRefusals.add(operation, method, json);
            return operation;
        };
    }

    /// After those of a service.
    @Bean
    @Order
    OpenApiCustomizer commonOfDocuments(Problems problems, JsonMapper json) {
        Refusals refusals = new Refusals(problems, json);
        Examples examples = Examples.read(json);
        return document -> {
            document.getComponents().addSchemas("Problem", ProblemSchema.of(problems));
            required.describe(document);
            refusals.describe(document);
            examples.describe(document);
        };
    }
}
