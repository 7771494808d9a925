package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.xingtan.testing.XingtanTest;

/** What an address leads to is what the framework would find by asking every mapping. */
@XingtanTest
class RoutesTests {

    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    @ParameterizedTest
    @CsvSource({"/terms, /terms", "/terms/{id}/plan, /terms", "/terms/x{id}, /terms", "/{id}, ''", "/files/{*path}, /files", "/a/**, /a", "'', ''"})
    void anAddressIsFoundByItsFirstParts(String pattern, String beginning) {
        assertThat(Routes.Index.beginning(pattern)).isEqualTo(beginning);
    }

    /** Every method of every controller, by an address made for it. */
    @Test
    void everyMappingIsFound() {
        var plain = new RequestMappingHandlerMapping();
        plain.setApplicationContext(mappings.getApplicationContext());
        plain.afterPropertiesSet();
        mappings.getHandlerMethods().forEach((mapping, _) -> {
            for (var pattern : mapping.getPatternValues()) {
                var method = mapping.getMethodsCondition().getMethods().stream().findFirst().map(it -> it.asHttpMethod()).orElse(HttpMethod.GET);
                var path = pattern.replaceAll("\\{[*]?[^}]*}|[*]+", "x1");
                assertThat(found(mappings, method, path)).as("%s %s", method, path).isEqualTo(found(plain, method, path));
            }
        });
    }

    private static String found(RequestMappingHandlerMapping mappings, HttpMethod method, String path) {
        var request = new MockHttpServletRequest(method.name(), path);
        request.setContentType("application/json");
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = mappings.getHandler(request);
            return chain == null ? "nothing" : ((HandlerMethod) chain.getHandler()).getMethod() + " " + request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        } catch (Exception e) {
            return e.toString();
        }
    }
}
