package org.xingtan.validation;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

/** Reads how far the people of a unit have come: everybody who is called there in the year, and those who were validated there. */
@Repository
public class UnitQueries {

    /** Who is called counts where he stands, who is validated where he was. */
    private static final String CALLED = """
        (select s.teacher_id, s.organization_id, coalesce(validation.said(d.state, d.confirmed_at, d.unit_confirmed_in, s.organization_id), 'OPEN') as state, d.result, d.moved_at, d.objection, d.answer, s.months, s.met, d.confirmed_at is not null and d.registered_in is not null as registered
           from validation.call c
           join standing.state_card s on s.jurisdiction = c.owner_id and s.year = c.year
           left join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and (d.call_id = c.id or d.state = 'VALIDATED')
          where c.year = :year and c.published_at is not null and d.state is distinct from 'VALIDATED'
          union all
         select d.teacher_id, d.organization_id, d.state, d.result, d.moved_at, d.objection, d.answer, null, null, d.confirmed_at is not null and d.registered_in is not null as registered
           from validation.dossier d
          where d.year = :year and d.state = 'VALIDATED')""";

    /** Whom an authority asked in a year that is over, or has validated in any, and whose unit lies elsewhere since: each in the unit that {@link #CALLED} counts him in. */
    private static final String ELSEWHERE = """
        (select s.teacher_id, s.organization_id, coalesce(validation.said(d.state, d.confirmed_at, d.unit_confirmed_in, s.organization_id), 'OPEN') as state, d.result, d.moved_at, d.objection, d.answer, s.months, s.met, d.confirmed_at is not null and d.registered_in is not null as registered
           from validation.call c
           join standing.state_card s on s.jurisdiction = c.owner_id and s.year = c.year
           join directory.organization_card o on o.id = s.organization_id and not o.path operator(public.<@) :path::public.ltree
           left join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and (d.call_id = c.id or d.state = 'VALIDATED')
          where c.owner_id = :unit and c.year = :year and c.published_at is not null and :over and d.state is distinct from 'VALIDATED'
          union all
         select d.teacher_id, d.organization_id, d.state, d.result, d.moved_at, d.objection, d.answer, null, null, d.confirmed_at is not null and d.registered_in is not null as registered
           from validation.call c
           join validation.dossier d on d.call_id = c.id and d.state = 'VALIDATED'
           join directory.organization_card o on o.id = d.organization_id and not o.path operator(public.<@) :path::public.ltree
          where c.owner_id = :unit and c.year = :year)""";

    /** Who has not said with his confirmation that another system has him as well. */
    static final String UNREGISTERED = "UNREGISTERED";

    /** Who waits, or objects, and keeps a unit right below: the authority confirms and answers him. */
    static final String KEEPERS = "KEEPERS";

    private static final Set<String> WHICH = Set.of("ALL", "OPEN", "CONFIRMED", "OBJECTED", "UNIT_CONFIRMED", "VALIDATED", "MOVED", UNREGISTERED, KEEPERS);
    private static final int ID = 36;

    /** Somebody in the list; {@code result} is what is frozen, or what would be frozen now; {@code changed} what he confirmed has become less or other; {@code registered} that he says another system has him as well. */
    public record Row(TeacherId teacher, String name, @Nullable String document, Localized unit, State state, Result result, boolean moved, @Nullable String objection,
                      @Nullable String answer, boolean changed, boolean registered) {}

    private record Key(String name, String id) {}

    private final JdbcClient db;
    private final Dossiers dossiers;

    UnitQueries(JdbcClient db, Dossiers dossiers) {
        this.db = db;
        this.dossiers = dossiers;
    }

    /**
     * By the paths of the units directly below; the unit's own path stands for its direct people, and of an authority for those whose unit lies
     * elsewhere since.
     */
    Map<String, UnitYear.Count> count(OrganizationCard unit, int year, boolean over) {
        var found = new HashMap<String, UnitYear.Count>();
        db.sql("""
                -- all teachers: figures of a subtree.
                select public.subpath(o.path, 0, least(public.nlevel(o.path), public.nlevel(:path::public.ltree) + 1))::text as part, p.state, p.result,
                       count(*) as n, count(p.moved_at) as moved
                  from directory.organization_card o
                  join %s p on p.organization_id = o.id
                 where o.path operator(public.<@) :path::public.ltree
                 group by 1, 2, 3
                 union all
                select :path, p.state, p.result, count(*), count(p.moved_at)
                  from %s p
                 group by p.state, p.result
                """.formatted(CALLED, ELSEWHERE))
            .param("path", unit.path()).param("unit", unit.id().value()).param("year", year).param("over", over)
            .query(row -> {
                var result = row.getString("result");
                found.merge(row.getString("part"), UnitYear.Count.of(State.valueOf(row.getString("state")), result == null ? null : Result.valueOf(result),
                    row.getLong("n"), row.getLong("moved")), UnitYear.Count::plus);
            });
        return found;
    }

