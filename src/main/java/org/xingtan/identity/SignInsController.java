package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Page;

/** My devices and tokens. */
@Controller
class SignInsController {

    private final SignInStore store;
    private final EndSignIns endSignIns;
    private final Clock clock;

    SignInsController(SignInStore store, EndSignIns endSignIns, Clock clock) {
        this.store = store;
        this.endSignIns = endSignIns;
        this.clock = clock;
    }

    @GetMapping("/sign-ins")
    ModelAndView list(Actor actor) {
        var rows = store.list(actor.teacher(), null, null, Page.MAX_LIMIT, clock.instant());
        return new ModelAndView("identity/sign-ins", Map.of("rows", rows, "current", actor.signIn()));
    }

    @PostMapping("/sign-ins/{id}/revocation")
    ResponseEntity<Void> revoke(Actor actor, @PathVariable UUID id) {
        endSignIns.one(actor, id, null);
        return SignInController.seeOther("/sign-ins");
    }

    @PostMapping("/sign-ins/revocation")
    ResponseEntity<Void> everywhere(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        endSignIns.everywhere(actor);
        Cookies.clearSignIn(request, response);
        return SignInController.seeOther("/sign-in");
    }
}
