package org.xingtan.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/** A verdict as the JSON contract writes it: {@code {met, conditions: [{code, text, met, need, have, source}]}}. */
public record VerdictJson(boolean met, List<ConditionJson> conditions) {

    /** @param conditions the parts of a rule made of rules; absent in a plain one */
    public record ConditionJson(String code, String text, boolean met, @Nullable String need, @Nullable String have,
                                @Nullable String source, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ConditionJson> conditions) {

        static ConditionJson of(Condition condition, Texts texts, Locale locale) {
            return new ConditionJson(condition.code(), texts.of(condition, locale), condition.met(), condition.need(), condition.have(),
                condition.source(), condition.conditions().isEmpty() ? null
                    : condition.conditions().stream().map(part -> of(part, texts, locale)).toList());
        }
    }

    public static VerdictJson of(Verdict verdict, Texts texts, Locale locale) {
        return new VerdictJson(verdict.met(),
            verdict.conditions().stream().map(condition -> ConditionJson.of(condition, texts, locale)).toList());
    }
}
