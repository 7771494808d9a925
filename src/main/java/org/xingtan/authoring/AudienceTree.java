package org.xingtan.authoring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Texts;
import org.xingtan.program.Audience;
import org.xingtan.program.AudienceSql;
import org.xingtan.program.Programs;

/** An audience as people read it, with how many of the owner's people each part of it takes. */
@Component
class AudienceTree {

    private final JdbcClient db;
    private final Vocabulary vocabulary;
    private final Programs programs;
    private final Texts texts;

    AudienceTree(JdbcClient db, Vocabulary vocabulary, Programs programs, Texts texts) {
        this.db = db;
        this.vocabulary = vocabulary;
        this.programs = programs;
        this.texts = texts;
    }

    TreeNode of(Audience audience, Locale locale) {
        return node(audience, "", locale, null);
    }

    /** @param owner path of the organization whose people are counted, in one pass over them */
    TreeNode counted(Audience audience, Locale locale, String owner, LocalDate day) {
        var all = new ArrayList<Audience>();
        collect(audience, all);
        return node(audience, "", locale, counts(all, owner, day).iterator());
    }

    private TreeNode node(Audience audience, String path, Locale locale, @Nullable Iterator<Long> counts) {
        var count = counts == null ? null : counts.next();
        var parts = new ArrayList<TreeNode>();
        for (var part : parts(audience)) {
            parts.add(node(part, TreeNode.below(path, parts.size()), locale, counts));
        }
        return new TreeNode(path, kind(audience), words(audience, locale), count, List.copyOf(parts));
    }

    /** As the nodes are walked. */
    private static void collect(Audience audience, List<Audience> all) {
        all.add(audience);
        parts(audience).forEach(part -> collect(part, all));
    }

    private static List<Audience> parts(Audience audience) {
        return switch (audience) {
            case Audience.All(var parts) -> parts;
            case Audience.Any(var parts) -> parts;
            case Audience.Not(var part) -> List.of(part);
            default -> List.of();
        };
    }

    private static String kind(Audience audience) {
        return switch (audience) {
            case Audience.All _ -> "all";
            case Audience.Any _ -> "any";
            case Audience.Not _ -> "not";
            default -> "leaf";
        };
    }

    private List<Long> counts(List<Audience> audiences, String owner, LocalDate day) {
        var columns = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        for (var audience : audiences) {
            var sql = AudienceSql.of(audience, day, "n" + columns.size() + "_");
            columns.add("count(*) filter (where " + sql.where() + ")");
            params.putAll(sql.params());
        }
        return db.sql("select array[" + String.join(", ", columns) + "] from directory.person_card p where p.organization_path <@ :owner::public.ltree")
            .params(params).param("owner", owner).query((row, _) -> List.of((Long[]) row.getArray(1).getArray())).single();
    }

    private String words(Audience audience, Locale locale) {
        return switch (audience) {
            case Audience.All(var parts) -> texts.get(parts.isEmpty() ? "authoring.audience.everybody" : "authoring.audience.all", locale);
            case Audience.Any(var parts) -> texts.get(parts.isEmpty() ? "authoring.audience.nobody" : "authoring.audience.any", locale);
            case Audience.Not _ -> texts.get("authoring.audience.not", locale);
            case Audience.Stage(var codes) -> texts.get("authoring.audience.stage", locale, codes.stream().map(it -> title(vocabulary.stage(it), locale)).toList());
            case Audience.Subject(var codes) -> texts.get("authoring.audience.subject", locale, codes.stream().map(it -> title(vocabulary.subject(it), locale)).toList());
            case Audience.Post(var codes) -> texts.get("authoring.audience.post", locale, codes.stream().map(it -> title(vocabulary.post(it), locale)).toList());
            case Audience.State(var codes) -> texts.get("authoring.audience.state", locale, codes.stream().map(it -> text("program.state." + it, locale)).toList());
            case Audience.Kind(var codes) -> texts.get("authoring.audience.kind", locale, codes.stream().map(it -> text("program.kind." + it, locale)).toList());
            case Audience.Within(var paths) -> texts.get("authoring.audience.within", locale, paths.stream().map(it -> unit(it, locale)).toList());
            case Audience.Rural _ -> texts.get("authoring.audience.rural", locale);
            case Audience.YearsOfService years -> years(years, locale);
            case Audience.Completed(var program) -> texts.get("authoring.audience.completed", locale, program(new ProgramId(program)));
        };
    }

    private String years(Audience.YearsOfService years, Locale locale) {
        return years.to() == null ? texts.get("authoring.audience.years-from", locale, String.valueOf(years.from()))
            : years.from() == null ? texts.get("authoring.audience.years-to", locale, years.to())
            : texts.get("authoring.audience.years-between", locale, years.from(), years.to());
    }

    private static String title(Vocabulary.Term term, Locale locale) {
        return locale.getLanguage().equals("zh") ? term.title() : term.titleEn();
    }

    private String text(String key, Locale locale) {
        return texts.find(key, locale).orElse(key);
    }

    private String unit(String path, Locale locale) {
        return db.sql("select case when :zh then name else coalesce(name_en, name) end from directory.organization_card where path = :path::public.ltree")
            .param("zh", locale.getLanguage().equals("zh")).param("path", path).query(String.class).optional().orElse(path);
    }

    private String program(ProgramId id) {
        return programs.published().stream().filter(it -> it.id().equals(id)).findFirst().map(it -> it.title()).orElse(id.toString());
    }
}
