package org.xingtan.directory;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;

/** Fills the directory from streams by COPY: the demo, the big invented jurisdiction, the cast of the tests. */
@Component
public class LoadDirectory {

    private static final int PEOPLE_AT_ONCE = 20_000;

    private final CopyIn copy;
    private final JdbcClient db;
    private final PersonalData personalData;
    private final AppointmentScopes scopes;
    private final Clock clock;

    LoadDirectory(CopyIn copy, JdbcClient db, PersonalData personalData, AppointmentScopes scopes, Clock clock) {
        this.copy = copy;
        this.db = db;
        this.personalData = personalData;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** Loads organizations, parents first. */
    @Transactional
    public long organizations(Stream<OrganizationRow> organizations) {
        var paths = new HashMap<OrganizationId, String>();
        var rows = organizations.toList();
        rows.forEach(row -> paths.put(row.id(), path(row, paths)));
        var today = LocalDate.now(clock);
        return copy.copy("directory.organization (id, code, name, name_en, kind, parent_id, path, division_code, stages, ownership, "
            + "rural_since, subordination)", copied -> rows.forEach(row -> copied.add(row.id(), row.code(), row.name(), row.nameEn(),
                row.kind(), row.parent(), paths.get(row.id()), row.divisionCode(), array(row.stages()),
                row.privatelyOwned() ? "PRIVATE" : "PUBLIC", row.rural() ? today : null, row.direct() ? "DIRECT" : "TERRITORIAL")));
    }

    private String path(OrganizationRow row, Map<OrganizationId, String> loaded) {
        var label = row.code().replace('-', '_');
        return row.parent() == null ? label : loaded.computeIfAbsent(row.parent(), this::pathOf) + "." + label;
    }

    private String pathOf(OrganizationId organization) {
        return db.sql("select path::text from directory.organization where id = :id").param("id", organization.value())
            .query(String.class).optional().orElseThrow(() -> new NotFound(organization));
    }

    /** Loads people, and claims their document numbers: a number that somebody has already fails the whole load. */
    @Transactional
    public long people(Stream<PersonRow> people) {
        var sealer = personalData.sealer();
        var source = people.iterator();
        var count = 0L;
        for (var part = take(source); !part.isEmpty(); part = take(source)) {
            count += load(part, sealer);
        }
        return count;
    }

    private static List<PersonRow> take(Iterator<PersonRow> source) {
        var part = new ArrayList<PersonRow>();
        while (source.hasNext() && part.size() < PEOPLE_AT_ONCE) {
            part.add(source.next());
        }
        return part;
    }

    private long load(List<PersonRow> people, PersonalData.Sealer sealer) {
        copy.copy("directory.document_number (hash, teacher_id)", rows -> people.forEach(person -> {
            if (person.document() != null) {
                rows.add(sealer.hash(person.document()), person.id());
            }
        }));
        return copy.copy("directory.teacher (teacher_id, name, sex, born_encrypted, hired_on, title, document_type, document_encrypted, "
            + "document_masked, phone_encrypted, phone_masked, real_name, stage, subject)",
            rows -> people.forEach(person -> add(rows, person, sealer)));
    }

    private static void add(CopyIn.Rows rows, PersonRow person, PersonalData.Sealer sealer) {
        var document = person.document();
        var phone = person.phone();
        rows.add(person.id(), person.name(), person.sex(),
            person.bornOn() == null ? null : sealer.encrypt(person.id(), PersonalData.Field.BIRTH, person.bornOn().toString()),
            person.hiredOn(), person.title(),
            document == null ? DocumentNumber.Type.RESIDENT_ID : document.type(),
            document == null ? null : sealer.encrypt(person.id(), PersonalData.Field.DOCUMENT, document.value()),
            document == null ? null : document.masked(),
            phone == null ? null : sealer.encrypt(person.id(), PersonalData.Field.PHONE, phone),
            phone == null ? null : Masks.phone(phone),
            person.realName(), person.stage(), person.subject());
    }

    @Transactional
    public long employments(Stream<EmploymentRow> employments) {
        return copy.copy("directory.employment (teacher_id, id, organization_id, during, state, engagement, posts)",
            rows -> employments.forEach(row -> rows.add(row.teacher(), Uuids.next(), row.organization(), days(row.from(), row.to()),
                row.state(), row.partTime() ? "PART_TIME" : "FULL_TIME", array(row.posts()))));
    }

    @Transactional
    public long appointments(Stream<AppointmentRow> appointments) {
        var now = clock.instant();
        var count = copy.copy("directory.appointment (teacher_id, id, role, organization_id, during, appointed_by, appointed_at)",
            rows -> appointments.forEach(row -> rows.add(row.teacher(), Uuids.next(), row.role(), row.organization(),
                days(row.from(), row.to()), row.by(), now)));
        registerAdministrators(now);
        scopes.forgetAll();
        return count;
    }

    /** Of several for one unit the first is its regular one, the others are its deputies for a hundred years. */
    private void registerAdministrators(Instant loaded) {
        db.sql("""
                -- all teachers: everybody who was just loaded
                insert into directory.regular_administrator (appointment_id, organization_id, during)
                select id, organization_id, during
                  from directory.appointment
                 where appointed_at = :loaded and role = 'TRAINING_ADMINISTRATOR'
                 order by id
                    on conflict do nothing
                """)
            .param("loaded", loaded.atOffset(UTC)).update();
        db.sql("""
                -- all teachers: everybody who was just loaded
                update directory.appointment a
                   set capacity = 'DEPUTY', during = daterange(lower(a.during), coalesce(upper(a.during), lower(a.during) + 36524))
                 where a.appointed_at = :loaded and a.role = 'TRAINING_ADMINISTRATOR'
                   and not exists (select from directory.regular_administrator r where r.appointment_id = a.id)
                """)
            .param("loaded", loaded.atOffset(UTC)).update();
    }

    static String days(LocalDate from, @Nullable LocalDate to) {
        return "[" + from + "," + (to == null ? "" : to) + "]";
    }

    static String array(List<String> codes) {
        return "{" + String.join(",", codes) + "}";
    }
}
