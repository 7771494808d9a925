package org.xingtan.platform.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.platform.persistence.DatabaseAway;

/** Renders a JTE template into a response: one buffer, one length, never half a page. */
@Component
class ViewPages {

    private final TemplateEngine engine;
    private final UiFactory uis;

    ViewPages(TemplateEngine engine, UiFactory uis) {
        this.engine = engine;
        this.uis = uis;
    }

    boolean exists(String template) {
        return engine.hasTemplate(template);
    }

    void render(String template, Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws IOException {
        render(template, model, uis.of(request), response);
    }

    private void render(String template, Map<String, Object> model, Ui ui, HttpServletResponse response) throws IOException {
        var parameters = new HashMap<>(model);
        parameters.put("ui", ui);
        var output = new Utf8ByteOutput();
        engine.render(template, parameters, output);
        response.setContentType("text/html;charset=UTF-8");
        // A page is made of hundreds of pieces; each write on its own would go through every layer of the container.
        var page = output.toByteArray();
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** What is to be said is said, with the way to the console when the database tells of one. */
    void error(HttpServletRequest request, HttpServletResponse response, ErrorPage page) throws IOException {
        try {
            error(request, response, page, page.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE ? uis.withoutDatabase(request) : uis.of(request));
        } catch (RuntimeException e) {
            if (!DatabaseAway.is(e)) {
                throw e;
            }
            error(request, response, page, uis.withoutDatabase(request));
        }
    }

    private void error(HttpServletRequest request, HttpServletResponse response, ErrorPage page, Ui ui) throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Retarget", "#messages");
            response.setHeader("HX-Reswap", "innerHTML");
            render("components/problem.jte", Map.of("problem", page), ui, response);
        } else {
            render("error.jte", Map.of("problem", page), ui, response);
        }
    }
}
