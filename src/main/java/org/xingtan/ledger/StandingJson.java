package org.xingtan.ledger;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.VerdictJson;

/** A standing as the JSON contract writes it; {@code themes} stand beside the categories once a policy has some. */
record StandingJson(int year, @Nullable String requirement, @Nullable String basis, Total total, List<CategoryJson> categories,
                    List<CategoryJson> themes, VerdictJson verdict) {

    record Total(@Nullable String need, String have) {}

    record CategoryJson(String code, String title, @Nullable String need, String have) {}

    static StandingJson of(Standing standing, Texts texts, Locale locale) {
        var requirement = standing.requirement();
        return new StandingJson(standing.year(), requirement == null ? null : requirement.title(), requirement == null ? null : requirement.basis(),
            new Total(need(standing.total().need()), standing.total().have().toString()),
            standing.categories().stream()
                .map(line -> new CategoryJson(line.code(), line.title().in(locale), need(line.need()), line.have().toString())).toList(),
            List.of(), VerdictJson.of(standing.verdict(), texts, locale));
    }

    private static @Nullable String need(@Nullable CreditHours need) {
        return need == null ? null : need.toString();
    }
}
