package org.xingtan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Dates;

/**
 * A training that is held in person: one to which people are admitted by application, or a course that is offered with meetings.
 *
 * @param id          of a call its program, or the offering
 * @param owner       who has called, or keeps the term
 * @param last        path of the center that decides last of a call; null for an offering
 * @param provider    path of the unit that gives the offering; null where its owner does
 * @param spans       when people have to be there: whole days of a call, meetings of an offering
 * @param offered     hours and category that the term says; null for a call
 * @param calledOffAt when it was called off or withdrawn; null as long as it is not
 */
public record Training(UUID id, Kind kind, ProgramId program, String title, Owner owner, @Nullable String last, @Nullable String provider, List<Span> spans,
                       @Nullable Offered offered, Rule rule, @Nullable Instant calledOffAt) {

    /** What it is. */
    public enum Kind { CALL, OFFERING }

    /** Who has called, or keeps the term. */
    public record Owner(OrganizationId id, String path, Localized name) {}

    /** What a term says of it. */
    public record Offered(CreditHours hours, String category) {}

    /**
     * How it takes who comes late.
     *
     * @param lateMinutes after the beginning; who comes later is late
     * @param lateCounts  whether who was late gets the hours
     */
    public record Rule(int lateMinutes, boolean lateCounts) {

        static final Rule USUAL = new Rule(10, true);
    }

    /** From a moment to another one, both of Asia/Shanghai; the last one is not of it. */
    public record Span(LocalDateTime from, LocalDateTime to) {

        boolean covers(LocalDate day, LocalTime starts, LocalTime ends) {
            return !day.atTime(starts).isBefore(from) && !day.atTime(ends).isAfter(to);
        }

        List<LocalDate> days() {
            return from.toLocalDate().datesUntil(to.minusNanos(1).toLocalDate().plusDays(1)).toList();
        }

        /** The part of it on one of its days. */
        Span on(LocalDate day) {
            var begin = day.atStartOfDay();
            var end = day.atTime(LocalTime.MAX.withNano(0).withSecond(0));
            return new Span(from.isAfter(begin) ? from : begin, to.isBefore(end) ? to : end);
        }

        boolean isWholeDays() {
            return from.toLocalTime().equals(LocalTime.MIDNIGHT) && to.toLocalTime().equals(LocalTime.MIDNIGHT);
        }

        /** As pages write it. */
        Localized called() {
            var days = Dates.days(from.toLocalDate(), to.minusNanos(1).toLocalDate());
            var times = isWholeDays() ? "" : " " + from.toLocalTime() + "–" + to.toLocalTime();
            return new Localized(days.chinese() + times, days.in(java.util.Locale.ENGLISH) + times);
        }
    }

    /** Whether people were admitted to it by application. */
    public boolean isCall() {
        return kind == Kind.CALL;
    }

    public boolean calledOff() {
        return calledOffAt != null;
    }

    /** Whether a session of it that is planned takes place, or has: it was over before the training was called off. */
    public boolean holds(Session session) {
        return calledOffAt == null || !session.over().isAfter(calledOffAt);
    }

    /** When people have to be there, as pages write it. */
    public List<Localized> when() {
        return spans.stream().map(Span::called).toList();
    }

    /** Whether people have to be there at that time. */
    boolean covers(LocalDate day, LocalTime starts, LocalTime ends) {
        return spans.stream().anyMatch(it -> it.covers(day, starts, ends));
    }

    /** The days on which people have to be there. */
    List<LocalDate> days() {
        return spans.stream().flatMap(it -> it.days().stream()).distinct().sorted().toList();
    }

    public String href() {
        return "/console/delivery/" + id;
    }
}
