package org.xingtan.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * Use case: what concerns many is ordered in the transaction that changes it, and counted after its commit, as everybody sees it then: some
 * at once, thousands by parts, on whichever node is there and after any restart. Nobody waits for it who changes units, people or policies,
 * and nobody who posts hours for more than a part. A part that fails steps back, and holds up no other.
 */
@Component
public class CountAfterwards {

    /** People of one part. */
    static final int AT_ONCE = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(CountAfterwards.class);

    /** What is to be done next: after those that have failed less often, and not before its time. */
    private static final String NEXT = " and due_at <= :now order by failed, id limit 1 for update skip locked";

    private static final String GOING_ON = """
        select exists (select from standing.count_order c
                         left join directory.organization_card o on o.id = c.jurisdiction
                        where c.year = :year and (c.jurisdiction is null or o.path @> :path::public.ltree or o.path <@ :path::public.ltree))
        """;

    /** Shared by whoever moves people by the policies he sees; whoever counts by a new one waits until those are done who cannot have seen it. */
    private static final long LOCK = 0x7374_616e_6469_6e67L;

    /** What is to be counted, told to whoever has committed it. */
    record Ordered(UUID id) {}

    private record Order(UUID id, int year, @Nullable OrganizationId jurisdiction, UUID @Nullable [] units, UUID @Nullable [] people) {}

    private final JdbcClient db;
    private final CountStandings count;
    private final LinesMet met;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CountAfterwards(JdbcClient db, CountStandings count, LinesMet met, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.count = count;
        this.met = met;
        this.events = events;
        this.clock = clock;
    }

    /** Of everybody in these units who is counted elsewhere, or by another authority than asks there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void units(UUID[] units, int year) {
        announce(new Order(Uuids.next(), year, null, units, null));
    }

    /** Of everybody below who is not judged by what that authority asks now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void policy(OrganizationId jurisdiction, int year) {
        announce(new Order(Uuids.next(), year, jurisdiction, null, null));
    }

    private void announce(Order order) {
        add(order);
        events.publishEvent(new Ordered(order.id));
    }

    /** Until the caller's transaction ends nobody is counted by a policy that it may not have seen. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beWaitedFor() {
        db.sql("select pg_advisory_xact_lock_shared(:lock)").param("lock", LOCK).query(_ -> {});
    }

    /** Whether figures of that year are being counted, at this unit or anywhere above or below it. */
    public boolean isGoingOn(String path, int year) {
        return db.sql(GOING_ON).param("year", year).param("path", path).query(Boolean.class).single();
    }

    /** The same, to be read together with the figures. */
    public Reading<Boolean> goingOn(String path, int year) {
        return Query.of(GOING_ON).param("year", year).param("path", path).list(row -> row.getBoolean(1)).as(List::getFirst);
    }

    /** Of these, by parts, in the background. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void people(List<TeacherId> people, int year) {
        parts(null, people, year);
    }

    private void add(Order order) {
        db.sql("""
                insert into standing.count_order (id, year, jurisdiction, units, people)
                values (:id, :year, :jurisdiction, cast(:units as uuid[]), cast(:people as uuid[]))
                """)
            .param("id", order.id).param("year", order.year).param("jurisdiction", order.jurisdiction == null ? null : order.jurisdiction.value(), Types.OTHER)
            .param("units", order.units).param("people", order.people).update();
    }

    /** Those who are few are counted before whoever has changed them looks at them again; many are left to {@link #goOn}. */
    @TransactionalEventListener
    void on(Ordered ordered) {
        if (othersAreDone()) {
            count.apart(() -> claim("id = :id for update", ordered.id).filter(it -> people(it, AT_ONCE + 1).size() <= AT_ONCE).map(this::take));
        }
    }

    /** What whoever ordered it has not done himself. */
    @Scheduled(fixedDelay = 1_000, initialDelay = 3_000)
    public void goOn() {
        var more = true;
        while (more) {
            more = step();
        }
    }

    /** @return whether there was something to do that no other node was doing */
    boolean step() {
        if (attempt("people is not null" + NEXT, null)) {
            return true;
        }
        var next = count.apart(() -> claim("true" + NEXT, null));
        return next.isPresent() && othersAreDone() && attempt("id = :id for update skip locked", next.get().id);
    }

    /** @return whether there was one, also when it has failed: that is no reason not to go on with others */
    private boolean attempt(String which, @Nullable UUID id) {
        var claimed = new AtomicReference<UUID>();
        try {
            return count.apart(() -> claim(which, id).map(order -> {
                claimed.set(order.id);
                return take(order);
            })).isPresent();
        } catch (RuntimeException e) {
            if (claimed.get() == null) {
                throw e;
            }
            stepBack(claimed.get(), e);
            return true;
        }
    }

    /** Behind all others at first, then for a minute, three, seven, up to an hour. */
    private void stepBack(UUID id, RuntimeException why) {
        LOG.error("Part {} of counting a year has failed; it is tried again", id, why);
        db.sql("""
                update standing.count_order
                   set failed = failed + 1, due_at = :now + least(interval '1 hour', interval '1 minute' * (power(2, least(failed, 10)) - 1)) where id = :id
                """)
            .param("now", now()).param("id", id).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Whoever moves people at this moment is neither waited for nor kept from it: it is asked again. Whoever begins from here on sees what is committed. */
    private boolean othersAreDone() {
        return db.sql("""
                select not exists (select from pg_locks l
                                    where l.locktype = 'advisory' and l.objsubid = 1 and (l.classid::bigint << 32 | l.objid::bigint) = :lock
                                      and l.database = (select d.oid from pg_database d where d.datname = current_database()))
                """)
            .param("lock", LOCK).query(Boolean.class).single();
    }

    private Optional<Order> claim(String which, @Nullable UUID id) {
        return db.sql("select id, year, jurisdiction, units, people from standing.count_order where " + which).param("id", id, Types.OTHER).param("now", now()).query((row, _) -> order(row)).optional();
    }

    /** In a transaction that is committed then: a part, or what there is to do by parts. */
    private Order take(Order order) {
        var people = people(order, Integer.MAX_VALUE);
        if (people.size() <= AT_ONCE) {
            met.asked(people, order.year);
        } else {
            parts(order.jurisdiction, people, order.year);
        }
        db.sql("delete from standing.count_order where id = :id").param("id", order.id).update();
        return order;
    }

    private List<TeacherId> people(Order order, int most) {
        return order.people == null ? count.stale(order.year, order.jurisdiction, order.units, most) : Arrays.stream(order.people).map(TeacherId::new).toList();
    }

    private void parts(@Nullable OrganizationId jurisdiction, List<TeacherId> people, int year) {
        for (var start = 0; start < people.size(); start += AT_ONCE) {
            add(new Order(Uuids.next(), year, jurisdiction, null, TeacherId.array(people.subList(start, Math.min(people.size(), start + AT_ONCE)))));
        }
    }

    private static Order order(ResultSet row) throws SQLException {
        var jurisdiction = row.getObject("jurisdiction", UUID.class);
        return new Order(row.getObject("id", UUID.class), row.getInt("year"), jurisdiction == null ? null : new OrganizationId(jurisdiction),
            array(row.getArray("units")), array(row.getArray("people")));
    }

    private static UUID @Nullable [] array(java.sql.@Nullable Array ids) throws SQLException {
        return ids == null ? null : (UUID[]) ids.getArray();
    }
}
