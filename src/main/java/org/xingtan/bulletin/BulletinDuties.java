package org.xingtan.bulletin;

import java.time.Clock;
import java.time.Duration;
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

/** New bulletins, for those who answer for the units they are about; what was put right is left out. */
@Repository
class BulletinDuties implements Duties {

    /** How long a bulletin is announced. */
    private static final Duration NEWS = Duration.ofDays(14);
    private static final String TEXT = "bulletin.duty.";
    private static final String[] READERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.VIEW_STATISTICS)).map(Role::name).toArray(String[]::new);

    private final Clock clock;

    BulletinDuties(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select distinct a.teacher_id, b.id, b.title, b.published_at
                  from directory.appointment_card a
                  join directory.organization_card o on o.path @> a.path
                  join bulletin.bulletin b on b.organization_id = o.id and b.published_at >= :news and b.published_by <> a.teacher_id
                 where a.teacher_id = any (:teachers) and a.role = any (:roles)
                   and not exists (select from bulletin.bulletin newer where newer.corrects = b.id and newer.published_at is not null)
                 order by b.published_at desc, b.id desc
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", READERS)
            .param("news", clock.instant().minus(NEWS).atOffset(ZoneOffset.UTC))
            .ofTeachers(row -> new Duty(TEXT + "new", List.of(row.getString("title")), TEXT + "about", "chart", null,
                "/console/bulletins/" + row.getObject("id", UUID.class)));
    }
}
