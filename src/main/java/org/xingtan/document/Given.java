package org.xingtan.document;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.PersonalTrace;

/** Who gave which file. */
@Repository
class Given implements PersonalTrace {

    private final JdbcClient db;
    private final Clock clock;

    Given(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whether a person is at it: what the application itself makes is given by nobody. */
    boolean hasGiver() {
        return giver().isPresent();
    }

    void note(DocumentId document) {
        giver().ifPresent(giver -> db.sql("""
                insert into document.given (teacher_id, document_id, given_at) values (:teacher, :document, :now)
                    on conflict (teacher_id, document_id) do nothing
                """)
            .param("teacher", giver.value()).param("document", document.value()).param("now", clock.instant().atOffset(UTC)).update());
    }

    private static Optional<TeacherId> giver() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
            .map(authentication -> authentication.getPrincipal() instanceof Actor actor ? actor.teacher() : null);
    }

    List<TeacherId> by(DocumentId document) {
        return db.sql("""
                -- all teachers: whoever gave it
                select teacher_id from document.given where document_id = :document order by given_at, teacher_id
                """)
            .param("document", document.value()).query(UUID.class).list().stream().map(TeacherId::new).toList();
    }

    @Override
    public void forget(TeacherId person) {
        db.sql("delete from document.given where teacher_id = :teacher").param("teacher", person.value()).update();
    }
}
