package dev.reprise.starter.boot;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Starts a service that is to restore its database without a web server, and with those parts alone that the restore
/// asks for. Standard output is then kept for the restore's lines; what is logged goes to standard error.
final class RestoreStartup implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("reprise.restore", "off").equalsIgnoreCase("off")) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "restore",
                            Map.of(
                                    "spring.main.web-application-type",
                                    "none",
                                    "spring.main.lazy-initialization",
                                    "true",
                                    "spring.main.keep-alive",
                                    "false",
                                    // There is nobody to ask for health, and those who would know it are left out.
                                    "management.endpoint.health.validate-group-membership",
                                    "false")));
            System.setOut(System.err);
        }
    }
}
