package dev.reprise.starter.restore;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/// Marks a part that a restore has no use for, as it publishes, consumes or makes topics.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "reprise.restore", havingValue = "off", matchIfMissing = true)
public @interface WhileServing {}
