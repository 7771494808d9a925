package org.xingtan.learning;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * Sessions in the database, many at a time. Statements come in a few fixed sizes, so that few plans are prepared; what a
 * size has too much is filled with rows that match nothing.
 */
@Repository
class Sessions {

    private static final int[] SIZES = {1, 8, 16, 32, 64, 128, 256, 512};
    static final int MOST = SIZES[SIZES.length - 1];
    private static final UUID NOBODY = new UUID(0, 0);

    /** A session is found by whose it is and its id: another's is not there. */
    record Key(TeacherId teacher, UUID id) {}

    private final JdbcTemplate jdbc;
    private final Map<Integer, String> loads = new HashMap<>();
    private final Map<Integer, String> saves = new HashMap<>();

    Sessions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        for (var size : SIZES) {
            loads.put(size, LOAD.formatted(rows("(?::uuid, ?::uuid)", size)));
            saves.put(size, SAVE.formatted(rows("(?::uuid, ?::uuid, ?::int, ?::int4multirange, ?::int4multirange, ?::timestamptz)", size)));
        }
    }

    private static final String LOAD = """
        with asked (teacher_id, id) as (values %s)
        select s.teacher_id, s.id, s.program_id, s.lesson_id, s.opened_at, s.ended_at, s.ended_by, s.last_beat_at, s.max_rate,
               s.debt, s.allowance, s.covered, s.beats, s.version,
               coalesce((select range_agg(other.covered) from learning.session other
                          where other.teacher_id = s.teacher_id and other.program_id = s.program_id
                            and other.lesson_id = s.lesson_id and other.id <> s.id), '{}') as elsewhere
          from asked
          join learning.session s on s.teacher_id = asked.teacher_id and s.id = asked.id
        """;

    private static final String SAVE = """
        update learning.session s
           set covered = b.covered, beats = b.beats, last_beat_at = b.last_beat_at, version = b.version + 1
          from (values %s) b (teacher_id, id, version, covered, beats, last_beat_at)
         where s.teacher_id = b.teacher_id and s.id = b.id and s.version = b.version
        returning s.id
        """;

    Map<Key, Session> load(Collection<Key> keys) {
        var found = new HashMap<Key, Session>();
        var list = List.copyOf(keys);
        for (var start = 0; start < list.size(); start += MOST) {
            var part = list.subList(start, Math.min(list.size(), start + MOST));
            var size = size(part.size());
            jdbc.query(loads.get(size), statement -> {
                for (var i = 0; i < size; i++) {
                    statement.setObject(2 * i + 1, i < part.size() ? part.get(i).teacher().value() : NOBODY);
                    statement.setObject(2 * i + 2, i < part.size() ? part.get(i).id() : NOBODY);
                }
            }, rs -> {
                var session = read(rs);
                found.put(new Key(session.teacher(), session.id()), session);
            });
        }
        return found;
    }

    /**
     * Compare and set; one statement, committed when it returns. Rows are taken in the order of their ids, so that nodes which
     * write the same ones wait for each other and never in a circle.
     *
     * @return ids of the sessions that were still as they had been read
     */
    Set<UUID> save(Collection<Session> changed) {
        var sessions = changed.stream().sorted(Comparator.comparing(Session::id)).toList();
        var size = size(sessions.size());
        var saved = new HashSet<UUID>();
        jdbc.query(saves.get(size), statement -> bind(statement, sessions, size), rs -> {
            saved.add(rs.getObject(1, UUID.class));
        });
        return saved;
    }

    private static void bind(PreparedStatement statement, List<Session> sessions, int size) throws SQLException {
        var at = 1;
        for (var i = 0; i < size; i++) {
            var session = i < sessions.size() ? sessions.get(i) : null;
            statement.setObject(at++, session == null ? NOBODY : session.teacher().value());
            statement.setObject(at++, session == null ? NOBODY : session.id());
            statement.setInt(at++, session == null ? 0 : session.version());
            statement.setString(at++, session == null ? "{}" : session.covered().toString());
            statement.setString(at++, session == null ? "{}" : session.beats().toString());
            statement.setObject(at++, (session == null ? Instant.EPOCH : session.lastBeatAt()).atOffset(ZoneOffset.UTC));
        }
    }

    private static Session read(ResultSet rs) throws SQLException {
        var ended = rs.getObject("ended_at", OffsetDateTime.class);
        return new Session(new TeacherId(rs.getObject("teacher_id", UUID.class)), rs.getObject("id", UUID.class),
            new ProgramId(rs.getObject("program_id", UUID.class)), new LessonId(rs.getObject("lesson_id", UUID.class)),
            rs.getObject("opened_at", OffsetDateTime.class).toInstant(), ended == null ? null : ended.toInstant(),
            rs.getString("ended_by"), rs.getObject("last_beat_at", OffsetDateTime.class).toInstant(),
            rs.getBigDecimal("max_rate").movePointRight(1).intValueExact(), micros(rs.getBigDecimal("debt")),
            micros(rs.getBigDecimal("allowance")), Coverage.parse(rs.getString("covered")), Coverage.parse(rs.getString("beats")),
            rs.getInt("version"), Coverage.parse(rs.getString("elsewhere")));
    }

    static long micros(BigDecimal seconds) {
        return seconds.movePointRight(6).longValue();
    }

    private static int size(int rows) {
        for (var size : SIZES) {
            if (rows <= size) {
                return size;
            }
        }
        throw new IllegalArgumentException("More than " + MOST + " rows");
    }

    private static String rows(String row, int size) {
        return String.join(", ", java.util.Collections.nCopies(size, row));
    }
}
