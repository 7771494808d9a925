package org.xingtan.standing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.VerdictJson;

/** A standing as the JSON contract writes it; {@code themes} stand beside the categories. */
record StandingJson(int year, @Nullable String requirement, @Nullable String basis, Total total, List<CategoryJson> categories,
                    List<CategoryJson> themes, int months, VerdictJson verdict) {

    record Total(@Nullable String need, String have) {}

    record CategoryJson(String code, String title, @Nullable String need, String have) {}

    static StandingJson of(Standing standing, Texts texts, Locale locale) {
        var requirement = standing.requirement();
        return new StandingJson(standing.year(), requirement == null ? null : requirement.title(), requirement == null ? null : requirement.basis(),
            new Total(need(standing.total().need()), standing.total().have().toString()),
            lines(standing.categories(), locale), lines(standing.themes(), locale), standing.months(), VerdictJson.of(standing.verdict(), texts, locale));
    }

    private static List<CategoryJson> lines(List<Standing.Line> lines, Locale locale) {
        return lines.stream().map(line -> new CategoryJson(line.code(), line.title().in(locale), need(line.need()), line.have().toString())).toList();
    }

    private static @Nullable String need(@Nullable CreditHours need) {
        return need == null ? null : need.toString();
    }
}
