package org.xingtan.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * The whole application on a random port and a real PostgreSQL, without the demo. Every test that needs Spring uses this
 * one annotation, so that a process starts one context; what a package needs besides is a {@link Fixture}. Tests bring their
 * own people and organizations ({@link Cast}) and never rely on an empty database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"xingtan.demo=false", "xingtan.data=${xingtan.test.folder:target}/test-data", "spring.datasource.url=jdbc:postgresql:test",
        "spring.datasource.hikari.leak-detection-threshold=60000"})
@AutoConfigureMockMvc
@Import(PostgresConfiguration.class)
public @interface XingtanTest {}
