package org.xingtan.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/**
 * What every page knows: the reader's language, who reads, where, and in which type. Templates get it as {@code ui}.
 *
 * @param csrf       the token for forms; asked for only by pages that have one
 * @param path       the address without its query
 * @param largeType  长辈模式: bigger letters and targets, fewer columns
 * @param console    whether this person has a console to go to
 * @param areas      the areas of the console that are open to this person, in their order
 * @param unread     how many messages wait for this person
 * @param own        this person's units
 */
public record Ui(Texts texts, Locale locale, Assets assets, @Nullable Actor actor, Supplier<String> csrf, String path,
                 boolean largeType, Instant now, boolean console, Supplier<List<Area>> areas, IntSupplier unread, OwnUnits own) {

    /** What waits for a person in his inbox; every page says it in its head. Implemented by messaging. */
    public interface UnreadMessages {

        int count(TeacherId person);
    }

    /** The units that somebody has a task over. Implemented by the directory. */
    public interface OwnUnits {

        /**
         * For which of them he acts: the one whose turn it is, when that is his; else the nearest above a place, or the place itself; else all of them.
         *
         * @param tasks any of which is his over a unit
         * @param turn  of a unit; null where it is nobody's
         * @param place as an ltree path; null where a page is about none
         * @return the higher ones first; none when he has none
         */
        List<Localized> actingFor(Actor actor, Set<Task> tasks, @Nullable OrganizationId turn, @Nullable String place);
    }

    /** For which of his units the reader acts on a page: for his task there, or the area's that it stands in, or else for whatever he has a console for. */
    public String acting(String area, @Nullable Task task, @Nullable OrganizationId turn, @Nullable String place) {
        if (actor == null) {
            return "";
        }
        var its = task != null ? Set.of(task) : tasks(it -> it.name().equals(area));
        var units = own.actingFor(actor, its.isEmpty() ? tasks(_ -> true) : its, turn, place).stream().map(it -> it.in(locale)).toList();
        return switch (units.size()) {
            case 0 -> "";
            case 1 -> units.getFirst();
            case 2 -> t("platform.acting.two", units.getFirst(), units.getLast());
            default -> t("platform.acting.many", units.getFirst(), units.get(1), units.size());
        };
    }

    private Set<Task> tasks(Predicate<Area> which) {
        return areas.get().stream().filter(which).map(Area::task).collect(Collectors.toSet());
    }

    /** The sentence of a key in the reader's language. */
    public String t(String key, Object... arguments) {
        return texts.get(key, locale, arguments);
    }

    public String t(Condition condition) {
        return texts.of(condition, locale);
    }

    public boolean chinese() {
        return locale.getLanguage().equals("zh");
    }

    /** The one of two titles that the reader reads; data without an English title shows its Chinese one. */
    public String pick(String chinese, @Nullable String english) {
        return chinese() || english == null || english.isEmpty() ? chinese : english;
    }

    /** BCP 47, for {@code <html lang>}. */
    public String lang() {
        return chinese() ? "zh-CN" : "en";
    }

    /** The address of a file under {@code static/}, with the hash of its content. */
    public String asset(String name) {
        return assets.address(name);
    }

    public String day(LocalDate date) {
        return Dates.day(date, locale);
    }

    public String day(Instant instant) {
        return Dates.day(instant.atZone(org.xingtan.platform.Window.ZONE).toLocalDate(), locale);
    }

    public String minute(Instant instant) {
        return Dates.minute(instant, locale);
    }

    public String second(Instant instant) {
        return Dates.second(instant, locale);
    }

    public String hours(CreditHours hours) {
        return hours.toString();
    }

    /** Minutes and seconds, {@code 12:35}. */
    public String clock(int seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    /** How long until then, in the coarsest unit that still says something: "3 天", "5 小时", "12 分钟". */
    public String until(Instant then) {
        var left = Duration.between(now, then);
        if (left.toDays() > 0) {
            return t("time.days", left.toDays());
        }
        return left.toHours() > 0 ? t("time.hours", left.toHours()) : t("time.minutes", Math.max(0, left.toMinutes()));
    }

    /** A share in whole percent, rounded down, so that 100 % means all. */
    public String percent(long numerator, long denominator) {
        return denominator == 0 ? "–" : numerator * 100 / denominator + " %";
    }

    /** What kind of file it is, as its ending would say: {@code DOCX}. */
    public String fileType(String mediaType) {
        return t("platform.file." + mediaType);
    }

    /** How much there is to download, in the unit that people read: {@code 12 KB}, {@code 3.4 MB}. */
    public String fileSize(long bytes) {
        return bytes < 1_000_000 ? Math.max(1, (bytes + 999) / 1000) + " KB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
