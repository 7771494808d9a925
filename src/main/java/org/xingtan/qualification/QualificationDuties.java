package org.xingtan.qualification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * What qualifications ask for: of a person what has expired, ends soon, was refused, or is missing since it is asked for; of a
 * unit's administrator a decision on what its people have entered.
 */
@Repository
class QualificationDuties implements Duties {

    private static final String TEXT = "qualification.duty.";
    private static final String ICON = "certificate";
    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(QualificationUnits.KEEP)).map(Role::name)
        .toArray(String[]::new);

    /** As long as nothing is asked for, those who have entered nothing are not looked at. */
    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        return Query.of("""
                select n.teacher_id, lower(case when refused.reason is null then n.standing else 'REFUSED' end) as act, k.title, k.title_en,
                       n.valid_until, refused.reason
                  from qualification.need_card n
                  join qualification.kind k on k.code = n.kind
                  left join lateral (
                       select q.reason from qualification.qualification q
                        where q.teacher_id = n.teacher_id and q.kind = n.kind and q.state = 'REFUSED' and n.standing in ('MISSING', 'EXPIRED')
                        order by q.decided_at desc, q.id desc
                        limit 1) refused on true
                 where n.teacher_id = any (
                           case when exists (select from qualification.kind asked where asked.asked_from <= (now() at time zone 'Asia/Shanghai')::date)
                                then :teachers
                                else array(select q.teacher_id from qualification.qualification q where q.teacher_id = any (:teachers)) end)
                   and (n.standing in ('EXPIRED', 'EXPIRING') or refused.reason is not null
                        or n.standing = 'MISSING' and n.asked_from <= (now() at time zone 'Asia/Shanghai')::date)
                 order by n.position, k.title
                """)
            .param("teachers", TeacherId.array(teachers)).ofTeachers(QualificationDuties::own);
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select a.teacher_id, a.name, a.name_en, a.organization_id, count(*)::int as waiting
                  from directory.appointment_card a
                  join directory.person_card p on p.organization_id = a.organization_id and p.teacher_id <> a.teacher_id
                  join qualification.qualification q on q.teacher_id = p.teacher_id and q.state = 'RECORDED'
                 where a.teacher_id = any (:teachers) and a.role = any (:roles)
                 group by a.teacher_id, a.organization_id, a.name, a.name_en
                 order by a.name, a.organization_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS).ofTeachers(QualificationDuties::decide);
    }

    private static Duty decide(ResultSet row) throws SQLException {
        return new Duty(TEXT + "decide", List.of(row.getInt("waiting"), new Localized(row.getString("name"), row.getString("name_en"))), TEXT + "about",
            ICON, null, "/console/qualifications/claims?organization=" + row.getObject("organization_id", UUID.class));
    }

    private static Duty own(ResultSet row) throws SQLException {
        var act = row.getString("act");
        var arguments = new ArrayList<Object>(List.of(new Localized(row.getString("title"), row.getString("title_en"))));
        if (act.startsWith("expir")) {
            arguments.add(row.getObject("valid_until", LocalDate.class));
        } else if (act.equals("refused")) {
            arguments.add(row.getString("reason"));
        }
        return new Duty(TEXT + act, arguments, TEXT + "how", ICON, null, "/me/qualifications");
    }
}
