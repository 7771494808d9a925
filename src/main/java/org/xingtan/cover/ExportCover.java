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
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes the list of who is away along and says why. */
@Component
class ExportCover {

    private static final List<String> COLUMNS = List.of("day", "name", "subject", "title", "time", "lessons", "arrangement", "note");

    private final CoverScope scope;
    private final LookAtCover look;
    private final ExportFiles files;
    private final Vocabulary words;
    private final Texts texts;

    ExportCover(CoverScope scope, LookAtCover look, ExportFiles files, Vocabulary words, Texts texts) {
        this.scope = scope;
        this.look = look;
        this.files = files;
        this.words = words;
        this.texts = texts;
    }

    /**
     * All the days that are looked at, ready before the first byte goes out.
     *
     * @throws org.xingtan.platform.Problem as {@link org.xingtan.audit.Exports#begin} says
     */
    @Transactional
    public ExportFiles.Ready take(Actor actor, OrganizationId organization, Range range, ListFile as, Export.Why why, Locale locale) throws IOException {
        var unit = scope.act(actor, organization);
        var what = new Export.Of("cover", "organization:" + unit.id(), unit.path(), Map.of("from", range.from().toString(), "to", range.to().toString()));
        var headings = COLUMNS.stream().map(it -> texts.get("cover.column." + it, locale)).toList();
        return files.begin(actor, what, why, new ExportFiles.Shape(as, texts.get("cover.area", locale), headings, locale), rows -> {
            for (var line : look.lines(unit, range)) {
                rows.add(cells(line, locale));
            }
        });
    }

    private List<@Nullable String> cells(CoverView.Line line, Locale locale) {
        var away = line.away();
        var subject = line.person().subject();
        var word = subject == null ? null : words.subject(subject);
        var arranged = line.arrangement();
        return Arrays.asList(Dates.day(away.day(), locale), line.person().name(), word == null ? null : locale.getLanguage().equals("zh") ? word.title() : word.titleEn(),
            away.title(), away.hours().isEmpty() ? texts.get("cover.all-day", locale) : away.time(), texts.get(away.takesLessons() ? "cover.lessons" : "cover.no-lessons", locale),
            arranged == null ? line.open() ? texts.get("cover.open", locale) : null
                : texts.get("cover.says." + arranged.kind(), locale, arranged.cover() == null ? "" : arranged.cover().name())
                    + (line.against().isEmpty() ? "" : texts.get("cover.clash.export", locale, line.clash())),
            arranged == null ? null : arranged.note());
    }
}
