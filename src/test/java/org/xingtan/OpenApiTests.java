package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.FrequentPost;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** The description of the JSON contract names every address that is served, and no other. */
@XingtanTest
class OpenApiTests {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    List<FrequentPost<?>> frequent;

    @Test
    void describesEveryOperationAndNoOther() throws IOException {
        var served = new TreeSet<String>();
        mappings.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues().stream()
            .filter(pattern -> pattern.startsWith("/api/v1/"))
            .forEach(pattern -> mapping.getMethodsCondition().getMethods().forEach(method -> served.add(method + " " + shape(pattern.substring(7))))));
        frequent.forEach(post -> served.add("POST " + shape(post.pattern().substring(7))));

        assertThat(described()).isEqualTo(served);
    }

    private static TreeSet<String> described() throws IOException {
        var description = Json.read(new ClassPathResource("openapi.json").getContentAsString(StandardCharsets.UTF_8), JsonNode.class);
        var operations = new TreeSet<String>();
        description.get("paths").properties().forEach(path -> path.getValue().propertyNames().forEach(method ->
            operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + shape(path.getKey()))));
        return operations;
    }

    /** Parameters may have other names. */
    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
