package org.xingtan.census;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.SheetWriter;

/** Use case: somebody takes the totals of his units' census away: figures, nothing of a person. */
@Component
class ExportCensus {

    private final LookAtCensus look;
    private final Vocabulary vocabulary;
    private final AuditTrail trail;
    private final Texts texts;

    ExportCensus(LookAtCensus look, Vocabulary vocabulary, AuditTrail trail, Texts texts) {
        this.look = look;
        this.vocabulary = vocabulary;
        this.trail = trail;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.NotFound when it is not a unit of the actor's */
    CensusView at(Actor actor, String organization) {
        var view = look.at(actor, organization, null);
        trail.record(actor, "census.export", "organization:" + view.unit().id(), view.unit().path(), null, Map.of("count", view.parts().size()));
        return view;
    }

    /** The whole in the first row, then its parts, which add up to it. */
    void write(Actor actor, CensusView view, Locale locale, OutputStream out) {
        var headings = new ArrayList<>(List.of(texts.get("census.unit", locale), texts.get("census.units.all", locale),
            texts.get("census.units.declared", locale)));
        view.posts().stream().map(vocabulary::post).map(term -> new Localized(term.title(), term.titleEn()).in(locale)).forEach(headings::add);
        try (var sheet = new SheetWriter(out, texts.get("census.totals", locale), headings, texts.get("census.export.mark", locale, actor.personName()))) {
            sheet.row(cells(new Localized(view.unit().name(), view.unit().nameEn()).in(locale), view.total(), view.posts()));
            view.parts().forEach(part -> sheet.row(cells(part.id().equals(view.unit().id()) ? texts.get("census.unit.itself", locale)
                : part.name().in(locale), part, view.posts())));
        }
    }

    private static List<Object> cells(String name, CensusView.Part part, List<String> posts) {
        var cells = new ArrayList<Object>(List.of(name, part.units(), part.declared()));
        posts.forEach(post -> cells.add(part.of(post)));
        return cells;
    }
}
