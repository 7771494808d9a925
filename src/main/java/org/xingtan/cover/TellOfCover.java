package org.xingtan.cover;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Dates;

/** Tells whoever is away, and whoever takes his lessons, what was arranged: one message for all days of it. */
@Component
class TellOfCover {

    /** What stood before, and stands now, of one day. @param hours of his being away; empty for all day */
    record Change(@Nullable Arrangement before, Arrangement after, String hours) {

        private @Nullable TeacherId freed() {
            var cover = before == null || !before.holds() || before.cover() == null ? null : before.cover().id();
            return cover != null && after.holds() && after.isCoveredBy(cover) ? null : cover;
        }

        private @Nullable TeacherId asked() {
            return after.holds() && after.cover() != null ? after.cover().id() : null;
        }
    }

    private final Send send;

    TellOfCover(Send send) {
        this.send = send;
    }

    /** Of one person's lessons and one cause. @param by who need not be told; null for nobody */
    void tell(List<Change> changes, @Nullable TeacherId by) {
        tell(changes, by, "");
    }

    private void tell(List<Change> changes, @Nullable TeacherId by, String reason) {
        var held = changes.stream().filter(it -> it.after.holds()).toList();
        if (!held.isEmpty()) {
            var one = held.getFirst().after;
            to(one.key().who().id(), by, "cover.told", "cover.told." + one.kind().name().toLowerCase(Locale.ROOT) + ".", held, one.title(), one.cover() == null ? "" : one.cover().name(), one.note());
        }
        each(changes, Change::asked).forEach((cover, some) -> {
            var one = some.getFirst();
            to(cover, by, "cover.asked", "cover.asked.", some, one.after.key().who().name(), one.after.title(), one.after.note());
        });
        each(changes, Change::freed).forEach((cover, some) -> to(cover, by, "cover.freed", reason.isEmpty() ? "cover.freed." : "cover.freed.why.", some,
            some.getFirst().after.key().who().name(), reason));
    }

    /** That nothing is arranged any more. @param reason that somebody has said; empty for none */
    void withdrawn(List<Change> changes, @Nullable TeacherId by, String reason) {
        to(changes.getFirst().after.key().who().id(), by, "cover.withdrawn", reason.isEmpty() ? "cover.withdrawn." : "cover.withdrawn.why.", changes, changes.getFirst().after.title(), reason);
        tell(changes, by, reason);
    }

    /** Those who see to the lessons of the unit hear that the cause of one person's is gone; whoever is told as one of the two already is not told again. */
    void gone(Collection<TeacherId> keepers, List<Change> changes, Causes.Why why) {
        var all = changes.stream().map(Change::after).toList();
        var one = all.getFirst();
        var told = changes.stream().flatMap(it -> Stream.of(Optional.of(it.after.key().who().id()), Optional.ofNullable(it.freed()))).flatMap(Optional::stream).collect(Collectors.toSet());
        send.to(keepers.stream().filter(it -> !told.contains(it)).toList(), Outgoing.news("cover.gone", object(all), "cover.gone." + why.name().toLowerCase(Locale.ROOT) + ".", days(all),
                one.key().who().name(), one.title())
            .leadingTo(CoverView.PAGE + "?organization=" + one.unit() + "&from=" + Range.monday(one.day()) + "&week=" + one.day()));
    }

    private static Map<TeacherId, List<Change>> each(List<Change> changes, Function<Change, @Nullable TeacherId> whom) {
        return changes.stream().filter(it -> whom.apply(it) != null).collect(Collectors.groupingBy(it -> Objects.requireNonNull(whom.apply(it))));
    }

    private void to(TeacherId person, @Nullable TeacherId by, String rule, String text, List<Change> changes, Object... arguments) {
        if (!person.equals(by)) {
            var about = changes.stream().map(Change::after).toList();
            var all = Stream.concat(Stream.of(hours(changes)), Arrays.stream(arguments)).toArray();
            send.to(person, Outgoing.official(rule, object(about), text, all).leadingTo("/cover"));
        }
    }

    /** Each version of it is told once. */
    private static String object(List<Arrangement> all) {
        var text = all.stream().map(it -> it.key().who().id() + " " + it.day() + " " + it.key().cause() + " " + it.version()).sorted().toList().toString();
        return "cover:" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each day with its hours; one without is all day. */
    private static Localized hours(List<Change> all) {
        return new Localized(hours(all, Locale.SIMPLIFIED_CHINESE, "、"), hours(all, Locale.ENGLISH, ", "));
    }

    private static String hours(List<Change> all, Locale locale, String between) {
        return all.stream().sorted(Comparator.comparing(it -> it.after.day())).map(it -> (Dates.day(it.after.day(), locale) + " " + it.hours).strip())
            .collect(Collectors.joining(between));
    }

    private static Localized days(List<Arrangement> all) {
        return new Localized(days(all, Locale.SIMPLIFIED_CHINESE, "、"), days(all, Locale.ENGLISH, ", "));
    }

    private static String days(List<Arrangement> all, Locale locale, String between) {
        return all.stream().map(Arrangement::day).sorted().distinct().map((LocalDate day) -> Dates.day(day, locale)).collect(Collectors.joining(between));
    }
}
