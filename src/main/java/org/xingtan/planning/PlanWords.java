package org.xingtan.planning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Vocabulary;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.Localized;

/** What the people and the hours of lines are called: the codes of their groups, and of the categories that hours can be aimed at, in words. */
@Component
class PlanWords {

    private static final List<String> USUAL = List.of("COMMON", "PROFESSIONAL", "ELECTIVE");

    private final Vocabulary vocabulary;
    private final JdbcClient db;
    private final Requirements requirements;
    private final CategoryNames names;

    PlanWords(Vocabulary vocabulary, JdbcClient db, Requirements requirements, CategoryNames names) {
        this.vocabulary = vocabulary;
        this.db = db;
        this.requirements = requirements;
        this.names = names;
    }

    /** The categories of the year that concerns a unit, the usual ones where it is not set yet. */
    Map<String, Localized> categories(String path, int year) {
        var found = new LinkedHashMap<String, Localized>();
        requirements.inForce(path, year).ifPresentOrElse(it -> it.categories().forEach(category -> found.put(category.code(), new Localized(category.title(), category.titleEn()))),
            () -> USUAL.forEach(code -> found.put(code, names.of(code))));
        return found;
    }

    Map<UUID, PlanningView.Who> of(List<PlanLine> lines) {
        var paths = lines.stream().flatMap(it -> it.group().units().stream()).distinct().toList();
        var units = paths.isEmpty() ? Map.<String, Localized>of() : named(paths);
        return lines.stream().collect(Collectors.toMap(PlanLine::id, it -> of(it.group(), units)));
    }

    private Map<String, Localized> named(List<String> paths) {
        return db.sql("select path::text as path, name, name_en from directory.organization_card where path = any (cast(:paths as public.ltree[]))")
            .param("paths", paths.toArray(String[]::new)).query((row, _) -> Map.entry(row.getString(1), new Localized(row.getString(2), row.getString(3)))).list()
            .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private PlanningView.Who of(Group group, Map<String, Localized> units) {
        return new PlanningView.Who(group.from(), group.to(), words(group.stages(), vocabulary::stage), words(group.subjects(), vocabulary::subject), group.rural(),
            words(group.posts(), vocabulary::post), group.units().stream().map(it -> units.getOrDefault(it, new Localized(it, null))).toList());
    }

    private static List<Localized> words(List<String> codes, Function<String, Vocabulary.Term> term) {
        return codes.stream().map(term).map(it -> new Localized(it.title(), it.titleEn())).toList();
    }
}
