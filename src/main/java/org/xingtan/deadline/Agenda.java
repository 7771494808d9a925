package org.xingtan.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.reading.Reading;
import org.xingtan.platform.web.Texts;

/** Collects what all modules together have for somebody: their windows and deadlines, and what is due of his duties. */
@Component
class Agenda {

    /** Nobody's calendar is longer. */
    private static final int MOST = 1_000;
    private static final String CONSOLE = "/console";

    private final List<Clocks> clocks;
    private final List<Duties> duties;
    private final Access access;
    private final OneRead read;
    private final Texts texts;

    Agenda(List<Clocks> clocks, List<Duties> duties, Access access, OneRead read, Texts texts) {
        this.clocks = clocks;
        this.duties = duties;
        this.access = access;
        this.read = read;
        this.texts = texts;
    }

    boolean isAppointed(TeacherId person) {
        return access.isAppointed(person);
    }

    /** What concerns the person himself, what closes first first. */
    List<Entry> own(TeacherId person, Instant since, Locale locale) {
        var instead = clocks.stream().flatMap(it -> it.instead(person).stream()).collect(Collectors.toSet());
        return together(clocks.stream().flatMap(it -> it.of(person, since).stream()).toList(), asked(person, Duties::of).filter(it -> isSince(it, since)), locale).stream()
            .filter(it -> !instead.contains(it.id())).toList();
    }

    /** What concerns the units he is appointed over; nothing for who is not. */
    List<Entry> offices(TeacherId person, Instant since, Locale locale) {
        if (!isAppointed(person)) {
            return List.of();
        }
        return together(clocks.stream().flatMap(it -> it.ofOffices(person, since).stream()).toList(), asked(person, Duties::ofOffices).filter(it -> isSince(it, since)), locale);
    }

    private Stream<Duty> asked(TeacherId person, BiFunction<Duties, Set<TeacherId>, Reading<Map<TeacherId, List<Duty>>>> by) {
        return read.of(Duties.together(duties.stream().map(it -> by.apply(it, Set.of(person))).toList())).getOrDefault(person, List.of()).stream();
    }

    private List<Entry> together(List<Clocks.Clock> told, Stream<Duty> due, Locale locale) {
        return ordered(Stream.concat(told.stream().map(it -> entry(it, locale)),
            due.filter(it -> told.stream().noneMatch(clock -> isSame(clock, it))).map(it -> entry(it, locale))));
    }

    /** Whether both lead to the same place at the same time: a meeting is due when it is over, and a training by application when nobody can apply any more. */
    private static boolean isSame(Clocks.Clock told, Duty due) {
        return told.closes().equals(due.due()) && told.href() != null && place(told.href()).equals(place(due.href()));
    }

    /** Whoever keeps something has the page of those who take part in it under the console. */
    private static String place(String href) {
        return href.startsWith(CONSOLE + "/") ? href.substring(CONSOLE.length()) : href;
    }

    /** Both, each thing once. */
    List<Entry> all(TeacherId person, Instant since, Locale locale) {
        return ordered(Stream.concat(own(person, since, locale).stream(), offices(person, since, locale).stream()));
    }

    private static List<Entry> ordered(Stream<Entry> entries) {
        var once = new LinkedHashMap<String, Entry>();
        entries.forEach(entry -> once.putIfAbsent(entry.id(), entry));
        return once.values().stream().sorted(Entry.ORDER).limit(MOST).toList();
    }

    private static boolean isSince(Duty duty, Instant since) {
        return duty.due() != null && !duty.due().isBefore(since);
    }

    private Entry entry(Clocks.Clock clock, Locale locale) {
        return new Entry(clock.id(), texts.get(clock.kind(), locale), clock.title().in(locale), clock.opens(), clock.closes(), clock.href(), clock.source(),
            clock.version(), clock.changedAt());
    }

    /** Another day makes it another thing: nobody keeps how often it was set. */
    private Entry entry(Duty duty, Locale locale) {
        var due = java.util.Objects.requireNonNull(duty.due());
        var id = "duty:" + UUID.nameUUIDFromBytes((duty.text() + duty.href() + due).getBytes(StandardCharsets.UTF_8));
        return new Entry(id, texts.get("deadline.due", locale), texts.get(duty.text(), locale, duty.arguments().toArray()), due, due, duty.href(), null, 1, null);
    }
}
