package org.xingtan.support;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingCalendar;

/** Who has to answer, and by when. Both are data. */
@Component
class Routing {

    private record Route(String unitKind, String otherwise, int days) {}

    private final JdbcClient db;
    private final Organizations organizations;
    private final HelpDesks desks;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Routing(JdbcClient db, Organizations organizations, HelpDesks desks, WorkingCalendar calendar, Clock clock) {
        this.db = db;
        this.organizations = organizations;
        this.desks = desks;
        this.calendar = calendar;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    int days(Question.Kind kind) {
        return route(kind).days();
    }

    /** @param asked when the answer began to be owed */
    LocalDate due(Question.Kind kind, Instant asked) {
        return calendar.days().after(LocalDate.ofInstant(asked, Window.ZONE), days(kind));
    }

    /** The nearest unit of the route's kind, from the asker's own upwards; or who answers at its desk in its place. */
    OrganizationCard from(OrganizationCard unit, Question.Kind kind) {
        var answers = level(unit, kind);
        return desks.answerer(answers.id(), kind, desks.segment(unit.id()).orElse(null)).flatMap(organizations::find).orElse(answers);
    }

    private OrganizationCard level(OrganizationCard unit, Question.Kind kind) {
        var route = route(kind);
        var lineage = Stream.concat(Stream.of(unit), organizations.above(unit).stream()).toList();
        return lineage.stream().filter(it -> it.kind().equals(route.unitKind())).findFirst()
            .orElseGet(() -> route.otherwise().equals("OWN") ? organizations.acting(unit) : lineage.getLast());
    }

    /** Empty above the highest. */
    Optional<OrganizationId> above(OrganizationId unit) {
        return organizations.find(unit).flatMap(it -> organizations.above(it).stream().findFirst()).map(OrganizationCard::id);
    }

    private Route route(Question.Kind kind) {
        return db.sql("select unit_kind, otherwise, days from support.route where kind = :kind").param("kind", kind.name()).query(Route.class).single();
    }
}
