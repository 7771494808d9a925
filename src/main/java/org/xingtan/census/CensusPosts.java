package org.xingtan.census;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.ProgramDetail;

/** The posts that units declare, and the tracks that are claims to one of them. Posts are data, read again every minute. */
@Repository
class CensusPosts {

    /** @param kinds kinds of the units that declare it */
    private record Post(String code, List<String> kinds) {}

    /** @param program as it was read: the next revision is another object */
    private record Known(ProgramDetail program, List<Post> posts, Map<String, Set<String>> claims) {}

    private static final String ALL = "all";

    private final LoadingCache<String, List<Post>> posts;
    private final Map<ProgramId, Known> known = new ConcurrentHashMap<>();

    CensusPosts(JdbcClient db) {
        this.posts = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(_ ->
            db.sql("select code, kinds from census.post order by position")
                .query((row, _) -> new Post(row.getString(1), List.of((String[]) row.getArray(2).getArray()))).list());
    }

    List<String> all() {
        return posts.get(ALL).stream().map(Post::code).toList();
    }

    /** Those a unit of that kind declares; none when it declares nothing. */
    List<String> of(String kind) {
        return posts.get(ALL).stream().filter(post -> post.kinds.contains(kind)).map(Post::code).toList();
    }

    /** The kinds of units that declare. */
    Set<String> kinds() {
        return posts.get(ALL).stream().flatMap(post -> post.kinds.stream()).collect(Collectors.toSet());
    }

    /** By track, the posts one of which it claims; other tracks claim none. */
    Map<String, Set<String>> claims(ProgramDetail program) {
        var declared = posts.get(ALL);
        var before = known.get(program.id());
        if (before != null && before.program == program && before.posts == declared) {
            return before.claims;
        }
        var claims = new HashMap<String, Set<String>>();
        for (var track : program.tracks()) {
            var asked = RequiredPosts.of(track.audience());
            if (!asked.isEmpty() && all().containsAll(asked)) {
                claims.put(track.code(), asked);
            }
        }
        known.put(program.id(), new Known(program, declared, Map.copyOf(claims)));
        return Map.copyOf(claims);
    }
}
