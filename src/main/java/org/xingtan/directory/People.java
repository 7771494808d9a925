package org.xingtan.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.platform.web.Page;

/** Reads people. Whoever asks about others brings a scope. */
@Repository
public class People {

    private static final String COLUMNS = """
        select t.teacher_id, t.name, t.document_masked, t.phone_masked, t.real_name, t.stage, t.subject, t.hired_on,
               e.state, e.posts, o.id, o.code, o.name as organization_name, o.name_en, o.kind, o.parent_id, o.path::text as path,
               o.stages, o.rural_since
        """;

    private static final String HOLD_FREE = "select teacher_id from directory.teacher where teacher_id = any (?) order by teacher_id for share skip locked";
    private static final ResultSetExtractor<Set<TeacherId>> IDS = rows -> {
        var ids = new HashSet<TeacherId>();
        while (rows.next()) {
            ids.add(new TeacherId(rows.getObject(1, UUID.class)));
        }
        return ids;
    };

    private final JdbcClient db;
    private final PersonalData personalData;

    People(JdbcClient db, PersonalData personalData) {
        this.db = db;
        this.personalData = personalData;
    }

    public Optional<PersonCard> find(TeacherId id) {
        return db.sql(COLUMNS + """
                  from directory.teacher t
                  left join directory.employment e on e.teacher_id = t.teacher_id and e.engagement = 'FULL_TIME'
                        and e.during @> (now() at time zone interval '8 hours')::date and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
                  left join directory.organization o on o.id = e.organization_id
                 where t.teacher_id = :id
                """)
            .param("id", id.value()).query(People::card).optional();
    }

    /** The same, if the person's unit lies in the scope. */
    public Optional<PersonCard> find(Scope scope, TeacherId id) {
        return find(id).filter(person -> person.path() != null && scope.contains(person.path()));
    }

    /** Where somebody is employed part-time today, beside the unit he counts in. */
    public List<OrganizationCard> partTime(TeacherId id) {
        return db.sql("""
                select o.id, o.code, o.name as organization_name, o.name_en, o.kind, o.parent_id, o.path::text as path, o.stages
                  from directory.employment e
                  join directory.organization o on o.id = e.organization_id
                 where e.teacher_id = :id and e.engagement = 'PART_TIME'
                   and e.during @> (now() at time zone interval '8 hours')::date and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
                 group by o.id
                 order by o.name, o.id
                """)
            .param("id", id.value()).query((row, _) -> organization(row)).list();
    }

    /** Until the transaction ends the person changes his unit for nobody; a change that has begun is waited for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(TeacherId id) {
        db.sql("select 1 from directory.teacher where teacher_id = :id for share").param("id", id.value()).query(Integer.class).optional();
    }

    /** The same of many, by their ids, as they are held who are changed together. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Collection<TeacherId> ids) {
        db.sql("select 1 from directory.teacher where teacher_id = any (:ids) order by teacher_id for share")
            .param("ids", ids.stream().map(TeacherId::value).toArray(UUID[]::new)).query(_ -> {});
    }

    /** The same of many; whom somebody is changing at this moment is left out and not waited for. @return those who are held */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<TeacherId> holdFree(Collection<TeacherId> ids) {
        return db.sql(HOLD_FREE).param(TeacherId.array(ids)).query(IDS);
    }

    /** The same, with other statements. */
    public Supplier<Set<TeacherId>> holdFree(Collection<TeacherId> ids, Pipeline with) {
        return with.ask(HOLD_FREE, Collections.singletonList(TeacherId.array(ids)), IDS);
    }

    /** Until the transaction ends nobody else decides about the person who locks him first as well. Whoever locks many does so by their ids. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(TeacherId id) {
        db.sql("select 1 from directory.teacher where teacher_id = :id for no key update").param("id", id.value()).query(Integer.class).optional();
    }

    /**
     * Who counts in an organization or below it, by name.
     *
     * @param search a part of the name; null or empty for everybody
     * @param after  the cursor of the page before; null for the first
     */
    public Page<PersonCard> below(Scope scope, OrganizationId organization, @Nullable String search, @Nullable String after, int limit) {
        var key = PersonCard.Key.decode(after);
        var rows = db.sql(COLUMNS + """
                  from directory.organization o
                  join directory.employment e on e.organization_id = o.id and e.engagement = 'FULL_TIME'
                       and e.during @> (now() at time zone interval '8 hours')::date and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
                  join directory.teacher t on t.teacher_id = e.teacher_id
                 where o.path <@ (select top.path from directory.organization top where top.id = :organization)
                   and o.path <@ any (:scope::public.ltree[])
                   and (:search::text is null or position(:search in t.name) > 0)
                   and (:name::text is null or (t.name, t.teacher_id) > (:name, :id::uuid))
                 order by t.name, t.teacher_id
                 limit :limit
                """)
            .param("organization", organization.value())
            .param("scope", scope.toArray())
            .param("search", search(search))
            .param("name", key == null ? null : key.name())
            .param("id", key == null ? null : key.id().toString())
            .param("limit", limit + 1)
            .query(People::card).list();
        return Page.of(rows, limit, PersonCard.Key::of);
    }

