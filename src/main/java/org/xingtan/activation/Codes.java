package org.xingtan.activation;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.PersonalValues;
import org.xingtan.directory.Role;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;

/** The table of codes: one a person, the newest, by a keyed hash that is different for every person. */
@Repository
class Codes {

    /**
     * Wrong ones that a code survives, less one. Each address waits after five of its own, so that nobody alone comes this far
     * while the code lives; of eighty thousand million codes they are nothing.
     */
    static final int TRIES = 5_000;

    private static final String WITHOUT_ACCOUNT = """
          from directory.person_card p
          left join identity.account_card a on a.teacher_id = p.teacher_id
          left join activation.code c on c.teacher_id = p.teacher_id and c.used_at is null and c.failed < :tries and c.expires_at > :now
         where (p.organization_id = :organization
                or :below and p.organization_path <@ (select o.path from directory.organization_card o where o.id = :organization))
           and a.activated_at is null
           and p.teacher_id <> :actor
           and not exists (select from directory.appointment_card b
                            where b.teacher_id = p.teacher_id
                              and (not b.path <@ any (:scope::public.ltree[]) or not b.role = any (:roles::text[])
                                   or b.role || ' ' || b.path::text = any (:equals::text[])))
        """;

    private static final String ISSUE = """
        insert into activation.code (teacher_id, code_hash, issued_at, issued_by, expires_at) values %s
        on conflict (teacher_id) do update
           set code_hash = excluded.code_hash, issued_at = excluded.issued_at, issued_by = excluded.issued_by,
               expires_at = excluded.expires_at, failed = excluded.failed, used_at = excluded.used_at
        """;

    /**
     * Whom a sheet is for: people of one unit without an account, none of them appointed beyond the scope or to another role.
     *
     * @param below  the people of the units below it, too
     * @param equals offices whose other holders are the actor's equals: role and path
     */
    record Unit(OrganizationId organization, boolean below, Scope scope, Set<Role> roles, List<String> equals, TeacherId actor, Instant now) {}

    /** How many people of a unit have no account yet, and how many of them hold a code that is good. */
    record Count(int people, int withCode) {}

    /** One line of a sheet. */
    record Person(TeacherId teacher, String name, String documentMasked, String unit) {}

    private final JdbcClient db;
    private final PersonalValues values;

    Codes(JdbcClient db, PersonalValues values) {
        this.db = db;
        this.values = values;
    }

    byte[] hash(TeacherId teacher, String typed) {
        return values.hash("activation:" + teacher, ActivationCode.normalize(typed));
    }

    /** New codes in the place of the ones before. */
    void issue(Map<TeacherId, String> codes, TeacherId by, Instant now, Instant expires) {
        if (codes.isEmpty()) {
            return;
        }
        var insert = db.sql(ISSUE.formatted(String.join(", ", Collections.nCopies(codes.size(), "(?, ?, ?, ?, ?)"))));
        for (var teacher : codes.keySet().stream().sorted(Comparator.comparing(TeacherId::value)).toList()) {
            insert = insert.params(teacher.value(), hash(teacher, codes.get(teacher)), now.atOffset(UTC), by.value(), expires.atOffset(UTC));
        }
        insert.update();
    }

    /** Compares and counts in one statement, so that none is forgotten. */
    boolean isRight(TeacherId teacher, byte[] hash, Instant now) {
        return db.sql("""
                update activation.code
                   set failed = case when code_hash = :hash then failed else failed + 1 end
                 where teacher_id = :teacher and used_at is null and failed < :tries and expires_at > :now
                returning code_hash = :hash
                """)
            .param("teacher", teacher.value())
            .param("hash", hash)
            .param("tries", TRIES)
            .param("now", now.atOffset(UTC))
            .query(Boolean.class).optional().orElse(false);
    }

    /** @return false when the code has been used, killed or replaced meanwhile */
    boolean use(TeacherId teacher, byte[] hash, Instant now) {
        return db.sql("""
                update activation.code
                   set used_at = :now
                 where teacher_id = :teacher and code_hash = :hash and used_at is null and failed < :tries and expires_at > :now
                """)
            .param("teacher", teacher.value())
            .param("hash", hash)
            .param("tries", TRIES)
            .param("now", now.atOffset(UTC))
            .update() == 1;
    }

    Count count(Unit unit) {
        return ask("select count(*)::int as people, count(c.teacher_id)::int as with_code" + WITHOUT_ACCOUNT, unit)
            .query((row, _) -> new Count(row.getInt("people"), row.getInt("with_code"))).single();
    }

    /** Unit by unit, by name. @param renew also those who hold a code that is good */
    List<Person> people(Unit unit, boolean renew, int limit) {
        return ask("select p.teacher_id, p.name, p.document_masked, p.organization_name" + WITHOUT_ACCOUNT + """
                   and (:renew or c.teacher_id is null)
                 order by p.organization_path, p.name, p.teacher_id
                 limit :limit
                """, unit)
            .param("renew", renew)
            .param("limit", limit)
            .query((row, _) -> new Person(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"),
                row.getString("document_masked") == null ? "–" : row.getString("document_masked"), row.getString("organization_name")))
            .list();
    }

    private JdbcClient.StatementSpec ask(String sql, Unit unit) {
        return db.sql(sql + "-- all teachers: the people of one unit or of a subtree")
            .param("organization", unit.organization().value())
            .param("below", unit.below())
            .param("scope", unit.scope().toArray())
            .param("roles", unit.roles().stream().map(Role::name).toArray(String[]::new))
            .param("equals", unit.equals().toArray(String[]::new))
            .param("actor", unit.actor().value())
            .param("tries", TRIES)
            .param("now", unit.now().atOffset(UTC));
    }
}
