package org.xingtan.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Those whom the directory has already, as whoever plans a change of them must know them: unmasked, with their newest employment. */
@Repository
public class KnownPeople {

    /** The newest full-time employment of a person; {@code until} is the first day after it. */
    public record Employment(UUID id, OrganizationId organization, String path, String state, List<String> posts, LocalDate since,
                             @Nullable LocalDate until) {

        /** Whether the person is in service there, on that day or from a later one on. */
        public boolean isInService(LocalDate day) {
            return List.of("ACTIVE", "SECONDED", "ON_LEAVE").contains(state) && (until == null || until.isAfter(day));
        }
    }

    /** Somebody the directory has. */
    public record Known(TeacherId id, String name, @Nullable String sex, @Nullable LocalDate bornOn, @Nullable LocalDate hiredOn,
                        @Nullable String title, @Nullable String phone, @Nullable String stage, @Nullable String subject,
                        @Nullable Employment newest) {}

    /** The newest full-time employment {@code newest} of a teacher {@code t}. */
    static final String NEWEST = """
        left join lateral (
            select e.id, e.organization_id, e.state, e.posts, lower(e.during) as since, upper(e.during) as until
              from directory.employment e
             where e.teacher_id = t.teacher_id and e.engagement = 'FULL_TIME'
             order by lower(e.during) desc, e.id desc
             limit 1) newest on true
        """;

    private final JdbcClient db;
    private final PersonalData personalData;

    KnownPeople(JdbcClient db, PersonalData personalData) {
        this.db = db;
        this.personalData = personalData;
    }

    /** Those of these documents that the directory has. */
    public Map<DocumentNumber, Known> by(Collection<DocumentNumber> documents) {
        var sealer = personalData.sealer();
        var byHash = new HashMap<String, DocumentNumber>();
        var hashes = documents.stream().map(document -> {
            var hash = sealer.hash(document);
            byHash.put(HexFormat.of().formatHex(hash), document);
            return hash;
        }).toArray(byte[][]::new);
        var found = new HashMap<DocumentNumber, Known>();
        db.sql("""
                select encode(d.hash, 'hex') as hash, t.teacher_id, t.name, t.sex, t.born_encrypted, t.hired_on, t.title, t.phone_encrypted,
                       t.stage, t.subject, newest.*, o.path::text as path
                  from directory.document_number d
                  join directory.teacher t on t.teacher_id = d.teacher_id
                """ + NEWEST + """
                  left join directory.organization o on o.id = newest.organization_id
                 where d.hash = any (:hashes::bytea[])
                """)
            .param("hashes", hashes)
            .query(row -> {
                found.put(byHash.get(row.getString("hash")), known(row));
            });
        return found;
    }

    /** The person of that id; null when there is none. */
    public @Nullable Known find(TeacherId teacher) {
        return db.sql("""
                select t.teacher_id, t.name, t.sex, t.born_encrypted, t.hired_on, t.title, t.phone_encrypted, t.stage, t.subject, newest.*,
                       o.path::text as path
                  from directory.teacher t
                """ + NEWEST + """
                  left join directory.organization o on o.id = newest.organization_id
                 where t.teacher_id = :teacher
                """)
            .param("teacher", teacher.value()).query((row, _) -> known(row)).optional().orElse(null);
    }

    private Known known(ResultSet row) throws SQLException {
        var id = new TeacherId(row.getObject("teacher_id", UUID.class));
        var born = row.getBytes("born_encrypted");
        var phone = row.getBytes("phone_encrypted");
        return new Known(id, row.getString("name"), row.getString("sex"),
            born == null ? null : LocalDate.parse(personalData.decrypt(id, PersonalData.Field.BIRTH, born)),
            row.getObject("hired_on", LocalDate.class), row.getString("title"),
            phone == null ? null : personalData.decrypt(id, PersonalData.Field.PHONE, phone),
            row.getString("stage"), row.getString("subject"), row.getObject("id") == null ? null : employment(row));
    }

    private static Employment employment(ResultSet row) throws SQLException {
        return new Employment(row.getObject("id", UUID.class), new OrganizationId(row.getObject("organization_id", UUID.class)),
            row.getString("path"), row.getString("state"), List.of((String[]) row.getArray("posts").getArray()),
            row.getObject("since", LocalDate.class), row.getObject("until", LocalDate.class));
    }
}
