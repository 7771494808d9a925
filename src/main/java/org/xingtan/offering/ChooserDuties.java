package org.xingtan.offering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * While people can choose, whoever answers for a unit is asked to see that they do. A school is told how many have chosen nothing; above it nobody is
 * counted for a start page, and the list is one step away.
 */
@Repository
class ChooserDuties implements Duties {

    /** Who answers for people, and not for the platform. */
    private static final String[] ROLES = {Role.TRAINING_ADMINISTRATOR.name(), Role.PRINCIPAL.name()};

    private final Clock clock;

    ChooserDuties(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                -- all teachers: those of a school.
                select office.teacher_id, office.organization_id, t.id, t.code, t.title, t.title_en, open.closes_at, missing.n
                  from (select distinct a.teacher_id, a.organization_id, a.path, a.kind
                          from directory.appointment_card a
                         where a.teacher_id = any (:teachers) and a.role = any (:roles) and a.kind in ('SCHOOL', 'TEACHING_POINT', 'COUNTY', 'CITY', 'PROVINCE')) office
                  join directory.organization_card o on o.path operator(public.@>) office.path
                  join selection.term_card t on t.owner_id = o.id and t.published_at is not null
                  join lateral (select max(w.closes_at) as closes_at
                                  from selection.window_card w
                                 where w.term_id = t.id and w.kind in ('SELECT', 'MAKEUP') and w.opens_at <= :now and w.closes_at + interval '1 second' > :now) open
                    on open.closes_at is not null
                  left join lateral (select count(*)::int as n
                                       from directory.organization_card u
                                       join directory.person_card p on p.organization_id = u.id
                                      where u.path operator(public.<@) office.path
                                        and not exists (select from selection.selection_card s
                                                         where s.teacher_id = p.teacher_id and s.term_id = t.id and s.state <> 'DROPPED')) missing
                    on office.kind in ('SCHOOL', 'TEACHING_POINT')
                 where missing.n is distinct from 0
                 order by open.closes_at, t.id, office.organization_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", ROLES).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .ofTeachers(ChooserDuties::duty);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var nothing = row.getObject("n", Integer.class);
        var title = new Localized(row.getString("title"), row.getString("title_en"));
        return new Duty(nothing == null ? "offering.duty.look" : "offering.duty.nothing",
            nothing == null ? List.of(title, row.getString("code")) : List.of(title, row.getString("code"), nothing),
            "offering.duty.about", "people", row.getObject("closes_at", OffsetDateTime.class).toInstant(),
            ChooserView.PAGE + "?organization=" + row.getObject("organization_id", UUID.class) + "&term=" + row.getObject("id", UUID.class) + "&which=" + Which.NOTHING);
    }
}
