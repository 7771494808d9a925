package org.xingtan.discussion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.program.ProgramDetail;

/**
 * How much is said and done. Everything counts where its person worked when he did it; what is hidden or withdrawn does not.
 * Whoever has said something in two topics counts in both.
 */
@Repository
class DiscussionFigures implements AuditCheck {

    private final JdbcClient db;

    DiscussionFigures(JdbcClient db) {
        this.db = db;
    }

    /** Of the unit, each with all below it, and after it of those right below, by code. */
    List<ProgramTalk.Figures> of(ProgramId program, OrganizationId unit) {
        return db.sql("""
                -- all teachers: figures of units
                with unit as (select id, code, name, name_en, path, id = :unit as itself from directory.organization_card
                               where id = :unit or parent_id = :unit),
                     part as (select u.id, o.id as organization_id from unit u join directory.organization_card o on o.path <@ u.path),
                     topic as (select p.id, count(*) as n from part p
                                 join discussion.topic t on t.organization_id = p.organization_id and t.program_id = :program
                                group by p.id),
                     said as (select p.id, sum(s.posts) as posts, sum(s.people) as people
                                from discussion.topic t
                                join discussion.said s on s.topic_id = t.id
                                join part p on p.organization_id = s.organization_id
                               where t.program_id = :program
                               group by p.id),
                     held as (select p.id, count(*) as n from part p
                                join discussion.activity a on a.organization_id = p.organization_id and a.program_id = :program
                               group by p.id),
                     attended as (select p.id, count(*) as n
                                    from discussion.activity a
                                    join discussion.attendance w on w.activity_id = a.id
                                    join part p on p.organization_id = w.organization_id
                                   where a.program_id = :program
                                   group by p.id)
                select u.id, u.name, u.name_en, coalesce(topic.n, 0) as topics, coalesce(said.posts, 0) as posts, coalesce(said.people, 0) as people,
                       coalesce(held.n, 0) as activities, coalesce(attended.n, 0) as attendances
                  from unit u
                  left join topic on topic.id = u.id
                  left join said on said.id = u.id
                  left join held on held.id = u.id
                  left join attended on attended.id = u.id
                 order by u.itself desc, u.code, u.id
                """)
            .param("program", program.value()).param("unit", unit.value())
            .query((row, _) -> new ProgramTalk.Figures(new OrganizationId(row.getObject("id", UUID.class)),
                new Localized(row.getString("name"), row.getString("name_en")), row.getLong("topics"), row.getLong("posts"), row.getLong("people"),
                row.getLong("activities"), row.getLong("attendances"))).list();
    }

    /** Of each program, as far as the scope reaches. */
    List<ProgramTalk.Row> of(List<ProgramDetail> programs, Scope scope) {
        var rows = new HashMap<UUID, long[]>();
        db.sql("""
                -- all teachers: figures of programs
                with part as materialized (select id from directory.organization_card where path <@ any (cast(:scope as public.ltree[]))),
                     counted as (select t.program_id, count(*) as topics, 0 as posts, 0 as people, 0 as activities, 0 as attendances
                                   from discussion.topic t join part on part.id = t.organization_id group by t.program_id
                                  union all
                                 select t.program_id, 0, sum(s.posts), sum(s.people), 0, 0
                                   from discussion.topic t
                                   join discussion.said s on s.topic_id = t.id
                                   join part on part.id = s.organization_id group by t.program_id
                                  union all
                                 select a.program_id, 0, 0, 0, count(*), 0
                                   from discussion.activity a join part on part.id = a.organization_id group by a.program_id
                                  union all
                                 select a.program_id, 0, 0, 0, 0, count(*)
                                   from discussion.activity a
                                   join discussion.attendance w on w.activity_id = a.id
                                   join part on part.id = w.organization_id group by a.program_id)
                select program_id, sum(topics), sum(posts), sum(people), sum(activities), sum(attendances) from counted group by program_id
                """)
            .param("scope", scope.toArray())
            .query(row -> {
                rows.put(row.getObject(1, UUID.class), new long[] {row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)});
            });
        return programs.stream().map(it -> row(it, rows)).toList();
    }

    @Override
    public String name() {
        return "discussion.figures";
    }

    /** What stands beside the posts is counted once more. */
    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                -- all teachers: everybody who has said something is counted once more
                select 'topic ' || topic_id || ' has ' || coalesce(p.posts, 0) || ' posts of ' || coalesce(p.people, 0) || ' people of organization '
                       || organization_id || ', the figures say ' || coalesce(s.posts, 0) || ' of ' || coalesce(s.people, 0)
                  from discussion.said s
                  full join (select topic_id, organization_id, count(*) as posts, count(distinct teacher_id) as people
                               from discussion.post
                              where withdrawn_at is null and hidden_at is null
                              group by topic_id, organization_id) p using (topic_id, organization_id)
                 where (coalesce(s.posts, 0), coalesce(s.people, 0)) <> (coalesce(p.posts, 0), coalesce(p.people, 0))
                 order by topic_id, organization_id
                 limit 100
                """)
            .query(String.class).list();
    }

    private static ProgramTalk.Row row(ProgramDetail program, Map<UUID, long[]> rows) {
        var n = rows.getOrDefault(program.id().value(), new long[5]);
        return new ProgramTalk.Row(program, n[0], n[1], n[2], n[3], n[4]);
    }
}
