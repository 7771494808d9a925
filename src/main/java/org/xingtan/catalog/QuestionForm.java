package org.xingtan.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/**
 * A question as it was typed, by form or into a workbook.
 *
 * @param options what to choose from, or the left sides of a matching question; empty ones do not count
 * @param targets the right sides of a matching question
 * @param right   numbers of the options that are right, from 0; of a true-or-false question 0 for true, 1 for false
 * @param answers of a fill-in question, one a line
 * @param second  of the lesson at which it is asked; empty when the quiz draws it
 */
public record QuestionForm(@Nullable QuestionKind kind, @Nullable String text, @Nullable List<String> options, @Nullable List<String> targets,
                           @Nullable List<Integer> right, @Nullable String answers, @Nullable String explanation, @Nullable String second) {

    /** Options that a question may have. */
    public static final int OPTIONS = 8;
    static final int LONGEST_TEXT = 1000;
    static final int LONGEST_OPTION = 300;
    private static final int DAY = 86_400;

    public QuestionForm {
        kind = kind == null ? QuestionKind.SINGLE : kind;
        text = typed(text);
        options = lines(options);
        targets = lines(targets);
        right = right == null ? List.of() : right.stream().distinct().sorted().toList();
        answers = typed(answers);
        explanation = typed(explanation);
        second = typed(second);
    }

    /** Nothing typed yet. */
    public static QuestionForm empty(QuestionKind kind) {
        return new QuestionForm(kind, null, null, null, null, null, null, null);
    }

    /** As it would be typed. */
    public static QuestionForm of(QuestionDefinition definition, @Nullable Integer second) {
        var options = definition.options().stream().map(Question.Choice::text).toList();
        var ids = definition.options().stream().map(Question.Choice::id).toList();
        var key = definition.key();
        List<Integer> right = switch (definition.kind()) {
            case SINGLE, TRUE_FALSE -> List.of(ids.indexOf(key.stringValue()));
            case MULTIPLE -> key.valueStream().map(it -> ids.indexOf(it.stringValue())).toList();
            case FILL, MATCHING -> List.of();
        };
        var answers = definition.kind() == QuestionKind.FILL ? String.join("\n", key.valueStream().map(it -> it.stringValue()).toList()) : "";
        var targets = definition.kind() == QuestionKind.MATCHING ? ids.stream().map(id -> target(definition, key.get(id).stringValue())).toList()
            : List.<String>of();
        return new QuestionForm(definition.kind(), definition.text(), options, targets, right, answers, definition.explanation(),
            second == null ? "" : second.toString());
    }

    /** The option of that number as it was typed; empty beyond the last. */
    public String option(int number) {
        return number < options.size() ? options.get(number) : "";
    }

    public String target(int number) {
        return number < targets.size() ? targets.get(number) : "";
    }

    /** What is wrong with it, each mistake with the part it lies in. */
    public Verdict verdict() {
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("catalog.question.text", !text.isEmpty() && text.length() <= LONGEST_TEXT, LONGEST_TEXT));
        switch (kind) {
            case SINGLE, MULTIPLE -> choiceConditions(conditions);
            case TRUE_FALSE -> conditions.add(Condition.of("catalog.question.answer.true-false", right.size() == 1 && right.getFirst() < 2));
            case FILL -> conditions.add(Condition.of("catalog.question.answer.fill", isEachAnswer(), OPTIONS));
            case MATCHING -> conditions.add(Condition.of("catalog.question.options.pairs", arePairs(), OPTIONS));
        }
        conditions.add(Condition.of("catalog.question.explanation", explanation.length() <= LONGEST_TEXT, LONGEST_TEXT));
        conditions.add(Condition.of("catalog.question.second", second.isEmpty() || isSecond()));
        return Verdict.of(conditions);
    }

    private void choiceConditions(List<Condition> conditions) {
        var filled = filled(options);
        conditions.add(Condition.of("catalog.question.options.count", filled.size() >= 2 && filled.size() <= OPTIONS, OPTIONS));
        conditions.add(Condition.of("catalog.question.options.different", new HashSet<>(filled).size() == filled.size()));
        conditions.add(Condition.of("catalog.question.options.length", filled.stream().allMatch(it -> it.length() <= LONGEST_OPTION), LONGEST_OPTION));
        var known = right.stream().allMatch(it -> it >= 0 && !option(it).isEmpty());
        conditions.add(kind == QuestionKind.SINGLE
            ? Condition.of("catalog.question.answer.single", known && right.size() == 1)
            : Condition.of("catalog.question.answer.multiple", known && !right.isEmpty()));
    }

    private boolean isEachAnswer() {
        var all = answers.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
        return !all.isEmpty() && all.size() <= OPTIONS && all.stream().allMatch(it -> it.length() <= LONGEST_OPTION);
    }

    private boolean arePairs() {
        var lefts = filled(options);
        return lefts.size() >= 2 && lefts.size() <= OPTIONS && new HashSet<>(lefts).size() == lefts.size()
            && IntStream.range(0, OPTIONS).allMatch(i -> option(i).isEmpty() == target(i).isEmpty() && option(i).length() <= LONGEST_OPTION
                && target(i).length() <= LONGEST_OPTION);
    }

    private boolean isSecond() {
        return second.matches("\\d{1,5}") && Integer.parseInt(second) >= 1 && Integer.parseInt(second) <= DAY;
    }

    /** The second it is asked at; null when the quiz draws it. */
    public @Nullable Integer asked() {
        return second.isEmpty() ? null : Integer.valueOf(second);
    }

    /**
     * The question that it is, once its verdict is met.
     *
     * @param yes what "true" is called, {@code no} what "false" is
     */
    public QuestionDefinition definition(String yes, String no) {
        var choices = filled(options).toArray(String[]::new);
        return switch (kind) {
            case SINGLE -> QuestionDefinition.single(text, explanation, places().getFirst(), choices);
            case MULTIPLE -> QuestionDefinition.multiple(text, explanation, places(), choices);
            case TRUE_FALSE -> QuestionDefinition.trueFalse(text, explanation, right.getFirst() == 0, yes, no);
            case FILL -> QuestionDefinition.fill(text, explanation, answers.lines().map(String::strip).filter(it -> !it.isEmpty()).distinct().toArray(String[]::new));
            case MATCHING -> QuestionDefinition.matching(text, explanation, pairs());
        };
    }

    /** Where the right ones stand once the empty ones are gone. */
    private List<Integer> places() {
        return right.stream().map(number -> (int) IntStream.range(0, number).filter(i -> !option(i).isEmpty()).count()).toList();
    }

    private Map<String, String> pairs() {
        var pairs = new LinkedHashMap<String, String>();
        IntStream.range(0, OPTIONS).filter(i -> !option(i).isEmpty()).forEach(i -> pairs.put(option(i), target(i)));
        return pairs;
    }

    private static String target(QuestionDefinition question, String id) {
        return question.targets().stream().filter(it -> it.id().equals(id)).map(Question.Choice::text).findFirst().orElse("");
    }

    private static List<String> lines(@Nullable List<String> typed) {
        return typed == null ? List.of() : typed.stream().limit(OPTIONS).map(QuestionForm::typed).toList();
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }

    private static List<String> filled(List<String> lines) {
        return lines.stream().filter(it -> !it.isEmpty()).toList();
    }
}
