package org.xingtan.cover;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: an authority takes along how many are away in each of its schools, and says why: numbers, and nobody by name. */
@Component
class ExportSchools {

    private static final List<String> COLUMNS = List.of("school", "above", "people", "fullest", "most", "share", "absences", "open");

    private final CoverScope scope;
    private final SchoolsBelow schools;
    private final ExportFiles files;
    private final Texts texts;
    private final Patience patience;
    private final ArrangeCover.Following following;

    ExportSchools(CoverScope scope, SchoolsBelow schools, ExportFiles files, Texts texts, Patience patience, ArrangeCover.Following following) {
        this.scope = scope;
        this.schools = schools;
        this.files = files;
        this.texts = texts;
        this.patience = patience;
        this.following = following;
    }

    /**
     * All of them in the order of the page, for the week that is shown.
     *
     * @throws NotFound                      when the unit is none of the actor's, nor below one, or has no schools to compare
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public ExportFiles.Ready take(Actor actor, OrganizationId organization, Range range, SchoolsBelow.Which which, ListFile as, Export.Why why, Locale locale) throws IOException {
        var unit = scope.look(actor, organization);
        if (!schools.any(unit)) {
            throw new NotFound(organization);
        }
        patience.extend();
        var what = new Export.Of("cover.schools", "organization:" + unit.id(), unit.path(), Map.of("from", range.days().getFirst().toString(), "to", range.days().getLast().toString()));
        var headings = COLUMNS.stream().map(it -> texts.get("cover.schools." + it, locale)).toList();
        return files.begin(actor, what, why, new ExportFiles.Shape(as, texts.get("cover.schools", locale), headings, locale), rows -> {
            for (var school : schools.of(unit, range.days(), following.today(), which, null, Exports.MOST).items()) {
                rows.add(cells(school, locale));
            }
        });
    }

    private static List<@Nullable String> cells(SchoolsBelow.School school, Locale locale) {
        return Arrays.asList(school.name().in(locale), school.above().in(locale), String.valueOf(school.people()), school.day() == null ? null : Dates.day(school.day(), locale),
            String.valueOf(school.most()), school.people() == 0 ? null : school.most() * 100 / school.people() + " %", String.valueOf(school.absences()), String.valueOf(school.open()));
    }
}
