package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Which addresses there are. Only these lead a stranger to sign-in; whether what an address names exists is not asked, so
 * that the answer tells nothing about it.
 */
@Component
class Routes {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final ObjectProvider<SimpleUrlHandlerMapping> frequent;

    Routes(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
           @Qualifier("frequentPosts") ObjectProvider<SimpleUrlHandlerMapping> frequent) {
        this.mappings = mappings;
        this.frequent = frequent;
    }

    /** Whether there is something at the address, by this method or another. */
    boolean lead(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        try {
            return frequent.getObject().getHandler(request) != null || mappings.getObject().getHandler(request) != null;
        } catch (Exception e) {
            return true;
        }
    }

    /**
     * Finds a controller's method by what its address begins with. Most addresses name an id, and the framework asks each of all mappings
     * about each of those. Where not exactly one fits, it is the framework that says what follows.
     */
    static final class Index extends RequestMappingHandlerMapping {

        private record Entry(RequestMappingInfo mapping, HandlerMethod method) {}

        private final Map<String, List<Entry>> byBeginning = new HashMap<>();
        private int deepest;

        @Override
        protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
            super.handlerMethodsInitialized(methods);
            methods.forEach((mapping, method) -> mapping.getPatternValues().stream().map(Index::beginning).distinct()
                .forEach(beginning -> byBeginning.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(new Entry(mapping, method))));
            deepest = byBeginning.keySet().stream().mapToInt(it -> (int) it.chars().filter(c -> c == '/').count()).max().orElse(0);
        }

        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
            var found = path.contains("%") || path.contains(";") ? List.<Entry>of() : fitting(path, request);
            if (found.size() != 1) {
                return super.lookupHandlerMethod(path, request);
            }
            var only = found.getFirst();
            request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.method);
            handleMatch(only.mapping, path, request);
            return only.method;
        }

        private List<Entry> fitting(String path, HttpServletRequest request) {
            var found = new ArrayList<Entry>(1);
            for (var end = cut(path); end >= 0; end = path.lastIndexOf('/', end - 1)) {
                for (var entry : byBeginning.getOrDefault(path.substring(0, end), List.of())) {
                    var mapping = getMatchingMapping(entry.mapping, request);
                    if (mapping != null) {
                        found.add(new Entry(mapping, entry.method));
                    }
                }
                if (end == 0) {
                    break;
                }
            }
            return found;
        }

        /** Where the beginning of the path ends that could be one at the most: a longer path costs no more than the deepest that is known. */
        private int cut(String path) {
            var end = 0;
            for (var parts = 0; parts < deepest && end >= 0; parts++) {
                end = path.indexOf('/', end + 1);
            }
            return end < 0 ? path.length() : end;
        }

        /** The whole parts before the first one with a variable: {@code /terms} of {@code /terms/{id}/plan} and of {@code /terms/x{id}}. */
        static String beginning(String pattern) {
            var variable = 0;
            while (variable < pattern.length() && "{*?".indexOf(pattern.charAt(variable)) < 0) {
                variable++;
            }
            return variable == pattern.length() ? pattern : pattern.substring(0, Math.max(0, pattern.lastIndexOf('/', variable)));
        }
    }
}
