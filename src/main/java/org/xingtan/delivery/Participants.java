package org.xingtan.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Who takes part in a training: whoever is admitted to it, or has one of its places. */
@Repository
class Participants {

    /**
     * Somebody of it.
     *
     * @param unit      in which he counts for it
     * @param takesPart not who has left it since something was said of him
     */
    record Participant(TeacherId teacher, String name, OrganizationId unit, String path, Localized unitName, boolean takesPart) {}

    private static final String PEOPLE = """
        -- all teachers: those of one training
        select x.teacher_id, h.name, x.takes_part, u.id as unit_id, u.path, u.name as unit_name, u.name_en as unit_name_en
          from (
            select y.teacher_id, bool_or(y.takes_part) as takes_part, max(y.unit::text)::uuid as unit
              from (
                select e.teacher_id, true as takes_part, e.organization_id as unit
                  from enrollment.participation_card e
                 where e.program_id = :program
                   and (:call or exists (select from selection.place_card p where p.offering_id = :training and p.teacher_id = e.teacher_id and p.state = 'SELECTED'))
                 union all
                select a.teacher_id, false, null from delivery.attendance a where a.session_id = any (:sessions)) y
             group by y.teacher_id) x
          join directory.teacher_card h on h.teacher_id = x.teacher_id
          left join directory.person_card c on c.teacher_id = x.teacher_id
          join directory.organization_card u on u.id = coalesce(x.unit, c.organization_id, :owner)
         order by u.name, h.name, x.teacher_id
        """;

    private final JdbcClient db;

    Participants(JdbcClient db) {
        this.db = db;
    }

    /** By their units. @param sessions with whoever something is said of there and who has left since */
    List<Participant> of(Training training, List<UUID> sessions) {
        return db.sql(PEOPLE).param("program", training.program().value()).param("call", training.isCall()).param("training", training.id())
            .param("sessions", sessions.toArray(UUID[]::new)).param("owner", training.owner().id().value()).query((row, _) -> participant(row)).list();
    }

    private static Participant participant(ResultSet row) throws SQLException {
        return new Participant(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), new OrganizationId(row.getObject("unit_id", UUID.class)),
            row.getString("path"), new Localized(row.getString("unit_name"), row.getString("unit_name_en")), row.getBoolean("takes_part"));
    }
}
