package org.xingtan.study;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** An event as somebody has typed it. @param leader the id of a person of the unit */
public record EventForm(@Nullable String day, @Nullable String starts, @Nullable String ends, @Nullable String place, @Nullable String topic,
                        @Nullable String leader, @Nullable String hours, @Nullable String inPerson) {

    static final EventForm EMPTY = new EventForm(null, null, null, null, null, null, null, "on");

    private static final int LONGEST = 200;
    /** 学时: a lesson. */
    private static final long MINUTES_OF_AN_HOUR = 45;

    /** @param dayHours how many hours a day holds */
    Verdict verdict(Plan plan, CreditHours dayHours) {
        var typed = PlanForm.hours(hours);
        var most = plan.eventHours().min(dayHours);
        return Verdict.of(
            Condition.of("study.form.day", on().filter(it -> it.getYear() == plan.year()).isPresent(), plan.year()),
            Condition.of("study.form.time", lasts().filter(it -> it.isPositive()).isPresent()),
            Condition.of("study.form.place", PlanForm.isText(place, LONGEST), LONGEST),
            Condition.of("study.form.topic", PlanForm.isText(topic, LONGEST), LONGEST),
            Condition.of("study.form.who", PlanForm.text(leader).matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")),
            Condition.of("study.form.most", typed.filter(it -> it.compareTo(most) <= 0).isPresent(), most),
            Condition.of("study.form.length", typed.isPresent() && lasts().filter(it -> it.toMinutes() * 100 >= MINUTES_OF_AN_HOUR * typed.get().hundredths()).isPresent(),
                MINUTES_OF_AN_HOUR));
    }

    /** Whether it is that event, as long as that is not canceled. */
    boolean says(Event event) {
        return event.state() != Event.State.CANCELED && lasts().isPresent() && on().filter(event.day()::equals).isPresent() && begins().equals(event.starts()) && over().equals(event.ends())
            && PlanForm.text(place).equals(event.place()) && PlanForm.text(topic).equals(event.topic()) && PlanForm.text(leader).equalsIgnoreCase(event.leader().toString())
            && PlanForm.hours(hours).filter(event.hours()::equals).isPresent() && (inPerson != null) == event.inPerson();
    }

    /** Whether its last minute has passed; not while there is none. */
    boolean isOver(Instant now) {
        return lasts().isPresent() && on().filter(it -> !it.atTime(over()).atZone(Window.ZONE).toInstant().isAfter(now)).isPresent();
    }

    Optional<LocalDate> on() {
        return read(() -> LocalDate.parse(PlanForm.text(day)));
    }

    LocalTime begins() {
        return LocalTime.parse(PlanForm.text(starts));
    }

    LocalTime over() {
        return LocalTime.parse(PlanForm.text(ends));
    }

    private Optional<Duration> lasts() {
        return read(() -> Duration.between(begins(), over()));
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
