package org.xingtan.monitoring;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** The lists each administrator has kept. A name keeps one list: kept again, it is the new one. */
@Repository
class SavedLists implements Organizations.Heir {

    static final int MOST = 20;
    static final int LONGEST = 60;

    private final JdbcClient db;

    SavedLists(JdbcClient db) {
        this.db = db;
    }

    /** A list of a unit that goes up in another one is of that one. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                -- all teachers: those who have kept lists of it
                update monitoring.saved_list set organization_id = :into where organization_id = :unit
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    List<SavedList> of(TeacherId person) {
        return db.sql("""
                select id, name, kind, organization_id, program_id, days
                  from monitoring.saved_list
                 where teacher_id = :person
                 order by name, id
                """)
            .param("person", person.value())
            .query((row, _) -> new SavedList(row.getObject("id", UUID.class), row.getString("name"), row.getString("kind"),
                "organization=%s&program=%s&days=%d".formatted(row.getString("organization_id"), row.getString("program_id"), row.getInt("days"))))
            .list();
    }

    /** @throws Refused without a name, or when there are too many */
    @Transactional
    void keep(Actor actor, PeopleList list, String name) {
        var text = name.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new Refused("monitoring.saved.name", LONGEST);
        }
        if (of(actor.teacher()).stream().filter(it -> !it.name().equals(text)).count() >= MOST) {
            throw new Refused("monitoring.saved.many", MOST);
        }
        db.sql("""
                insert into monitoring.saved_list (teacher_id, id, name, kind, organization_id, program_id, days)
                values (:person, :id, :name, :kind, :organization, :program, :days)
                    on conflict (teacher_id, name) do update
                   set kind = excluded.kind, organization_id = excluded.organization_id, program_id = excluded.program_id, days = excluded.days
                """)
            .param("person", actor.teacher().value()).param("id", Uuids.next()).param("name", text).param("kind", list.kind().code())
            .param("organization", list.unit().id().value()).param("program", list.program().id().value()).param("days", list.days()).update();
    }

    void remove(Actor actor, UUID id) {
        db.sql("delete from monitoring.saved_list where teacher_id = :person and id = :id")
            .param("person", actor.teacher().value()).param("id", id).update();
    }
}
