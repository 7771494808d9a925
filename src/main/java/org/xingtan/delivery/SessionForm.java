package org.xingtan.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** A session as somebody has typed it. @param reason why it is changed */
public record SessionForm(@Nullable String day, @Nullable String starts, @Nullable String ends, @Nullable String place, @Nullable String topic,
                          @Nullable String hours, @Nullable String reason) {

    static final SessionForm EMPTY = new SessionForm(null, "09:00", "12:00", null, null, "4", null);
    static final int LONGEST = 500;

    private static final int SHORT = 200;
    /** 学时: a lesson. */
    private static final long MINUTES_OF_AN_HOUR = 45;

    /**
     * What is asked of it.
     *
     * @param others   the training's other sessions
     * @param dayHours how many hours a day holds
     * @param before   as it is now; null for a new one
     * @param stays    whether more than leave is said of somebody there: then it is not moved
     * @param now      what has begun by then is set with a reason alone
     */
    record Asked(Training training, DeliveryView.Bound bound, List<Session> others, CreditHours dayHours, @Nullable Session before, boolean stays, Instant now) {

        /** Hours of the other ones that are not called off. */
        CreditHours used() {
            return Session.sum(others);
        }
    }

    static SessionForm of(Session session) {
        return new SessionForm(session.day().toString(), session.starts().toString(), session.ends().toString(), session.place(), session.topic(), session.hours().toString(), null);
    }

    Verdict verdict(Asked asked) {
        var typed = typedHours();
        var lasts = lasts();
        var when = isTime() && asked.training.covers(on().orElseThrow(), begins(), over());
        var left = asked.bound.room().minus(asked.used());
        return Verdict.of(
            Condition.of("delivery.form.time", isTime()),
            Condition.of("delivery.form.when", when, asked.training.when()),
            Condition.of("delivery.form.stays", !asked.stays || !isTime() || !moves(asked.before)),
            Condition.of("delivery.form.past", isReason(text(reason)) || text(reason).isEmpty() && !(isTime() && moves(asked.before) && begun(asked.now)), LONGEST),
            Condition.of("delivery.form.apart", !isTime() || asked.others.stream().noneMatch(it -> it.overlaps(on().orElseThrow(), begins(), over()))),
            Condition.of("delivery.form.place", isStorable(place), SHORT),
            Condition.of("delivery.form.topic", !text(topic).isEmpty() && isStorable(topic), SHORT),
            Condition.of("delivery.form.hours", typed.filter(it -> it.compareTo(asked.dayHours) <= 0).isPresent(), asked.dayHours),
            Condition.of("delivery.form.length", typed.isPresent() && lasts.filter(it -> it.toMinutes() * 100 >= MINUTES_OF_AN_HOUR * typed.get().hundredths()).isPresent(),
                MINUTES_OF_AN_HOUR),
            Condition.of("delivery.form.room", typed.filter(it -> it.compareTo(left) <= 0).isPresent(), left, asked.bound.all(), asked.bound.lessons(), asked.used()));
    }

    /** As long as it is a session: whoever asks has asked {@link #verdict} before. */
    Session session(UUID id, UUID training, @Nullable Instant setAt) {
        return new Session(id, training, on().orElseThrow(), begins(), over(), text(place), text(topic), typedHours().orElseThrow(), Session.State.PLANNED, 1, 0, null, text(reason), setAt);
    }

    /** Whether it says the same as that one. */
    boolean says(Session one) {
        var typed = session(one.id(), one.training(), one.setAt());
        return !moves(one) && typed.place().equals(one.place()) && typed.topic().equals(one.topic()) && typed.hours().equals(one.hours());
    }

    private boolean begun(Instant now) {
        return on().orElseThrow().atTime(begins()).atZone(Window.ZONE).toInstant().isBefore(now);
    }

    /** Whether that one would be at another time, as a new one is. */
    boolean moves(@Nullable Session before) {
        return before == null || !on().orElseThrow().equals(before.day()) || !begins().equals(before.starts()) || !over().equals(before.ends());
    }

    /** Its day, when it is one. */
    Optional<LocalDate> on() {
        return read(() -> LocalDate.parse(text(day)));
    }

    private boolean isTime() {
        return on().filter(it -> it.getYear() >= 2000 && it.getYear() <= 2200).isPresent() && lasts().filter(Duration::isPositive).isPresent()
            && Stream.of(begins(), over()).allMatch(it -> it.equals(it.truncatedTo(ChronoUnit.MINUTES)));
    }

    private LocalTime begins() {
        return LocalTime.parse(text(starts));
    }

    private LocalTime over() {
        return LocalTime.parse(text(ends));
    }

    private Optional<Duration> lasts() {
        return read(() -> Duration.between(begins(), over()));
    }

    private Optional<CreditHours> typedHours() {
        return text(hours).matches("[0-9]{1,2}([.][0-9]{1,2})?") ? Optional.of(CreditHours.of(text(hours))) : Optional.empty();
    }

    private static boolean isStorable(@Nullable String text) {
        return text(text).codePointCount(0, text(text).length()) <= SHORT && StorableText.is(text(text));
    }

    /** Something is said, and not too much. */
    static boolean isReason(String reason) {
        return !reason.isBlank() && reason.length() <= LONGEST && StorableText.is(reason);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private interface Reading<T> {

        T read();
    }

    private static <T> Optional<T> read(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
