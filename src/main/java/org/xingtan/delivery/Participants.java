package org.xingtan.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
     * @param unit  in which he counts for it
     * @param since when he takes part; null for who has left it since something was said of him
     */
    record Participant(TeacherId teacher, String name, OrganizationId unit, String path, Localized unitName, @Nullable Instant since) {

        boolean takesPart() {
            return since != null;
        }

        /** Whether he had to be there: he is absent where nothing is said of him. Nobody is absent from what was over before he came, or was set when it had begun. */
        boolean hadToBeAt(Session session) {
            return since != null && since.isBefore(session.over()) && session.isSetBefore();
        }
    }

    private static final String PEOPLE = """
        -- all teachers: those of one training
        select x.teacher_id, h.name, x.since, u.id as unit_id, u.path, u.name as unit_name, u.name_en as unit_name_en
          from (
            select y.teacher_id, max(y.since) as since, max(y.unit::text)::uuid as unit
              from (
                select p.teacher_id, p.since, p.organization_id as unit from delivery.participant_card p where p.training_id = :training
                 union all
                select a.teacher_id, null, null from delivery.attendance a where a.session_id = any (:sessions)) y
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
        return db.sql(PEOPLE).param("training", training.id())
            .param("sessions", sessions.toArray(UUID[]::new)).param("owner", training.owner().id().value()).query((row, _) -> participant(row)).list();
    }

    /** The unit in which somebody counts for a training; empty for who does not take part. */
    Optional<String> pathOf(TeacherId teacher, UUID training) {
        return db.sql("""
                select u.path
                  from delivery.participant_card p
                  join directory.organization_card u on u.id = p.organization_id
                 where p.teacher_id = :teacher and p.training_id = :training
                 order by p.since desc limit 1
                """)
            .param("teacher", teacher.value()).param("training", training).query(String.class).optional();
    }

    private static Participant participant(ResultSet row) throws SQLException {
        var since = row.getObject("since", OffsetDateTime.class);
        return new Participant(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), new OrganizationId(row.getObject("unit_id", UUID.class)),
            row.getString("path"), new Localized(row.getString("unit_name"), row.getString("unit_name_en")), since == null ? null : since.toInstant());
    }
}
