package org.xingtan.platform.persistence;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.xingtan.platform.Window;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PersistenceConfiguration {

    /** Without an address of a database, Xingtan brings its own. */
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
    EmbeddedDatabase embeddedDatabase(@Value("${xingtan.data}") Path folder) {
        return EmbeddedDatabase.open(DataFolder.of(folder));
    }

    @Bean
    Clock clock(DataSource dataSource) {
        return new DatabaseClock(dataSource, Window.ZONE);
    }
}
