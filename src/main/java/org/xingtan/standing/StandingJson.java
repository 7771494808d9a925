package org.xingtan.standing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.VerdictJson;

/** A standing as the JSON contract writes it; {@code themes} stand beside the categories, and no other figure holds what is {@code chosen}. */
record StandingJson(int year, @Nullable String requirement, @Nullable String basis, Total total, List<CategoryJson> categories,
                    List<CategoryJson> themes, int months, ChosenJson chosen, VerdictJson verdict) {

    record Total(@Nullable String need, String have) {}

    record CategoryJson(String code, String title, @Nullable String need, String have) {}

    record ChosenJson(String hours, List<SharedJson> shared) {}

    record SharedJson(int year, String hours) {}

    static StandingJson of(Forecast forecast, Texts texts, Locale locale) {
        var standing = forecast.standing();
        var requirement = standing.requirement();
        return new StandingJson(standing.year(), requirement == null ? null : requirement.title(), requirement == null ? null : requirement.basis(),
            new Total(need(standing.total().need()), standing.total().have().toString()),
            lines(standing.categories(), locale), lines(standing.themes(), locale), standing.months(), chosen(forecast.chosen()),
            VerdictJson.of(standing.verdict(), texts, locale));
    }

    private static ChosenJson chosen(Forecast.Chosen chosen) {
        return new ChosenJson(chosen.hours().toString(), chosen.shared().stream().map(it -> new SharedJson(it.year(), it.hours().toString())).toList());
    }

    private static List<CategoryJson> lines(List<Standing.Line> lines, Locale locale) {
        return lines.stream().map(line -> new CategoryJson(line.code(), line.title().in(locale), need(line.need()), line.have().toString())).toList();
    }

    private static @Nullable String need(@Nullable CreditHours need) {
        return need == null ? null : need.toString();
    }
}
