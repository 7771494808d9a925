package org.xingtan.discussion;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** Of those who take part, a new topic in which they have said nothing yet, behind all that is due and brings hours; of those who run the programs, posts that readers have reported. */
@Repository
class DiscussionDuties implements Duties {

    private static final Duration NEWS = Duration.ofDays(14);
    private static final String TEXT = "discussion.duty.";
    private static final String ABOUT = TEXT + "about";
    private static final String ICON = "chat";
    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.MANAGE_PROGRAMS)).map(Role::name)
        .toArray(String[]::new);

    private final Clock clock;

    DiscussionDuties(Clock clock) {
        this.clock = clock;
    }

    /** From the people to the units above them and to the topics of these: a country has many of both that concern none of them. */
    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        var now = clock.instant();
        return Query.of("""
                with taking as materialized (
                    select p.teacher_id, p.program_id, d.organization_path as path
                      from enrollment.participation_card p
                      join directory.person_card d on d.teacher_id = p.teacher_id
                     where p.teacher_id = any (:teachers)),
                above as materialized (
                    select own.path, o.id
                      from (select distinct path from taking) own
                      join directory.organization_card o
                        on o.path = any (array(select public.subpath(own.path, 0, n) from generate_series(1, public.nlevel(own.path)) n)))
                select p.teacher_id, t.id, t.title, t.closes_at
                  from taking p
                  join above a on a.path = p.path
                  join discussion.topic t on t.organization_id = a.id and t.program_id = p.program_id
                   and t.opens_at between :news and :now and t.closes_at >= :now and t.closed_at is null
                 where not exists (select from discussion.post said where said.teacher_id = p.teacher_id and said.topic_id = t.id)
                """)
            .param("teachers", TeacherId.array(teachers))
            .param("news", now.minus(NEWS).atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC))
            .ofTeachers(row -> new Duty(TEXT + "topic", List.of(row.getString("title"), row.getObject("closes_at", OffsetDateTime.class).toInstant()), TEXT + "until",
                ICON, null, "/discussions/" + row.getObject("id", UUID.class)));
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select a.teacher_id, count(distinct r.post_id)::int as waiting
                  from directory.appointment_card a
                  join discussion.report r on r.settled_at is null and r.post_teacher_id <> a.teacher_id
                  join discussion.topic t on t.id = r.topic_id
                  join directory.organization_card o on o.id = r.organization_id
                  join discussion.post reported on reported.teacher_id = r.post_teacher_id and reported.id = r.post_id
                       and reported.hidden_at is null and reported.withdrawn_at is null
                 where a.teacher_id = any (:teachers) and a.role = any (:roles)
                   and a.organization_id in (r.organization_id, t.organization_id) and o.path <@ a.path
                 group by a.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS)
            .ofTeachers(row -> new Duty(TEXT + "reported", List.of(row.getInt("waiting")), ABOUT, ICON, null, "/console/discussions/reports"));
    }
}