    /** Of the direct people of a unit alone. */
    UnitYear.Count own(OrganizationCard unit, int year) {
        return db.sql("""
                select p.state, p.result, count(*) as n, count(p.moved_at) as moved
                  from %s p
                 where p.organization_id = :unit
                 group by p.state, p.result
                """.formatted(CALLED))
            .param("unit", unit.id().value()).param("year", year)
            .query((row, _) -> UnitYear.Count.of(State.valueOf(row.getString(1)), row.getString(2) == null ? null : Result.valueOf(row.getString(2)),
                row.getLong(3), row.getLong(4))).list().stream().reduce(UnitYear.Count.NOBODY, UnitYear.Count::plus);
    }

    /** By name; of a unit and all below it, and of an authority those whose unit lies elsewhere since. */
    Page<Row> people(OrganizationCard unit, int year, boolean over, String which, @Nullable String cursor, int limit) {
        if (!WHICH.contains(which)) {
            throw new NotFound(which);
        }
        var after = key(cursor);
        var rows = db.sql("""
                -- all teachers: those of a subtree.
                select p.teacher_id, t.name, t.document_masked, o.name as unit, o.name_en as unit_en, p.state, p.result, p.moved_at, p.objection, p.answer, p.months, p.met, p.registered
                  from (select p.*
                          from directory.organization_card o
                          join %s p on p.organization_id = o.id
                         where o.path operator(public.<@) :path::public.ltree
                         union all
                        select p.* from %s p) p
                  join directory.organization_card o on o.id = p.organization_id
                  join directory.teacher_card t on t.teacher_id = p.teacher_id
                 where (:which in ('ALL', 'MOVED', 'UNREGISTERED', 'KEEPERS') or p.state = :which) and (:which <> 'MOVED' or p.moved_at is not null) and (:which <> 'UNREGISTERED' or not p.registered)
                   and (:which <> 'KEEPERS' or p.state in ('CONFIRMED', 'OBJECTED') and %s)
                   and (cast(:name as text) is null or (t.name, p.teacher_id) > (:name, cast(:id as uuid)))
                 order by t.name, p.teacher_id
                 limit :limit
                """.formatted(CALLED, ELSEWHERE, ValidationDuties.KEEPS_RIGHT_BELOW.formatted("p", ":unit")))
            .param("keepers", ValidationDuties.KEEPERS).param("authorities", ValidationDuties.AUTHORITIES)
            .param("path", unit.path()).param("unit", unit.id().value()).param("over", over).param("year", year).param("which", which).param("name", after == null ? null : after.name)
            .param("id", after == null ? null : after.id).param("limit", limit + 1).query(UnitQueries::row).list();
        return Page.of(marked(rows, year), limit, row -> row.teacher() + row.name());
    }

    /** Of those that are shown: what they confirmed has changed since. */
    private List<Row> marked(List<Row> rows, int year) {
        var said = rows.stream().filter(it -> it.state == State.CONFIRMED || it.state == State.UNIT_CONFIRMED).map(Row::teacher).toList();
        var changed = dossiers.changed(said, year);
        return rows.stream().map(it -> changed.contains(it.teacher)
            ? new Row(it.teacher, it.name, it.document, it.unit, it.state, it.result, it.moved, it.objection, it.answer, true, it.registered) : it).toList();
    }

    private static Row row(ResultSet row, int number) throws java.sql.SQLException {
        var result = row.getString("result");
        var met = row.getArray("met");
        var now = row.getInt("months") == 0 ? Result.EXEMPT
            : met != null && List.of((String[]) met.getArray()).contains("ALL") ? Result.COMPLIANT : Result.NOT_COMPLIANT;
        return new Row(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("document_masked"),
            new Localized(row.getString("unit"), row.getString("unit_en")), State.valueOf(row.getString("state")), result == null ? now : Result.valueOf(result),
            row.getObject("moved_at") != null, row.getString("objection"), row.getString("answer"), false, row.getBoolean("registered"));
    }

    private static @Nullable Key key(@Nullable String cursor) {
        var text = Page.decode(cursor);
        if (text == null) {
            return null;
        }
        try {
            return new Key(text.substring(Math.min(ID, text.length())), TeacherId.of(text.substring(0, Math.min(ID, text.length()))).toString());
        } catch (NotFound e) {
            throw (Problem) new Problem(400, "error.cursor").initCause(e);
        }
    }
}
