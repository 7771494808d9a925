package org.xingtan.validation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.Json;
import org.xingtan.validation.Dossier.Result;

/**
 * What a year of somebody is confirmed and validated by: who he is and where, and his hours against what is asked. Kept as JSON.
 *
 * @param document masked
 * @param months   of the year that are asked for
 * @param basis    the version of the requirement; null where nobody asks
 */
public record Facts(String name, @Nullable String document, @Nullable String unitCode, @Nullable String unit, @Nullable String unitEn,
                    @Nullable LocalDate hiredOn, List<Post> posts, int months, Line total, List<Line> categories, List<Line> themes, @Nullable Basis basis) {

    private static final int PRINT = 8;

    /** What a post was called. */
    public record Post(String title, String titleEn) {}

    /** @param need null where this is not asked for */
    public record Line(String code, @Nullable String title, @Nullable String titleEn, @Nullable CreditHours need, CreditHours have) {

        boolean isAsked() {
            return need != null && need.compareTo(CreditHours.ZERO) > 0;
        }

        boolean met() {
            return need == null || have.compareTo(need) >= 0;
        }

        /** Hours of this line that have come since it was frozen, less what was taken back. */
        public String since(Facts now) {
            var then = Stream.of(Stream.of(now.total), now.categories.stream(), now.themes.stream()).flatMap(it -> it).filter(it -> it.code.equals(code)).findFirst();
            var since = then.map(it -> it.have.value().subtract(have.value())).orElseGet(() -> have.value().negate());
            return since.signum() == 0 ? "\u2013" : (since.signum() > 0 ? "+" : "") + since.toPlainString();
        }

        /** @param usual what the category is called where no requirement names it */
        public Localized name(Localized usual) {
            return title == null ? usual : new Localized(title, titleEn);
        }
    }

    /** Which version of whose requirement. */
    public record Basis(UUID jurisdiction, int version, String title, String document) {}

    /** Those that are asked for, the total first. */
    Stream<Line> asked() {
        return Stream.of(Stream.of(total), categories.stream(), themes.stream()).flatMap(it -> it).filter(Line::isAsked);
    }

    public Result result() {
        if (months == 0) {
            return Result.EXEMPT;
        }
        return asked().allMatch(Line::met) ? Result.COMPLIANT : Result.NOT_COMPLIANT;
    }

    /** The same as a verdict, as the standing explains it. */
    public Verdict verdict(int year) {
        var notice = basis == null ? null : basis.document();
        if (months == 0) {
            return Verdict.of(Condition.of("standing.exempt", true, year)).from(notice);
        }
        return Verdict.of(Stream.of(Stream.of(total).filter(Line::isAsked).map(it -> condition("standing.total", it)),
            categories.stream().filter(Line::isAsked).map(it -> condition("standing.category", it)),
            themes.stream().filter(Line::isAsked).map(it -> condition("standing.theme", it))).flatMap(it -> it).toList()).from(notice);
    }

    private static Condition condition(String code, Line line) {
        return Condition.of(code, line.met(), line.name(new Localized(line.code, null)), String.valueOf(line.need)).withNeed(String.valueOf(line.need), line.have.toString());
    }

    /** Tells whether what somebody saw is still so. */
    public String print() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(Json.write(this).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, PRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
