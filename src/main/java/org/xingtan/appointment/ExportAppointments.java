package org.xingtan.appointment;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** Use case: somebody takes the appointments of his units away and says why. */
@Component
class ExportAppointments {

    /** What has been asked for and may be written. */
    record Taken(Export export, Scope scope, Offices.Filter filter, LocalDate today) {}

    private final Giving giving;
    private final Offices offices;
    private final Exports exports;
    private final ExportFiles files;
    private final Texts texts;

    ExportAppointments(Giving giving, Offices offices, Exports exports, ExportFiles files, Texts texts) {
        this.giving = giving;
        this.offices = offices;
        this.exports = exports;
        this.files = files;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, OrganizationCard unit, @Nullable Role role, boolean past, LocalDate today, Export.Why why) {
        var scope = giving.scope(actor);
        var filter = new Offices.Filter(unit, role, past);
        var told = new LinkedHashMap<String, Object>();
        told.put("past", past);
        if (role != null) {
            told.put("role", role);
        }
        var of = new Export.Of("appointment", "organization:" + unit.id(), unit.path(), told);
        return new Taken(exports.begin(actor, of, offices.count(scope, filter, today, Exports.MOST + 1), why), scope, filter, today);
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var headings = Stream.of("unit", "role", "capacity", "name", "from-day", "to-day", "state", "by", "ended-by", "reason")
            .map(it -> texts.get("appointment." + it, locale)).toList();
        files.stream(taken.export, ExportFiles.Shape.csv(headings, locale), after -> offices.page(taken.scope, taken.filter, taken.today, after, Page.MAX_LIMIT),
            office -> cells(office, taken.today, locale), out);
    }

    private List<@Nullable String> cells(Office office, LocalDate today, Locale locale) {
        var ended = office.endedAt() == null ? null
            : Stream.of(office.endedBy(), Dates.minute(office.endedAt(), locale)).filter(java.util.Objects::nonNull)
                .collect(java.util.stream.Collectors.joining(" "));
        return Arrays.asList(office.unitName().in(locale), texts.get("directory.role." + office.role(), locale),
            texts.get("appointment.capacity." + office.capacity(), locale), office.name(), office.from().toString(),
            office.to() == null ? null : office.to().toString(), texts.get("appointment.state." + office.state(today), locale), office.byName(), ended,
            office.endedReason());
    }
}
