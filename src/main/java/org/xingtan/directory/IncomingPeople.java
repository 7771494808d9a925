package org.xingtan.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;

/**
 * People on their way into units: kept sealed beside the directory while somebody looks at the plan, then applied in a few
 * statements, all or none.
 */
@Repository
public class IncomingPeople {

    /** Whoever counts people by unit: told before they change, in the same transaction. */
    public interface Follower {

        /** @return what is to be done when they have changed */
        Runnable before(UUID[] people);
    }

    /** What somebody begins, from a day on; the employment before it ends there. */
    public record Begin(OrganizationId organization, String state, LocalDate since) {}

    /**
     * What is to become of one person. A null keeps what is there.
     *
     * @param document of a new person; null for one that is known
     * @param seen     the newest employment when it was decided
     * @param posts    with {@code begin} those of the new employment, else of the one that goes on
     */
    public record Incoming(int row, TeacherId id, boolean known, List<String> changed, @Nullable DocumentNumber document, String name,
                           @Nullable String sex, @Nullable LocalDate bornOn, @Nullable LocalDate hiredOn, @Nullable String title,
                           @Nullable String phone, @Nullable String stage, @Nullable String subject, @Nullable UUID seen,
                           @Nullable Begin begin, @Nullable List<String> posts) {}

    private static final String COLUMNS = "directory.incoming (import_id, row_number, teacher_id, known, changed, document_hash, document_type, "
        + "document_encrypted, document_masked, name, sex, born_encrypted, hired_on, title, phone_encrypted, phone_masked, stage, subject, "
        + "seen_employment, employment_id, organization_id, state, since, posts)";

    private final JdbcClient db;
    private final CopyIn copy;
    private final PersonalData personalData;
    private final Organizations organizations;
    private final AppointmentScopes scopes;
    private final List<Follower> followers;

    IncomingPeople(JdbcClient db, CopyIn copy, PersonalData personalData, Organizations organizations, AppointmentScopes scopes,
                   List<Follower> followers) {
        this.db = db;
        this.copy = copy;
        this.personalData = personalData;
        this.organizations = organizations;
        this.scopes = scopes;
        this.followers = followers;
    }

    /** Puts people beside the directory, sealed like those in it. */
    @Transactional
    public void stage(UUID plan, List<Incoming> people) {
        var sealer = personalData.sealer();
        copy.copy(COLUMNS, rows -> people.forEach(person -> add(rows, plan, person, sealer)));
    }

    /**
     * Puts everybody who is in full-time service of a unit, or is to be, beside the directory, on the way to another one: whoever
     * is to come comes there on the same day.
     *
     * @return how many they are
     */
    @Transactional
    public int stageAll(UUID plan, OrganizationId from, OrganizationId to, LocalDate since) {
        return db.sql("""
                -- all teachers: a unit's people
                insert into directory.incoming (teacher_id, import_id, row_number, known, changed, name, seen_employment, employment_id,
                       organization_id, state, since, posts)
                select distinct on (t.teacher_id) t.teacher_id, :plan, 0, true, array['unit'], t.name, e.id, uuidv7(), :target, e.state,
                       greatest(lower(e.during), :since), e.posts
                  from directory.employment e
                  join directory.teacher t on t.teacher_id = e.teacher_id
                 where e.organization_id = :origin and e.engagement = 'FULL_TIME' and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
                   and (upper_inf(e.during) or upper(e.during) > :since)
                 order by t.teacher_id, lower(e.during)
                """)
            .param("plan", plan).param("origin", from.value()).param("target", to.value()).param("since", since).update();
    }

    private static void add(CopyIn.Rows rows, UUID plan, Incoming person, PersonalData.Sealer sealer) {
        var document = person.document();
        var phone = person.phone();
        var begin = person.begin();
        rows.add(plan, person.row(), person.id(), person.known(), array(person.changed()),
            document == null ? null : sealer.hash(document), document == null ? null : document.type(),
            document == null ? null : sealer.encrypt(person.id(), PersonalData.Field.DOCUMENT, document.value()),
            document == null ? null : document.masked(), person.name(), person.sex(),
            person.bornOn() == null ? null : sealer.encrypt(person.id(), PersonalData.Field.BIRTH, person.bornOn().toString()),
            person.hiredOn(), person.title(), phone == null ? null : sealer.encrypt(person.id(), PersonalData.Field.PHONE, phone),
            phone == null ? null : Masks.phone(phone), person.stage(), person.subject(), person.seen(),
            begin == null ? null : Uuids.next(), begin == null ? null : begin.organization(), begin == null ? null : begin.state(),
            begin == null ? null : begin.since(), person.posts() == null ? null : array(person.posts()));
    }

