package io.closewait.micrometer.autoconfigure;

import io.closewait.micrometer.ClosewaitMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Spring Boot binds each {@link MeterBinder} that it finds to its registries: this is the agent's. */
@AutoConfiguration
@ConditionalOnClass(MeterBinder.class)
public class ClosewaitMetricsAutoConfiguration {
    /** The agent's meters, unless the application has some of its own making. */
    @Bean
    @ConditionalOnMissingBean
    public ClosewaitMetrics closewaitMetrics() {
        return new ClosewaitMetrics();
    }
}
