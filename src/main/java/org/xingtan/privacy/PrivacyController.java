package org.xingtan.privacy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.identity.ProvePassword;
import org.xingtan.platform.Actor;

/** What is kept about the reader, a copy of it, and its end. */
@Controller
class PrivacyController {

    private final CopyOfMine copy;
    private final Closures closures;
    private final ProvePassword prove;

    PrivacyController(CopyOfMine copy, Closures closures, ProvePassword prove) {
        this.copy = copy;
        this.closures = closures;
        this.prove = prove;
    }

    @GetMapping("/privacy")
    String page(Actor actor, Model model) {
        model.addAttribute("requested", closures.requested(actor.teacher()).orElse(null));
        return "privacy/privacy";
    }

    @PostMapping("/privacy/copy")
    ResponseEntity<Map<String, Object>> copy(Actor actor, @RequestParam(defaultValue = "") String current, HttpServletRequest request) {
        prove.prove(actor, current, request);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"xingtan-my-data.json\"").body(copy.of(actor));
    }

    @PostMapping("/privacy/closure")
    String close(Actor actor, @RequestParam(defaultValue = "") String current, HttpServletRequest request) {
        prove.prove(actor, current, request);
        closures.request(actor);
        return "redirect:/privacy";
    }

    @PostMapping("/privacy/closure/withdrawal")
    String withdraw(Actor actor) {
        closures.withdraw(actor);
        return "redirect:/privacy";
    }
}
