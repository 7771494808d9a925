package org.xingtan.planning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes away how far a plan reaches, unit by unit, or the list of its people, and says why. */
@Component
class ExportPlan {

    private static final List<String> PEOPLE = List.of("name", "document", "unit", "ownership", "lines", "taking", "completed");

    private final LookAtPlans look;
    private final LookAtPlanPeople lookAtPeople;
    private final PlanPeople people;
    private final ExportFiles files;
    private final Texts texts;
    private final Patience patience;

    ExportPlan(LookAtPlans look, LookAtPlanPeople lookAtPeople, PlanPeople people, ExportFiles files, Texts texts, Patience patience) {
        this.look = look;
        this.lookAtPeople = lookAtPeople;
        this.people = people;
        this.files = files;
        this.texts = texts;
        this.patience = patience;
    }

    /**
     * The table as its page has it, and the unit itself at the end.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public ExportFiles.Ready units(Actor actor, UUID id, LookAtPlans.Asked asked, ListFile as, Export.Why why, Locale locale) throws IOException {
        var view = look.plan(actor, id, asked);
        var headings = Stream.concat(Stream.of("unit", "ownership", "people").map(it -> texts.get("planning.column." + it, locale)),
            view.lines().stream().flatMap(line -> Stream.of("people", "taking", "completed", "hours").map(it -> line.title() + " · " + texts.get("planning.column." + it, locale)))).toList();
        return files.begin(actor, of("planning.figures", view.place(), Map.of("plan", id.toString())), why, new ExportFiles.Shape(as, view.plan().title(), headings, locale), rows -> {
            for (var unit : view.units()) {
                rows.add(figures(view, unit.own() ? texts.get("planning.by-unit.own", locale) : unit.name().in(locale), ownership(unit.privately(), locale), view.of(unit)));
            }
            rows.add(figures(view, texts.get("planning.column.sum", locale), "", view.coverage().all()));
        });
    }

    private static List<@Nullable String> figures(PlanningView.OnePlan view, String name, String ownership, Coverage.Part part) {
        var cells = new ArrayList<@Nullable String>(List.of(name, ownership, String.valueOf(part.people())));
        for (var line : view.lines()) {
            var count = part.of(line);
            cells.addAll(List.of(String.valueOf(count.people()), String.valueOf(count.taking()), String.valueOf(count.completed()), count.hours().toString()));
        }
        return cells;
    }

    /** The list as it is at one moment. */
    @Transactional
    public ExportFiles.Ready people(Actor actor, UUID id, LookAtPlans.Asked at, LookAtPlanPeople.Question question, ListFile as, Export.Why why, Locale locale) throws IOException {
        patience.extend();
        var decided = lookAtPeople.decide(actor, id, at, question);
        var asked = decided.asked();
        var filter = new LinkedHashMap<String, Object>(Map.of("plan", id.toString(), "list", asked.which().name()));
        if (asked.line() != null) {
            filter.put("line", asked.line().title());
        }
        if (asked.search() != null) {
            filter.put("search", asked.search());
        }
        var headings = PEOPLE.stream().map(it -> texts.get("planning.column." + it, locale)).toList();
        return files.begin(actor, of("planning.people", decided.place(), filter), why, new ExportFiles.Shape(as, asked.plan().title(), headings, locale),
            rows -> write(asked, locale, rows));
    }

    private void write(PlanPeople.Asked asked, Locale locale, ListFile.Rows rows) {
        people.each(asked, Exports.MOST + 1, row -> {
            try {
                rows.add(Arrays.asList(row.name(), row.document(), row.unit().in(locale), ownership(row.privately(), locale), titles(row.lines()), titles(row.taking()),
                    titles(row.completed())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String titles(List<PlanLine> lines) {
        return lines.stream().map(PlanLine::title).collect(Collectors.joining("; "));
    }

    private String ownership(boolean privately, Locale locale) {
        return texts.get(privately ? "planning.ownership.PRIVATE" : "planning.ownership.PUBLIC", locale);
    }

    private static Export.Of of(String what, PlanningView.Place place, Map<String, Object> filter) {
        var all = new LinkedHashMap<>(filter);
        if (place.ownership() != null) {
            all.put("ownership", place.ownership());
        }
        return new Export.Of(what, "organization:" + place.unit().id(), place.unit().path(), all);
    }
}
