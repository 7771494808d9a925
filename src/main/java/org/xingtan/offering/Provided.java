package org.xingtan.offering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;
import org.xingtan.selection.Meetings;

/** What a provider gives in published terms, and how many have chosen it: nobody by name, whose unit and authority alone see that. */
@Repository
public class Provided {

    /**
     * A course that somebody gives.
     *
     * @param withdrawn whether it is not offered any more
     */
    public record Course(UUID id, String title, String termCode, Localized termTitle, Localized owner, String hours, Meetings meetings, Numbers numbers, boolean withdrawn) {}

    /** Places, those that are taken, and people who wait. */
    public record Numbers(int places, int taken, int waiting) {}

    private final JdbcClient db;
    private final Access access;

    Provided(JdbcClient db, Access access) {
        this.db = db;
        this.access = access;
    }

    /** The newest first. @param after the cursor of the page before @throws NotFound for whoever is not of a provider */
    Page<Course> by(Actor actor, @Nullable String after, int limit) {
        var scope = access.scope(actor, Task.GIVE_COURSES);
        if (scope.isEmpty()) {
            throw new NotFound("provided");
        }
        return Page.of(db.sql("""
                select o.offering_id, coalesce(o.title, p.title) as title, t.code, t.title as term_title, t.title_en as term_title_en, u.name, u.name_en, o.hours,
                       o.meets::text as meets, o.places, o.taken, o.waiting, o.withdrawn_at
                  from selection.offering_card o
                  join program.program_card p on p.id = o.program_id
                  join selection.term_card t on t.id = o.term_id
                  join directory.organization_card u on u.id = t.owner_id
                  join directory.organization_card g on g.id = o.provider_id
                 where g.path <@ any (cast(:scope as public.ltree[])) and t.published_at is not null
                   and (:after::uuid is null or o.offering_id < :after)
                 order by o.offering_id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("after", last(Page.decode(after)), java.sql.Types.OTHER).param("limit", limit + 1).query((row, _) -> course(row)).list(),
            limit, it -> it.id().toString());
    }

    private static @Nullable UUID last(@Nullable String key) {
        try {
            return key == null ? null : Uuids.parse(key);
        } catch (NotFound e) {
            throw new Problem(400, "error.cursor");
        }
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(row.getObject("offering_id", UUID.class), row.getString("title"), row.getString("code"),
            new Localized(row.getString("term_title"), row.getString("term_title_en")), new Localized(row.getString("name"), row.getString("name_en")),
            row.getBigDecimal("hours").setScale(2, java.math.RoundingMode.UNNECESSARY).toPlainString(), Meetings.parse(row.getString("meets")),
            new Numbers(row.getInt("places"), row.getInt("taken"), row.getInt("waiting")), row.getObject("withdrawn_at", OffsetDateTime.class) != null);
    }
}
