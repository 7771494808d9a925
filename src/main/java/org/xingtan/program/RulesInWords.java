package org.xingtan.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.web.Texts;

/** The rules as a person reads them: the same data that decides, as sentences. */
@Component
public class RulesInWords {

    private final Texts texts;
    private final AudienceTitles titles;

    RulesInWords(Texts texts, AudienceTitles titles) {
        this.texts = texts;
        this.titles = titles;
    }

    /** For whom a track is: everybody below its owner, or whom a sentence names. */
    public String audience(ProgramDetail program, String track, Locale locale) {
        return program.tracks().stream().filter(it -> it.code().equals(track)).findFirst().map(it -> sentence(it.audience(), locale))
            .orElseGet(() -> texts.get("program.words.audience.everybody", locale));
    }

    /** When a participant of the track has completed the program. */
    public String completion(ProgramDetail program, String track, Locale locale) {
        return sentence(program, program.rules().completion(track), locale);
    }

    /** What a lesson is worth, and under which caps. */
    public List<String> credit(ProgramDetail program, Locale locale) {
        var sentences = new ArrayList<String>();
        sentences.add(switch (program.rules().credit().measure()) {
            case CreditRule.Fixed(var hours) -> texts.get("program.words.fixed", locale, hours);
            case CreditRule.VerifiedMinutes(var minutes) -> texts.get("program.words.verified-minutes", locale, minutes);
        });
        for (var cap : program.rules().credit().caps()) {
            sentences.add(texts.get("program.words.cap." + cap.scope(), locale, cap.max()));
        }
        return List.copyOf(sentences);
    }

    /** Which tracks lead to a certificate, and which do not. */
    public List<String> certificate(ProgramDetail program, Locale locale) {
        var rule = program.rules().certificate();
        var with = program.tracks().stream().filter(track -> rule.tracks().contains(track.code())).map(ProgramDetail.Track::name).toList();
        var without = program.tracks().stream().filter(track -> !rule.tracks().contains(track.code())).map(ProgramDetail.Track::name).toList();
        if (with.isEmpty() || without.isEmpty()) {
            return List.of(with.isEmpty() ? texts.get("program.words.no-certificate", locale) : texts.get("program.words.certificate", locale, rule.title()));
        }
        return List.of(texts.get("program.words.certificate-of", locale, with, rule.title()),
            texts.get("program.words.no-certificate-of", locale, without));
    }

    /** Whether the hours count inside the parent's caps; null where there is no parent. */
    public @Nullable String parentCap(ProgramDetail program, @Nullable ProgramDetail parent, Locale locale) {
        return parent == null ? null
            : texts.get("program.words.parent-cap." + (program.insideParentCap() ? "inside" : "outside"), locale, parent.title());
    }

    private String sentence(ProgramDetail program, CompletionRule rule, Locale locale) {
        return switch (rule) {
            case CompletionRule.AllOf(var rules) -> texts.get("program.words.all-of", locale, joined(program, rules, locale));
            case CompletionRule.AnyOf(var rules) -> texts.get("program.words.any-of", locale, joined(program, rules, locale));
            case CompletionRule.AllLessons(var phase) when phase == null -> texts.get("program.words.all-lessons", locale, program.lessons().size());
            case CompletionRule.AllLessons(var phase) ->
                texts.get("program.words.all-lessons-of-phase", locale, title(program, phase), lessonsIn(program, phase));
            case CompletionRule.LessonsAtLeast(var n, var phase) when phase == null -> texts.get("program.words.lessons-at-least", locale, n);
            case CompletionRule.LessonsAtLeast(var n, var phase) ->
                texts.get("program.words.lessons-of-phase-at-least", locale, n, title(program, phase));
            case CompletionRule.HoursAtLeast(var hours) -> texts.get("program.words.hours-at-least", locale, hours);
            case CompletionRule.QuizPassed(var lesson) -> texts.get("program.words.quiz-passed", locale, lessonTitle(program, lesson));
            case CompletionRule.Never _ -> texts.get("program.words.never", locale);
        };
    }

    private String sentence(Audience audience, Locale locale) {
        return switch (audience) {
            case Audience.All(var parts) when parts.isEmpty() -> texts.get("program.words.audience.everybody", locale);
            case Audience.All(var parts) when parts.size() == 1 -> sentence(parts.getFirst(), locale);
            case Audience.All(var parts) -> texts.get("program.words.audience.all", locale, joined(parts, locale));
            case Audience.Any(var parts) when parts.isEmpty() -> texts.get("program.words.audience.nobody", locale);
            case Audience.Any(var parts) when parts.size() == 1 -> sentence(parts.getFirst(), locale);
            case Audience.Any(var parts) -> texts.get("program.words.audience.any", locale, joined(parts, locale));
            case Audience.Not(var part) -> texts.get("program.words.audience.not", locale, sentence(part, locale));
            case Audience.Stage(var codes) -> named("stage", AudienceNames.Of.STAGE, codes, locale);
            case Audience.Subject(var codes) -> named("subject", AudienceNames.Of.SUBJECT, codes, locale);
            case Audience.Post(var codes) -> named("post", AudienceNames.Of.POST, codes, locale);
            case Audience.State(var codes) -> named("state", AudienceNames.Of.STATE, codes, locale);
            case Audience.Kind(var codes) -> named("kind", AudienceNames.Of.KIND, codes, locale);
            case Audience.Within(var paths) -> texts.get("program.words.audience.within", locale, paths.stream().map(titles::unit).toList());
            case Audience.Rural _ -> texts.get("program.words.audience.rural", locale);
            case Audience.YearsOfService(var from, var to) when to == null -> texts.get("program.words.audience.years-at-least", locale, from == null ? 0 : from);
            case Audience.YearsOfService(var from, var to) when from == null -> texts.get("program.words.audience.years-at-most", locale, to);
            case Audience.YearsOfService(var from, var to) -> texts.get("program.words.audience.years-between", locale, from, to);
            case Audience.Completed(var program) -> texts.get("program.words.audience.completed", locale, titles.program(program));
        };
    }

    private String named(String what, AudienceNames.Of list, List<String> codes, Locale locale) {
        return texts.get("program.words.audience." + what, locale, codes.stream().map(code -> titles.of(list, code)).toList());
    }

    private String joined(List<Audience> parts, Locale locale) {
        return parts.stream().map(part -> sentence(part, locale)).collect(Collectors.joining(texts.get("program.words.joint", locale)));
    }

    private String joined(ProgramDetail program, List<CompletionRule> rules, Locale locale) {
        return rules.stream().map(rule -> sentence(program, rule, locale)).collect(Collectors.joining(texts.get("program.words.joint", locale)));
    }

    private static String title(ProgramDetail program, UUID phase) {
        return program.phases().stream().filter(it -> it.id().equals(phase)).map(ProgramDetail.Phase::title).findFirst().orElse("");
    }

    private static long lessonsIn(ProgramDetail program, UUID phase) {
        return program.lessons().stream().filter(lesson -> lesson.phaseId().equals(phase)).count();
    }

    private static String lessonTitle(ProgramDetail program, UUID lesson) {
        return program.lessons().stream().filter(it -> it.lesson().id().value().equals(lesson)).map(it -> it.lesson().title()).findFirst().orElse("");
    }
}
