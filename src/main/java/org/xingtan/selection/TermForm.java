package org.xingtan.selection;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** A new term as somebody has typed it; days are {@code 2026-03-15}, empty where a window is not set. */
public record TermForm(@Nullable String owner, @Nullable String code, @Nullable String title, @Nullable String titleEn, @Nullable String notice,
                       @Nullable String most, @Nullable String selectFirst, @Nullable String selectLast, @Nullable String makeupFirst,
                       @Nullable String makeupLast, @Nullable String learnFirst, @Nullable String learnLast) {

    static final int MOST = 60;
    private static final int SHORT = 20;
    private static final int LONG = 100;

    /** @throws org.xingtan.platform.Refused with everything that is not as it must be */
    DefineTerm.Definition definition() {
        var windows = new ArrayList<Window>();
        var select = window(Window.Kind.SELECT, selectFirst, selectLast);
        var makeup = window(Window.Kind.MAKEUP, makeupFirst, makeupLast);
        var learn = window(Window.Kind.LEARN, learnFirst, learnLast);
        Verdict.of(
            Condition.of("selection.term.code", isText(code, SHORT), SHORT),
            Condition.of("selection.term.title", isText(title, LONG), LONG),
            Condition.of("selection.term.most", most != null && most.matches("[1-9][0-9]?") && Integer.parseInt(most) <= MOST, MOST),
            Condition.of("selection.term.select", select.isPresent()),
            Condition.of("selection.term.makeup", makeup.isPresent() || isEmpty(makeupFirst) && isEmpty(makeupLast)),
            Condition.of("selection.term.learn", learn.isPresent() || isEmpty(learnFirst) && isEmpty(learnLast))).orRefuse();
        List.of(select, makeup, learn).forEach(window -> window.ifPresent(windows::add));
        return new DefineTerm.Definition(OrganizationId.of(Objects.requireNonNullElse(owner, "")), text(code), new Localized(text(title), orNull(titleEn)), orNull(notice),
            Integer.parseInt(text(most)), windows);
    }

    /** From one day to another; nothing when these are no days, or the last is before the first. */
    static Optional<Window> window(Window.Kind kind, @Nullable String first, @Nullable String last) {
        try {
            var from = LocalDate.parse(text(first));
            var to = LocalDate.parse(text(last));
            return to.isBefore(from) || to.getYear() > 2200 || from.getYear() < 2000 ? Optional.empty() : Optional.of(Window.ofDays(kind, from, to));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isText(@Nullable String text, int longest) {
        return !text(text).isEmpty() && text(text).length() <= longest && StorableText.is(text(text));
    }

    private static boolean isEmpty(@Nullable String text) {
        return text(text).isEmpty();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return isText(text, LONG) ? text(text) : null;
    }
}
