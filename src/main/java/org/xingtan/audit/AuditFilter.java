package org.xingtan.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Window;

/**
 * What is looked for in the trail; what is empty narrows nothing.
 *
 * @param act  an act, or the beginning of one up to a full stop: {@code certificate} finds {@code certificate.revoke}
 * @param who  a name: of who did it, or of whom or what it was done to
 * @param from first day, in Asia/Shanghai
 * @param to   last day, included
 */
public record AuditFilter(String act, String who, @Nullable LocalDate from, @Nullable LocalDate to) {

    /** The same as an address says it. */
    record Question(@Nullable String act, @Nullable String who, @Nullable String from, @Nullable String to) {

        /** @throws Problem 400 when a day is none, or the last lies before the first */
        AuditFilter filter() {
            var filter = new AuditFilter(text(act), text(who), day(from), day(to));
            if (filter.from != null && filter.to != null && filter.to.isBefore(filter.from)) {
                throw new Problem(400, "audit.days");
            }
            return filter;
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text.strip();
        }

        private static @Nullable LocalDate day(@Nullable String text) {
            try {
                var day = text(text).isEmpty() ? null : LocalDate.parse(text(text));
                if (day != null && (day.getYear() < 2000 || day.getYear() > 2999)) {
                    throw new Problem(400, "audit.day");
                }
                return day;
            } catch (DateTimeParseException e) {
                throw new Problem(400, "audit.day");
            }
        }
    }

    public boolean isEmpty() {
        return act.isEmpty() && who.isEmpty() && from == null && to == null;
    }

    @Nullable OffsetDateTime since() {
        return from == null ? null : from.atStartOfDay(Window.ZONE).toOffsetDateTime();
    }

    @Nullable OffsetDateTime before() {
        return to == null ? null : to.plusDays(1).atStartOfDay(Window.ZONE).toOffsetDateTime();
    }

    /** The query of an address with this filter. */
    public String query() {
        return "act=" + encoded(act) + "&who=" + encoded(who) + "&from=" + (from == null ? "" : from) + "&to=" + (to == null ? "" : to);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
