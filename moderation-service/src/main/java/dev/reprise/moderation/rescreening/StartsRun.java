package dev.reprise.moderation.rescreening;

import dev.reprise.starter.openapi.Refuses;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpHeaders;

/// Marks what answers with a run that waits for its turn, and refuses one too many.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "202",
        description = "Accepted",
        headers =
                @Header(
                        name = HttpHeaders.LOCATION,
                        description = "Where to see how far it is.",
                        required = true,
                        schema = @Schema(type = "string")),
        useReturnTypeSchema = true)
@Refuses(
        status = 409,
        code = "too-many-runs",
        detail = "There are 10 previews and rescreens under way. Wait, or cancel one.")
@interface StartsRun {}
