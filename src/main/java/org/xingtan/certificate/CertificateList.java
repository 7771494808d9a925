package org.xingtan.certificate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** The certificates of a unit's people, newest first. Always inside a scope. */
@Repository
class CertificateList {

    private static final String WHERE = """
              -- all teachers: a unit's administrator sees the unit, as far as the scope reaches
              join directory.organization_card o on o.id = c.organization_id
             where o.path <@ any (cast(:scope as public.ltree[])) and o.path <@ cast(:unit as public.ltree)
               and (cast(:program as uuid) is null or c.program_id = cast(:program as uuid))
        """;

    private record Key(Instant at, UUID id) {}

    private final JdbcClient db;

    CertificateList(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param unit      ltree path of the unit, with everything below it
     * @param validOnly leave out what is revoked or replaced
     */
    Page<CertificateCard> page(Scope scope, String unit, @Nullable ProgramId program, boolean validOnly, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = db.sql(Certificates.SELECT + WHERE + """
                   and (not :validOnly or c.state = 'VALID')
                   and (cast(:at as timestamptz) is null or (c.issued_at, c.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                 order by c.issued_at desc, c.id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("unit", unit).param("program", program == null ? null : program.toString())
            .param("validOnly", validOnly)
            .param("at", after == null ? null : after.instant())
            .param("id", after == null ? null : after.id())
            .param("limit", size + 1)
            .query((row, _) -> Certificates.card(row)).list();
        return Page.of(rows, size, card -> card.issuedAt() + "/" + card.id());
    }

    /** How many there are, counted up to {@code most}. */
    int count(Scope scope, String unit, @Nullable ProgramId program, int most) {
        return db.sql("""
                -- all teachers: the same as the list
                select count(*) from (select 1 from certificate.certificate c
                """ + WHERE + """
                 limit :most) counted
                """)
            .param("scope", scope.toArray()).param("unit", unit).param("program", program == null ? null : program.toString())
            .param("most", most).query(Integer.class).single();
    }

    /** How the valid ones fall into files of so many; no more than {@code files} of them are counted. */
    List<CertificateFile> files(Scope scope, String unit, @Nullable ProgramId program, int perFile, int files) {
        var keys = db.sql("""
                -- all teachers: the same as the list
                select c.issued_at, c.id from certificate.certificate c
                """ + WHERE + """
                   and c.state = 'VALID'
                 order by c.issued_at desc, c.id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("unit", unit).param("program", program == null ? null : program.toString())
            .param("limit", perFile * files + 1)
            .query((row, _) -> new Key(row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2, UUID.class))).list();
        var result = new ArrayList<CertificateFile>();
        String after = null;
        for (var i = 0; i < keys.size() && result.size() < files; i += perFile) {
            var part = Page.of(keys.subList(i, Math.min(i + perFile + 1, keys.size())), perFile, key -> key.at() + "/" + key.id());
            result.add(new CertificateFile(after, part.items().size(), part.next() != null));
            after = part.next();
        }
        return result;
    }

    /** Who holds it is not known: found only inside the scope. */
    Optional<CertificateCard> find(Scope scope, UUID id) {
        return scope.isEmpty() ? Optional.empty() : db.sql(Certificates.SELECT + """
                  -- all teachers: whose it is, is not known here
                  join directory.organization_card o on o.id = c.organization_id
                 where c.id = :id and o.path <@ any (cast(:scope as public.ltree[]))
                """)
            .param("id", id).param("scope", scope.toArray())
            .query((row, _) -> Certificates.card(row)).list().stream().findFirst();
    }
}
