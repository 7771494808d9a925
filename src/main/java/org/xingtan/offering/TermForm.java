package org.xingtan.offering;

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
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.Term;

/** A new term as somebody has typed it; days are {@code 2026-03-15}, empty where a window is not set. */
public record TermForm(@Nullable String owner, @Nullable String code, @Nullable String title, @Nullable String titleEn, @Nullable String notice,
                       @Nullable String most, @Nullable String selectFirst, @Nullable String selectLast, @Nullable String makeupFirst,
                       @Nullable String makeupLast, @Nullable String learnFirst, @Nullable String learnLast) {

    private static final int MOST = 60;
    private static final int SHORT = 20;
    private static final int LONG = 100;
    private static final int REASON = 200;

    /** @throws org.xingtan.platform.Refused with everything that is not as it must be */
    DefineTerm.Definition definition() {
        var windows = new ArrayList<Window>();
        var select = window(Window.Kind.SELECT, selectFirst, selectLast);
        var makeup = window(Window.Kind.MAKEUP, makeupFirst, makeupLast);
        var learn = window(Window.Kind.LEARN, learnFirst, learnLast);
        Verdict.of(
            Condition.of("selection.term.code", isText(code, SHORT), SHORT),
            Condition.of("selection.term.title", isText(title, LONG), LONG),
            Condition.of("selection.term.texts", (isEmpty(titleEn) || isText(titleEn, LONG)) && (isEmpty(notice) || isText(notice, LONG)), LONG),
            Condition.of("selection.term.most", isMost(most), MOST),
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

    /** Days of a window, and why they are set anew, or taken away. */
    record Days(@Nullable String first, @Nullable String last, @Nullable String reason) {}

    /**
     * A term as somebody wants it corrected.
     *
     * @param shown print of how it stood in the form; null to change whatever stands there by now
     */
    public record Correction(@Nullable String code, @Nullable String title, @Nullable String titleEn, @Nullable String notice, @Nullable String most,
                             @Nullable String reason, @Nullable String shown) {

        public static String print(Term term) {
            return Integer.toHexString(List.of(term.code(), term.title().chinese(), String.valueOf(term.title().english()), String.valueOf(term.notice()), term.most()).hashCode());
        }

        /** As it is to be; what cannot be read, or is not there, stays. */
        Term of(Term term) {
            return new Term(term.id(), term.owner(), term.ownerPath(), term.ownerName(), code == null ? term.code() : text(code),
                new Localized(title == null ? term.title().chinese() : text(title), titleEn == null ? term.title().english() : orNull(titleEn)),
                notice == null ? term.notice() : orNull(notice), isMost(most) ? Integer.parseInt(text(most)) : term.most(), term.windows(), term.published());
        }

        /** Whether everything is what it is to be. */
        boolean isReadable() {
            return (most == null || isMost(most)) && fits(titleEn) && fits(notice);
        }

        /** @param used whether another term of the authority has that code */
        Verdict verdict(Term now, boolean used) {
            var isShort = isEmpty(reason) || isText(reason, REASON);
            var published = now.published();
            return Verdict.of(
                Condition.of("selection.term.shown", isEmpty(shown) || print(now).equals(shown), now.title().chinese(), now.code(), now.most()),
                Condition.of("selection.term.code", code == null || isText(code, SHORT), SHORT),
                Condition.of("selection.term.code-stays", !published || code == null || text(code).equals(now.code()), now.code()),
                Condition.of("selection.term.code-free", !used, text(code)),
                Condition.of("selection.term.title", title == null || isText(title, LONG), LONG),
                Condition.of("selection.term.texts", fits(titleEn) && fits(notice), LONG),
                Condition.of("selection.term.most", most == null || isMost(most), MOST),
                Condition.of("selection.term.fewer", !published || !isMost(most) || Integer.parseInt(text(most)) >= now.most(), now.most()),
                Condition.of("selection.term.reason", isShort && (!published || !isEmpty(reason)), REASON));
        }

        private static boolean fits(@Nullable String text) {
            return isEmpty(text) || isText(text, LONG);
        }
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static boolean isMost(@Nullable String most) {
        return text(most).matches("[1-9][0-9]?") && Integer.parseInt(text(most)) <= MOST;
    }

    private static boolean isText(@Nullable String text, int longest) {
        return !text(text).isEmpty() && text(text).length() <= longest && StorableText.is(text(text));
    }

    private static boolean isEmpty(@Nullable String text) {
        return text(text).isEmpty();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return isText(text, LONG) ? text(text) : null;
    }
}
