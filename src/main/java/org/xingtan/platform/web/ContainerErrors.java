package org.xingtan.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.xingtan.platform.persistence.DatabaseAway;

/** What the container or the firewall refused, or a filter failed at, before a controller could see it, answered like everything else. */
@Controller
class ContainerErrors implements ErrorController {

    private final ErrorAnswers errors;

    ContainerErrors(ErrorAnswers errors) {
        this.errors = errors;
    }

    /** Somebody who asks for this address himself finds nothing there. */
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure && DatabaseAway.is(failure)) {
            errors.databaseAway(request, response);
            return;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        errors.problem(request, response, status, ErrorAdvice.sentence(status));
    }
}
