package org.xingtan.summary;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;

/** All reports of a call as one archive; it is asked for by a form, because a reason goes with it. */
@Controller
class SummaryFiles {

    private final TakeSummaries take;

    SummaryFiles(TakeSummaries take) {
        this.take = take;
    }

    @PostMapping("/console/summaries/{id}/export")
    void export(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String reason, Locale locale, HttpServletResponse response)
            throws IOException {
        var taken = take.begin(actor, Uuids.parse(id), reason);
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"summaries-" + taken.export().day() + ".zip\"");
        response.setHeader("Cache-Control", "no-store");
        take.write(taken, locale, response.getOutputStream());
    }
}
