package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
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
    private final Reader reader;

    UiFactory(Texts texts, LocaleResolver locales, Assets assets, Clock clock, Reader reader) {
        this.texts = texts;
        this.locales = locales;
        this.assets = assets;
        this.clock = clock;
        this.reader = reader;
    }

    /** What the head of a page says of who reads it. */
    @Component
    static class Reader {

        private final Access access;
        private final List<Area> areas;
        private final Ui.UnreadMessages messages;
        private final Ui.OwnUnits units;

        Reader(Access access, List<Area> areas, Ui.UnreadMessages messages, Ui.OwnUnits units) {
            this.access = access;
            this.areas = areas.stream().sorted(Area.ORDER).toList();
            this.messages = messages;
            this.units = units;
        }

        /** Hardly anybody is appointed to something, and nobody else is looked at for each of them. */
        Stream<Area> open(Actor actor) {
            return access.isAppointed(actor.teacher()) ? areas.stream().filter(area -> !access.scope(actor, area.task()).isEmpty()) : Stream.empty();
        }

        int unread(Actor actor) {
            return actor.mustChangePassword() ? 0 : messages.count(actor.teacher());
        }
    }

    Ui of(HttpServletRequest request) {
        return of(request, actor -> actor != null && reader.open(actor).findFirst().isPresent(), reader::open, reader::unread, reader.units);
    }

    /** For the page that says that the database does not answer. Who reads, and which areas are his, only the database knows; whoever asks for one is in the console. */
    Ui withoutDatabase(HttpServletRequest request) {
        return of(request, _ -> request.getRequestURI().startsWith("/console"), _ -> Stream.empty(), _ -> 0, (_, _, _, _) -> List.of());
    }

    private Ui of(HttpServletRequest request, Predicate<@Nullable Actor> console, Function<Actor, Stream<Area>> open, ToIntFunction<Actor> unread, Ui.OwnUnits units) {
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Supplier<String> csrf = () -> token == null ? "" : token.getToken();
        var actor = actor();
        return new Ui(texts, locales.resolveLocale(request), assets, actor, csrf, request.getRequestURI(),
            Preferences.isLargeType(request), clock.instant(),
            console.test(actor),
            () -> actor == null ? List.of() : open.apply(actor).toList(),
            () -> actor == null ? 0 : unread.applyAsInt(actor), units);
    }

    private static @Nullable Actor actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }
}
