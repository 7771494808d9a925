package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.FrequentPost;
import org.xingtan.platform.web.Page;
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

    /** Whatever answers with a list takes a limit and a cursor, and says so. */
    @Test
    void everyListIsReadInParts() throws IOException {
        var parts = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((mapping, method) -> mapping.getPatternValues().stream()
            .filter(pattern -> pattern.startsWith("/api/v1/") && method.getReturnType().getParameterType() == Page.class)
            .forEach(pattern -> {
                parts.add(shape(pattern.substring(7)));
                assertThat(method.getMethodParameters()).as(pattern).filteredOn(it -> it.hasParameterAnnotation(RequestParam.class))
                    .extracting(MethodParameter::getParameter).extracting(Parameter::getName).contains("limit", "cursor");
            }));

        var lists = new TreeSet<String>();
        description().get("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            var schema = operation.getValue().at("/responses/200/content/application~1json/schema/properties");
            if (schema.has("items")) {
                lists.add(shape(path.getKey()));
                assertThat(schema.has("next")).as(path.getKey()).isTrue();
                assertThat(operation.getValue().path("parameters").valueStream().map(it -> it.path("name").asString())).as(path.getKey()).contains("limit", "cursor");
            }
        }));
        assertThat(lists).isEqualTo(parts);
    }

    private static JsonNode description() throws IOException {
        return Json.read(new ClassPathResource("openapi.json").getContentAsString(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static TreeSet<String> described() throws IOException {
        var operations = new TreeSet<String>();
        description().get("paths").properties().forEach(path -> path.getValue().propertyNames().forEach(method ->
            operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + shape(path.getKey()))));
        return operations;
    }

    /** Parameters may have other names. */
    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
