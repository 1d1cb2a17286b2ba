package dev.reprise.starter.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A problem that an operation can answer with, for the service's OpenAPI document. What follows from an operation's
/// method and parameters is there without it, see [CommonRefusals].
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Refuses.All.class)
public @interface Refuses {

    int status();

    String code();

    /// As an example: what people are told.
    String detail();

    /// Further members, as an example: a JSON object.
    String extras() default "{}";

    /// Of the header `Retry-After`; 0 where there is none.
    int retryAfterSeconds() default 0;

    /// Holds several.
    @Documented
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Refuses[] value();
    }
}