    /** How many that is, counted up to {@code most}. */
    int count(Scope scope, OrganizationId organization, @Nullable String search, int most) {
        return db.sql("""
                select count(*) from (
                    select 1
                      from directory.organization o
                      join directory.employment e on e.organization_id = o.id and e.engagement = 'FULL_TIME'
                           and e.during @> (now() at time zone interval '8 hours')::date and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
                      join directory.teacher t on t.teacher_id = e.teacher_id
                     where o.path <@ (select top.path from directory.organization top where top.id = :organization)
                       and o.path <@ any (:scope::public.ltree[])
                       and (:search::text is null or position(:search in t.name) > 0)
                     limit :most) counted
                """)
            .param("organization", organization.value()).param("scope", scope.toArray()).param("search", search(search)).param("most", most)
            .query(Integer.class).single();
    }

    private static @Nullable String search(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.indexOf('\0') >= 0 || text.length() > 100) {
            throw new Problem(400, "error.malformed");
        }
        return text.strip();
    }

    /** Whose document it is, under whatever name. */
    public Optional<TeacherId> holder(DocumentNumber number) {
        return db.sql("select teacher_id from directory.document_number where hash = :hash")
            .param("hash", personalData.hash(number))
            .query(UUID.class).optional().map(TeacherId::new);
    }

    /** Those of these documents whose people count in the scope, under whatever names. */
    public Map<DocumentNumber, PersonCard> find(Scope scope, Collection<DocumentNumber> documents) {
        var sealer = personalData.sealer();
        var byHash = documents.stream().distinct().collect(Collectors.toMap(it -> HexFormat.of().formatHex(sealer.hash(it)), it -> it));
        var found = new HashMap<DocumentNumber, PersonCard>();
        db.sql(COLUMNS + """
                       , encode(d.hash, 'hex') as hash
                  from directory.document_number d
                  join directory.teacher t on t.teacher_id = d.teacher_id
                  join directory.employment e on e.teacher_id = t.teacher_id and e.engagement = 'FULL_TIME'
                       and e.during @> (now() at time zone interval '8 hours')::date and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
                  join directory.organization o on o.id = e.organization_id
                 where d.hash = any (:hashes::bytea[])
                   and o.path <@ any (:scope::public.ltree[])
                """)
            .param("hashes", byHash.keySet().stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new)).param("scope", scope.toArray())
            .query(row -> {
                found.put(byHash.get(row.getString("hash")), card(row, 0));
            });
        return found;
    }

    /** The person with this document, if the name too is the one in the directory. */
    public Optional<TeacherId> matchDocument(String name, DocumentNumber number) {
        return holder(number).filter(id -> find(id).filter(person -> person.isCalled(name)).isPresent());
    }

    private static PersonCard card(ResultSet row, int number) throws SQLException {
        var employed = row.getObject("id") != null;
        return new PersonCard(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"),
            row.getString("document_masked"), row.getString("phone_masked"), RealNameState.valueOf(row.getString("real_name")),
            row.getString("stage"), row.getString("subject"), row.getObject("hired_on", LocalDate.class), row.getString("state"),
            employed ? List.of((String[]) row.getArray("posts").getArray()) : List.of(), employed ? organization(row) : null,
            row.getObject("rural_since") != null);
    }

    private static OrganizationCard organization(ResultSet row) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new OrganizationCard(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"),
            row.getString("organization_name"), row.getString("name_en"), row.getString("kind"),
            parent == null ? null : new OrganizationId(parent), row.getString("path"),
            List.of((String[]) row.getArray("stages").getArray()));
    }
}
