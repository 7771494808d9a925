package org.xingtan.bulletin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;

/** The files of a bulletin; they are asked for by a form, because a reason goes with them. */
@Controller
class BulletinFiles {

    private final TakeBulletin take;

    BulletinFiles(TakeBulletin take) {
        this.take = take;
    }

    @PostMapping("/console/bulletins/{id}/export")
    void export(Actor actor, @PathVariable BulletinId id, @RequestParam String file, @RequestParam(defaultValue = "") String reason, Locale locale,
                HttpServletResponse response) throws IOException {
        var taken = take.begin(actor, id, file, reason);
        response.setContentType(taken.file().mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + taken.fileName() + "\"");
        response.setHeader("Cache-Control", "no-store");
        take.write(taken, locale, response.getOutputStream());
    }
}