    private static String array(List<String> codes) {
        return "{" + String.join(",", codes) + "}";
    }

    /** Forgets a plan. */
    @Transactional
    public void discard(UUID plan) {
        db.sql("delete from directory.incoming where import_id = :plan -- all teachers: those of one plan").param("plan", plan).update();
    }

    /**
     * Makes the plan true, and forgets it.
     *
     * @return false, with nothing changed, when somebody in it has changed since it was made, or a unit was closed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean apply(UUID plan) {
        organizations.keepStill();
        var people = lock(plan);
        if (isStale(plan)) {
            return false;
        }
        var after = followers.stream().map(follower -> follower.before(people)).toList();
        people(plan);
        employments(plan);
        discard(plan);
        after.forEach(Runnable::run);
        scopes.forgetAll();
        return true;
    }

    /** Those in it, who cannot be changed by somebody else from here on. */
    private UUID[] lock(UUID plan) {
        db.sql("""
                select t.teacher_id
                  from directory.incoming i
                  join directory.teacher t on t.teacher_id = i.teacher_id
                 where i.import_id = :plan
                 order by t.teacher_id
                   for no key update of t
                """)
            .param("plan", plan).query(UUID.class).list();
        return db.sql("select teacher_id from directory.incoming where import_id = :plan order by teacher_id").param("plan", plan).query(UUID.class).list()
            .toArray(UUID[]::new);
    }

    private boolean isStale(UUID plan) {
        return db.sql("""
                select exists (
                    select from directory.incoming i
                      left join directory.teacher t on t.teacher_id = i.teacher_id
                """ + KnownPeople.NEWEST + """
                     where i.import_id = :plan
                       and (i.known <> (t.teacher_id is not null)
                            or i.known and newest.id is distinct from i.seen_employment
                            or exists (select from directory.organization o where o.id = i.organization_id and o.closed_on is not null)
                            or exists (select from directory.document_number d where d.hash = i.document_hash)))
                """)
            .param("plan", plan).query(Boolean.class).single();
    }

    private void people(UUID plan) {
        run(plan, """
            insert into directory.document_number (hash, teacher_id)
            select document_hash, teacher_id from directory.incoming where import_id = :plan and not known
            """);
        run(plan, """
            insert into directory.teacher (teacher_id, name, sex, born_encrypted, hired_on, title, document_type, document_encrypted,
                   document_masked, phone_encrypted, phone_masked, stage, subject)
            select teacher_id, name, sex, born_encrypted, hired_on, title, document_type, document_encrypted,
                   document_masked, phone_encrypted, phone_masked, stage, subject
              from directory.incoming
             where import_id = :plan and not known
             order by teacher_id
            """);
        run(plan, """
            update directory.teacher t
               set name = i.name, sex = coalesce(i.sex, t.sex), born_encrypted = coalesce(i.born_encrypted, t.born_encrypted),
                   hired_on = coalesce(i.hired_on, t.hired_on), title = coalesce(i.title, t.title),
                   phone_encrypted = coalesce(i.phone_encrypted, t.phone_encrypted), phone_masked = coalesce(i.phone_masked, t.phone_masked),
                   stage = coalesce(i.stage, t.stage), subject = coalesce(i.subject, t.subject)
              from directory.incoming i
             where i.import_id = :plan and i.known and t.teacher_id = i.teacher_id
               and i.changed && '{name,sex,born,hired,title,phone,stage,subject}'
            """);
    }

    /** What began on the very day, or later, is put right; what began before ends, and its history stays. */
    private void employments(UUID plan) {
        run(plan, """
            delete from directory.employment e
             using directory.incoming i
             where i.import_id = :plan and i.employment_id is not null and e.teacher_id = i.teacher_id and e.id = i.seen_employment
               and lower(e.during) >= i.since
            """);
        run(plan, """
            update directory.employment e
               set during = daterange(lower(e.during), i.since)
              from directory.incoming i
             where i.import_id = :plan and i.employment_id is not null and e.teacher_id = i.teacher_id and e.id = i.seen_employment
               and e.during @> i.since
            """);
        run(plan, """
            update directory.employment e
               set posts = i.posts
              from directory.incoming i
             where i.import_id = :plan and i.employment_id is null and i.posts is not null
               and e.teacher_id = i.teacher_id and e.id = i.seen_employment
            """);
        run(plan, """
            insert into directory.employment (teacher_id, id, organization_id, during, state, posts)
            select teacher_id, employment_id, organization_id, daterange(since, null), state, coalesce(posts, '{}')
              from directory.incoming
             where import_id = :plan and employment_id is not null
             order by organization_id, teacher_id
            """);
    }

    private void run(UUID plan, String sql) {
        db.sql(sql).param("plan", plan).update();
    }
}
