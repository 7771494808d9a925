package org.xingtan.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xingtan.application.Application.Level;
import org.xingtan.application.QuotaTable.Row;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * Whether one more can be passed on, or admitted. Until an organization's deadline its places are kept for it; what it has not used then is
 * the caller's. When the list is out, nobody whose application is open can be decided on any more, so he holds no place. Nothing is written
 * down for that: it follows from the facts and the instant.
 */
public final class QuotaLaw {

    /**
     * Somebody who may hold a place.
     *
     * @param regularBy who has passed him on within his own places
     */
    public record Holder(UUID application, OrganizationId unit, String unitPath, @Nullable String subject, Set<OrganizationId> regularBy, boolean pooled, State state) {

        /** As far as places are concerned. */
        public enum State { OPEN, ADMITTED, RESERVE }

        boolean holds(OrganizationId organization) {
            return state != State.RESERVE && !pooled && regularBy.contains(organization);
        }
    }

    /**
     * How a row stands.
     *
     * @param used   by people whom the organization has passed on
     * @param kept   for it now
     * @param free   to be given by it now
     * @param gone   whether its time is over, and what it has not used is the caller's
     */
    public record Room(Row row, int used, int kept, int free, boolean gone) {}

    private final Call call;
    private final QuotaTable table;
    private final List<Holder> holders;
    private final Instant now;

    QuotaLaw(Call call, QuotaTable table, List<Holder> holders, Instant now) {
        this.call = call;
        this.table = table;
        this.holders = holders.stream().filter(it -> !call.isListed() || it.state() != Holder.State.OPEN).toList();
        this.now = now;
    }

    /** The same when somebody holds something else. */
    QuotaLaw with(Holder holder) {
        var others = new ArrayList<>(holders.stream().filter(it -> !it.application().equals(holder.application())).toList());
        others.add(holder);
        return new QuotaLaw(call, table, others, now);
    }

    Optional<Holder> holder(UUID application) {
        return holders.stream().filter(it -> it.application().equals(application)).findFirst();
    }

    public int admitted() {
        return (int) holders.stream().filter(it -> it.state() == Holder.State.ADMITTED).count();
    }

    public int reserve() {
        return (int) holders.stream().filter(it -> it.state() == Holder.State.RESERVE).count();
    }

    /** What the caller may give to anybody now. */
    public int pool() {
        var top = table.below(null, null);
        var others = holders.stream().filter(it -> it.state() == Holder.State.ADMITTED && top.stream().noneMatch(row -> it.holds(row.unit().id()))).count();
        return call.seats().places() - top.stream().mapToInt(this::kept).sum() - (int) others;
    }

    public List<Room> rooms() {
        return table.rows().stream().map(row -> new Room(row, row.eachSchool() ? 0 : used(row), row.isWhole() ? kept(row) : row.places(),
            row.isWhole() ? free(row) : row.places() - used(row), gone(row))).toList();
    }

    private boolean gone(Row row) {
        return call.isOver(level(row), now) || call.isListed();
    }

    private static Level level(Row row) {
        return row.unit().isAuthority() ? Level.COUNTY : Level.SCHOOL;
    }

    private int used(Row row) {
        var top = row.unit().path().equals(call.owner().path());
        return (int) holders.stream().filter(it -> row.subject() == null || row.subject().equals(it.subject()))
            .filter(it -> top ? it.state() == Holder.State.ADMITTED : it.holds(row.unit().id())).count();
    }

    private int kept(Row row) {
        return gone(row) ? used(row) : row.places();
    }

    private int free(Row row) {
        var below = table.below(row, null);
        var own = holders.stream().filter(it -> it.holds(row.unit().id()) && below.stream().noneMatch(lower -> it.holds(lower.unit().id()))).count();
        return row.places() - below.stream().mapToInt(this::kept).sum() - (int) own;
    }

    /**
     * Whether the organization that decides at a level can pass somebody on within its places, or the caller admit him.
     *
     * @param at       what the deciding organization is called
     * @param schoolAt where the person works
     */
    List<Condition> room(Holder one, Level level, OrganizationId organization, Localized at, QuotaTable.Unit schoolAt) {
        var conditions = new ArrayList<Condition>();
        if (level == Level.CITY) {
            conditions.add(Condition.of("application.room.total", admitted() < call.seats().places(), call.seats().places(), admitted()));
            var kept = table.below(null, null).stream().anyMatch(row -> one.holds(row.unit().id()));
            if (!kept && !table.below(null, null).isEmpty()) {
                conditions.add(Condition.of("application.room.pool", pool() > 0, Math.max(0, pool())));
            }
        } else {
            table.whole(organization).ifPresent(row -> {
                conditions.add(own(one, row));
                if (gone(row)) {
                    conditions.add(Condition.of("application.room.returned", left(row) > 0, Math.max(0, left(row))));
                }
            });
        }
        subject(one, level, organization, at).ifPresent(conditions::add);
        eachSchool(one, level, organization, schoolAt).ifPresent(conditions::add);
        return conditions;
    }

