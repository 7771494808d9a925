package org.xingtan.messaging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Page;

/** The table of messages: written for many at once, read by one. */
@Repository
class Messages {

    private static final String COLUMNS = "select id, kind, text, arguments::text as arguments, link, due_at, read_at, archived_at ";

    private final JdbcClient db;

    Messages(JdbcClient db) {
        this.db = db;
    }

    /** @return the messages of those who had not got one; the others keep theirs */
    Map<TeacherId, UUID> add(List<TeacherId> people, Outgoing message, Instant due) {
        var values = new ArrayList<Object>(people.size() * 2 + 8);
        Collections.addAll(values, message.rule(), message.object(), message.kind().name(), message.text(),
            Json.raw(StoredArguments.write(message.arguments())), message.link(), message.batch(), due.atOffset(ZoneOffset.UTC));
        people.forEach(person -> Collections.addAll(values, person.value(), Uuids.next()));
        var told = new HashMap<TeacherId, UUID>();
        db.sql("""
                insert into messaging.message (teacher_id, id, rule, object, kind, text, arguments, link, batch, due_at)
                select person.teacher_id, person.id, told.* from (values (?, ?, ?, ?, ?, ?, ?::uuid, ?)) told,
                       (values %s) person (teacher_id, id)
                    on conflict (teacher_id, rule, object) do nothing
                returning teacher_id, id
                """.formatted(String.join(", ", Collections.nCopies(people.size(), "(?, ?)"))))
            .params(values)
            .query(row -> {
                told.put(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class));
            });
        return told;
    }

    int recall(UUID batch, Instant now) {
        return db.sql("""
                -- all teachers: what went out together is taken back together.
                delete from messaging.message where batch = :batch and due_at > :now
                """)
            .param("batch", batch).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    Page<InboxMessage> page(TeacherId person, Shelf shelf, @Nullable String after, Instant now, int limit) {
        var before = Cursor.decode(after);
        var rows = db.sql(COLUMNS + """
                  from messaging.message
                 where teacher_id = :person and due_at <= :now
                   and (archived_at is not null) = :archived and (not :unread or read_at is null)
                   and (:at::timestamptz is null or (due_at, id) < (:at::timestamptz, :id::uuid))
                 order by due_at desc, id desc
                 limit :limit
                """)
            .param("person", person.value()).param("now", now.atOffset(ZoneOffset.UTC))
            .param("archived", shelf == Shelf.ARCHIVED).param("unread", shelf == Shelf.UNREAD)
            .param("at", before == null ? null : before.at().atOffset(ZoneOffset.UTC)).param("id", before == null ? null : before.id())
            .param("limit", limit + 1)
            .query((row, _) -> InboxMessage.of(row)).list();
        return Page.of(rows, limit, it -> new Cursor(it.at(), it.id()).text());
    }

    List<InboxMessage> find(TeacherId person, Collection<UUID> ids, Instant now) {
        return db.sql(COLUMNS + "from messaging.message where teacher_id = :person and id in (:ids) and due_at <= :now order by due_at desc, id desc")
            .param("person", person.value()).param("ids", ids).param("now", now.atOffset(ZoneOffset.UTC))
            .query((row, _) -> InboxMessage.of(row)).list();
    }

    /** Reading again keeps the first time. @return whether there is such a message */
    boolean read(TeacherId person, UUID id, Instant now) {
        return db.sql("update messaging.message set read_at = coalesce(read_at, :now) where teacher_id = :person and id = :id and due_at <= :now")
            .param("now", now.atOffset(ZoneOffset.UTC)).param("person", person.value()).param("id", id).update() == 1;
    }

    boolean unread(TeacherId person, UUID id, Instant now) {
        return db.sql("update messaging.message set read_at = null where teacher_id = :person and id = :id and due_at <= :now")
            .param("now", now.atOffset(ZoneOffset.UTC)).param("person", person.value()).param("id", id).update() == 1;
    }

    int readAll(TeacherId person, Instant now) {
        return db.sql("""
                update messaging.message set read_at = :now
                 where teacher_id = :person and read_at is null and archived_at is null and due_at <= :now
                """)
            .param("now", now.atOffset(ZoneOffset.UTC)).param("person", person.value()).update();
    }

    /** @param at when it was put away; null brings it back */
    boolean archive(TeacherId person, UUID id, @Nullable Instant at, Instant now) {
        return db.sql("update messaging.message set archived_at = :at where teacher_id = :person and id = :id and due_at <= :now")
            .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC)).param("person", person.value()).param("id", id)
            .param("now", now.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** Of many people at once, up to {@code most} each; who has none is there with none. */
    Map<TeacherId, Integer> unread(Collection<TeacherId> people, Instant now) {
        var counts = new HashMap<TeacherId, Integer>();
        people.forEach(person -> counts.put(person, 0));
        db.sql("""
                select teacher_id, count(*) as n
                  from messaging.message
                 where teacher_id in (:people) and read_at is null and archived_at is null and due_at <= :now
                 group by teacher_id
                """)
            .param("people", people.stream().map(TeacherId::value).toList()).param("now", now.atOffset(ZoneOffset.UTC))
            .query(row -> {
                counts.put(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getInt("n"));
            });
        return counts;
    }

    /** Which messages a reader looks at. */
    enum Shelf { ALL, UNREAD, ARCHIVED }

    /** Where a list goes on. */
    private record Cursor(Instant at, UUID id) {

        String text() {
            return at + " " + id;
        }

        static @Nullable Cursor decode(@Nullable String cursor) {
            var text = Page.decode(cursor);
            if (text == null) {
                return null;
            }
            if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                throw new Problem(400, "error.cursor");
            }
            try {
                return new Cursor(Instant.parse(text.substring(0, text.indexOf(' '))), UUID.fromString(text.substring(text.indexOf(' ') + 1)));
            } catch (java.time.format.DateTimeParseException e) {
                throw new Problem(400, "error.cursor");
            }
        }
    }

}
