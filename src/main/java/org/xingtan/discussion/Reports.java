package org.xingtan.discussion;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** What readers have said of posts that should not stand there. It waits until somebody has hidden the post or left it. */
@Repository
class Reports {

    private final JdbcClient db;

    Reports(JdbcClient db) {
        this.db = db;
    }

    /** Said again while it waits, it is said once; when it is settled, it waits once more. */
    void add(Actor reader, Post post, String reason, Instant at) {
        db.sql("""
                insert into discussion.report (teacher_id, post_teacher_id, post_id, topic_id, organization_id, reason, reported_at)
                values (:reader, :author, :post, :topic, :unit, :reason, :at)
                on conflict (teacher_id, post_teacher_id, post_id) do update
                   set reason = excluded.reason, reported_at = excluded.reported_at, settled_at = excluded.settled_at, settled_by = excluded.settled_by
                 where report.settled_at is not null
                """)
            .param("reader", reader.teacher().value()).param("author", post.author().value()).param("post", post.id()).param("topic", post.topic())
            .param("unit", post.organization().value()).param("reason", reason).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** @return how many have waited */
    int settle(Post post, Actor by, Instant at) {
        return db.sql("""
                -- all teachers: whoever has said something of the post
                update discussion.report set settled_at = :at, settled_by = :by
                 where post_teacher_id = :author and post_id = :post and settled_at is null
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("author", post.author().value())
            .param("post", post.id()).update();
    }

    /** Posts of people of the scope that wait, with all that was said of each; the one that was written last comes first. */
    Page<Waiting> waiting(Scope scope, @Nullable String after, int limit) {
        var rows = db.sql("""
                -- all teachers: whoever has said something of a post of the scope
                select r.post_teacher_id, r.post_id, t.title, array_agg(r.reason order by r.reported_at) as reasons
                  from discussion.report r
                  join discussion.topic t on t.id = r.topic_id
                  join directory.organization_card o on o.id = r.organization_id
                  join discussion.post p on p.teacher_id = r.post_teacher_id and p.id = r.post_id and p.hidden_at is null and p.withdrawn_at is null
                 where r.settled_at is null and o.path <@ any (cast(:scope as public.ltree[])) and (:after::uuid is null or r.post_id < :after::uuid)
                 group by r.post_teacher_id, r.post_id, t.title
                 order by r.post_id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("after", Page.Key.id(after)).param("limit", limit + 1)
            .query((row, _) -> new Waiting(new TeacherId(row.getObject("post_teacher_id", UUID.class)), row.getObject("post_id", UUID.class),
                row.getString("title"), List.of((String[]) row.getArray("reasons").getArray()))).list();
        return Page.of(rows, limit, it -> it.post().toString());
    }

    /** A post that waits. */
    record Waiting(TeacherId author, UUID post, String topic, List<String> reasons) {}
}