    private Condition own(Holder one, Row row) {
        var kept = table.below(row, null).stream().anyMatch(lower -> one.holds(lower.unit().id()));
        var fits = kept ? used(row) < row.places() : free(row) > 0;
        return Condition.of("application.room.own", fits, row.unit().name(), row.places(), used(row), Math.max(0, row.places() - used(row) - free(row)));
    }

    /** What an organization has not used in its time went up: whoever decides anew after it has a place only as long as one is still there. */
    private int left(Row row) {
        return table.above(row).filter(above -> !gone(above)).map(this::free).orElseGet(this::pool);
    }

    /** Where an organization has places for subjects, whoever teaches none of them shares what they leave. */
    private Optional<Condition> subject(Holder one, Level level, OrganizationId organization, Localized at) {
        var rows = table.rows().stream().filter(row -> row.subject() != null && row.unit().id().equals(organization)).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var mine = rows.stream().filter(row -> Objects.equals(row.subject(), one.subject())).findFirst();
        var all = level == Level.CITY ? call.seats().places() : table.whole(organization).map(Row::places).orElse(0);
        var places = mine.map(Row::places).orElse(all - rows.stream().mapToInt(Row::places).sum());
        var used = (int) holders.stream()
            .filter(it -> mine.isPresent() ? Objects.equals(it.subject(), one.subject()) : rows.stream().noneMatch(row -> Objects.equals(row.subject(), it.subject())))
            .filter(it -> level == Level.CITY ? it.state() == Holder.State.ADMITTED : it.holds(organization)).count();
        return Optional.of(Condition.of("application.room.subject", used < places, at, places, used));
    }

    /** A school to which the caller has given places of its own is not one of them; one to which somebody below him has, is. */
    private Optional<Condition> eachSchool(Holder one, Level level, OrganizationId organization, QuotaTable.Unit school) {
        if (table.isNamed(school.id())) {
            return Optional.empty();
        }
        var used = (int) holders.stream().filter(it -> it.unit().equals(one.unit()))
            .filter(it -> level == Level.CITY ? it.state() == Holder.State.ADMITTED : it.holds(organization)).count();
        return table.each(school).map(most -> Condition.of("application.room.each", used < most.places(), school.name(), most.places(), used));
    }

    /** Whether somebody can have again what he held, when a decision against him is taken back. */
    List<Condition> restored(Holder one) {
        var then = with(one);
        return table.rows().stream().filter(row -> !row.eachSchool() && one.holds(row.unit().id()))
            .filter(row -> row.subject() == null || row.subject().equals(one.subject()))
            .map(row -> Condition.of("application.room.own", then.used(row) <= row.places(), row.unit().name(), row.places(), used(row), 0)).toList();
    }

    /** Whether the table leaves everybody where he is. */
    List<QuotaTable.Check> keeps() {
        return table.rows().stream().map(row -> {
            var used = row.eachSchool() ? mostOfOneSchool(row) : used(row);
            return QuotaTable.Check.of("application.quota.used", row.key(), used - row.places(), table.called(row.unit().name(), row.subject()), row.places(), used);
        }).filter(it -> it.over() > 0).toList();
    }

    private int mostOfOneSchool(Row row) {
        return holders.stream().filter(it -> it.state() == Holder.State.ADMITTED && it.unitPath().startsWith(row.unit().path() + ".") && !table.isNamed(it.unit()))
            .collect(Collectors.groupingBy(Holder::unit, Collectors.summingInt(_ -> 1))).values().stream().max(Integer::compare).orElse(0);
    }

    /** The same people under another table. */
    QuotaLaw under(QuotaTable other) {
        return new QuotaLaw(call, other, holders, now);
    }

    /** Whether one more can be put on the reserve list. */
    Condition reserveRoom() {
        return Condition.of("application.room.reserve", reserve() < call.seats().reserve(), call.seats().reserve(), reserve());
    }
}
