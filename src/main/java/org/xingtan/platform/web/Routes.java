package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
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
}
