package org.xingtan.document;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the scanner has said of which bytes, and of which it has yet to say something. */
@Repository
public class Scans {

    /** Whoever gives a file is known, too, before the first look at it. */
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final int SHOWN = 50;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** @param tries with the one that begins now */
    record Due(String sha256, int tries) {

        /** Longer after each try that came to nothing: 5 seconds, 15, 45 … */
        Duration pause() {
            var seconds = 5 * Math.pow(3, Math.min(tries, 10) - 1.0);
            return seconds < LONGEST_PAUSE.toSeconds() ? Duration.ofSeconds((long) seconds) : LONGEST_PAUSE;
        }
    }

    /**
     * How far it is with one state.
     *
     * @param since   since when the first of them is in it
     * @param trouble why the last try of one of them came to nothing: {@code AWAY}, {@code TOO_LARGE} or {@code ODD}
     */
    public record Count(ScanState state, long files, Instant since, @Nullable String trouble) {}

    /** A file with a virus. */
    public record Found(String name, String signature, Instant at) {}

    private final JdbcClient db;
    private final Clock clock;

    Scans(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Nobody gets bytes that are new here before the scanner has answered; whoever gives others again changes nothing for their readers. */
    void hold(String sha256) {
        db.sql("""
                insert into document.scan (sha256, state, since, due_at)
                select :sha256, case when exists (select from document.document d where d.sha256 = :sha256) then 'UNSCANNED' else 'SCANNING' end,
                       cast(:now as timestamptz), cast(:due as timestamptz)
                    on conflict (sha256) do nothing
                """)
            .param("sha256", sha256).param("now", now()).param("due", now().plus(FIRST)).update();
    }

    /** What was found in these bytes. */
    Optional<String> signature(String sha256) {
        return db.sql("select signature from document.scan where sha256 = :sha256 and state = 'QUARANTINED'").param("sha256", sha256)
            .query(String.class).optional();
    }

    /** Whatever was stored while no scanner was named has its turn, and is served meanwhile. */
    int adopt() {
        return db.sql("""
                insert into document.scan (sha256, state, since, due_at)
                select distinct d.sha256, 'UNSCANNED', cast(:now as timestamptz), cast(:now as timestamptz)
                  from document.document d
                 where not exists (select from document.scan s where s.sha256 = d.sha256)
                    on conflict (sha256) do nothing
                """)
            .param("now", now()).update();
    }

    /** The next one, for this node alone until that time is over; what is held back comes before what is served. */
    Optional<Due> claim(Duration lease) {
        return db.sql("""
                update document.scan
                   set tries = tries + 1, due_at = :until
                 where sha256 = (select sha256 from document.scan
                                  where state in ('SCANNING', 'UNSCANNED') and due_at <= :now
                                  order by state, due_at, sha256
                                  limit 1
                                    for update skip locked)
                returning sha256, tries
                """)
            .param("now", now()).param("until", now().plus(lease)).query(Due.class).optional();
    }

    void clean(Due due) {
        judged(due, ScanState.CLEAN, null);
    }

    /** @return whether nobody had found it before */
    boolean quarantine(Due due, String signature) {
        return judged(due, ScanState.QUARANTINED, signature);
    }

    private boolean judged(Due due, ScanState state, @Nullable String signature) {
        return db.sql("""
                update document.scan set state = :state, signature = :signature, trouble = null, judged_at = :now
                 where sha256 = :sha256 and state in ('SCANNING', 'UNSCANNED')
                """)
            .param("state", state.name()).param("signature", signature).param("now", now()).param("sha256", due.sha256()).update() == 1;
    }

    void failed(Due due, Scanner.Verdict trouble) {
        db.sql("""
                update document.scan set trouble = :trouble, due_at = :due where sha256 = :sha256 and state in ('SCANNING', 'UNSCANNED')
                """)
            .param("trouble", trouble.name()).param("due", now().plus(due.pause())).param("sha256", due.sha256()).update();
    }

    /** Every file that lies under these bytes. */
    List<DocumentCard> documents(String sha256) {
        return db.sql("select id, name, media_type, size, sha256, state, signature from document.document_card where sha256 = :sha256 order by stored_at, id")
            .param("sha256", sha256).query((row, _) -> DocumentCard.read(row)).list();
    }

    /** The states in which there is something. */
    List<Count> counts() {
        return db.sql("select state, count(*) as files, min(since) as since, min(trouble) as trouble from document.scan group by state order by state")
            .query((row, _) -> new Count(ScanState.valueOf(row.getString("state")), row.getLong("files"),
                row.getObject("since", OffsetDateTime.class).toInstant(), row.getString("trouble"))).list();
    }

    /** The newest first. */
    List<Found> found() {
        return db.sql("""
                select d.name, s.signature, s.judged_at
                  from document.scan s
                  join document.document d on d.sha256 = s.sha256
                 where s.state = 'QUARANTINED'
                 order by s.judged_at desc, d.id
                 limit :most
                """)
            .param("most", SHOWN).query((row, _) -> new Found(row.getString("name"), row.getString("signature"),
                row.getObject("judged_at", OffsetDateTime.class).toInstant())).list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
