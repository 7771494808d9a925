package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;

/** Makes the {@link Ui} of a request. */
@Component
class UiFactory {

    private final Texts texts;
    private final LocaleResolver locales;
    private final Assets assets;
    private final Clock clock;
    private final Access access;
    private final List<Area> areas;

    UiFactory(Texts texts, LocaleResolver locales, Assets assets, Clock clock, Access access, List<Area> areas) {
        this.texts = texts;
        this.locales = locales;
        this.assets = assets;
        this.clock = clock;
        this.access = access;
        this.areas = areas.stream().sorted(Area.ORDER).toList();
    }

    Ui of(HttpServletRequest request) {
        return of(request, actor -> areas.stream().filter(area -> isOpen(area, actor)));
    }

    /** For the page that says that the database does not answer: whether there is a console, only the database knows. */
    Ui withoutConsole(HttpServletRequest request) {
        return of(request, _ -> Stream.empty());
    }

    private Ui of(HttpServletRequest request, Function<Actor, Stream<Area>> open) {
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Supplier<String> csrf = () -> token == null ? "" : token.getToken();
        var actor = actor();
        return new Ui(texts, locales.resolveLocale(request), assets, actor, csrf, request.getRequestURI(),
            Preferences.isLargeType(request), clock.instant(),
            actor != null && open.apply(actor).findFirst().isPresent(),
            () -> actor == null ? List.of() : open.apply(actor).toList());
    }

    private boolean isOpen(Area area, Actor actor) {
        return !access.scope(actor, area.task()).isEmpty();
    }

    private static @Nullable Actor actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }
}
