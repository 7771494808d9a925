package org.xingtan.discussion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** What was said in topics, the newest first. */
@Repository
class Posts {

    private static final String SELECT = """
        -- all teachers: whoever takes part reads what all have said
        select p.teacher_id, p.id, p.topic_id, w.name, p.organization_id, o.path::text as path, o.name as unit, o.name_en as unit_en,
               p.thread_teacher_id, p.thread_id, p.text, p.posted_at, p.edited_at, p.withdrawn_at, p.hidden_at, p.hidden_by_name, p.hidden_reason,
               (select count(*) from discussion.post answer
                 where answer.thread_teacher_id = p.teacher_id and answer.thread_id = p.id and (answer.teacher_id, answer.id) <> (p.teacher_id, p.id)
                   and answer.withdrawn_at is null and answer.hidden_at is null) as answers
          from discussion.post p
          join directory.teacher_card w on w.teacher_id = p.teacher_id
          join directory.organization_card o on o.id = p.organization_id
        """;
    private static final String PAGE = """
           and (cast(:at as timestamptz) is null or (p.posted_at, p.id) < (cast(:at as timestamptz), cast(:id as uuid)))
         order by p.posted_at desc, p.id desc
         limit :limit
        """;

    private final JdbcClient db;

    Posts(JdbcClient db) {
        this.db = db;
    }

    Optional<Post> find(TeacherId author, UUID id) {
        return db.sql(SELECT + "where p.teacher_id = :author and p.id = :id").param("author", author.value()).param("id", id).query(Posts::post).optional();
    }

    /** What begins a thread. */
    Page<Post> begun(UUID topic, @Nullable String after, int limit) {
        return page("where p.topic_id = :topic and p.thread_teacher_id = p.teacher_id and p.thread_id = p.id\n", topic, null, null, after, limit);
    }

    Page<Post> answers(Post first, @Nullable String after, int limit) {
        return page("""
            where p.topic_id = :topic and p.thread_teacher_id = :author and p.thread_id = :thread and (p.teacher_id, p.id) <> (:author, :thread)
            """, first.topic(), first.author(), first.id(), after, limit);
    }

    /** What one person has said, wherever it stands in the topic. */
    Page<Post> of(UUID topic, TeacherId author, @Nullable String after, int limit) {
        return page("where p.topic_id = :topic and p.teacher_id = :author\n", topic, author, null, after, limit);
    }

    private Page<Post> page(String which, UUID topic, @Nullable TeacherId author, @Nullable UUID thread, @Nullable String after, int limit) {
        var key = Page.Key.decode(after);
        var rows = db.sql(SELECT + which + PAGE).param("topic", topic)
            .param("author", author == null ? null : author.value()).param("thread", thread)
            .param("at", key == null ? null : key.instant()).param("id", key == null ? null : key.id())
            .param("limit", limit + 1).query(Posts::post).list();
        return Page.of(rows, limit, it -> it.postedAt() + "/" + it.id());
    }

    /** @return false when the author has sent it before */
    boolean add(Actor author, WritePost.Words words, OrganizationId unit, Post.Key thread, Instant at) {
        return db.sql("""
                insert into discussion.post (teacher_id, id, topic_id, organization_id, thread_teacher_id, thread_id, text, posted_at)
                values (:author, :id, :topic, :unit, :threadAuthor, :thread, :text, :at)
                on conflict (teacher_id, id) do nothing
                """)
            .param("author", author.teacher().value()).param("id", words.id()).param("topic", words.topic()).param("unit", unit.value())
            .param("threadAuthor", thread.author().value()).param("thread", thread.id()).param("text", words.text())
            .param("at", at.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** @throws Problem 409 when it has been hidden or withdrawn meanwhile */
    void edit(Post post, String text, Instant at) {
        var changed = db.sql("""
                update discussion.post set text = :text, edited_at = :at
                 where teacher_id = :author and id = :id and withdrawn_at is null and hidden_at is null
                """)
            .param("text", text).param("at", at.atOffset(ZoneOffset.UTC)).param("author", post.author().value()).param("id", post.id()).update();
        if (changed == 0) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }

    /** What it said is gone. */
    void withdraw(Post post, Instant at) {
        db.sql("update discussion.post set text = '', withdrawn_at = :at where teacher_id = :author and id = :id and withdrawn_at is null")
            .param("at", at.atOffset(ZoneOffset.UTC)).param("author", post.author().value()).param("id", post.id()).update();
    }

    /** @return false when somebody has hidden it already, or it is withdrawn */
    boolean hide(Post post, String reason, Actor by, Instant at) {
        return db.sql("""
                update discussion.post set hidden_at = :at, hidden_by = :by, hidden_by_name = :byName, hidden_reason = :reason
                 where teacher_id = :author and id = :id and hidden_at is null and withdrawn_at is null
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("byName", by.personName()).param("reason", reason)
            .param("author", post.author().value()).param("id", post.id()).update() == 1;
    }

    /** @return false when it is not hidden, or withdrawn */
    boolean show(Post post) {
        return db.sql("""
                update discussion.post set hidden_at = null, hidden_by = null, hidden_by_name = null, hidden_reason = null
                 where teacher_id = :author and id = :id and hidden_at is not null and withdrawn_at is null
                """)
            .param("author", post.author().value()).param("id", post.id()).update() == 1;
    }

    private static Post post(ResultSet row, int number) throws SQLException {
        var hidden = instant(row, "hidden_at");
        return new Post(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class), row.getObject("topic_id", UUID.class),
            row.getString("name"), new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("unit"), row.getString("unit_en")),
            new Post.Key(new TeacherId(row.getObject("thread_teacher_id", UUID.class)), row.getObject("thread_id", UUID.class)), row.getString("text"),
            row.getObject("posted_at", OffsetDateTime.class).toInstant(), instant(row, "edited_at"), instant(row, "withdrawn_at"),
            hidden == null ? null : new Post.Hidden(hidden, row.getString("hidden_by_name"), row.getString("hidden_reason")), row.getLong("answers"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
