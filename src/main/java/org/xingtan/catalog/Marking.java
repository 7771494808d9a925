package org.xingtan.catalog;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.xingtan.platform.StorableText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whether an answer has the right shape, and whether it is right. A question is answered wholly or not at all. */
public final class Marking {

    static final int LONGEST_TEXT = 500;

    private Marking() {}

    /** An answer that comes as JSON, read as a form is read: nothing is in a text that nobody sees. */
    public static JsonNode written(JsonNode answer) {
        return answer.isString() ? JsonNodeFactory.instance.stringNode(StorableText.written(answer.stringValue())) : answer;
    }

    /** Whether this is an answer to such a question at all: known options, none twice, no endless text. It need not be finished. */
    public static boolean accepts(QuestionKind kind, List<Question.Choice> options, List<Question.Choice> targets, JsonNode answer) {
        var ids = ids(options);
        return switch (kind) {
            case SINGLE, TRUE_FALSE -> answer.isString() && ids.contains(answer.stringValue());
            case MULTIPLE -> isChoice(ids, answer);
            case FILL -> answer.isString() && isText(answer.stringValue());
            case MATCHING -> isMatch(ids, ids(targets), answer);
        };
    }

    /** An answer of the wrong shape is simply not correct. */
    public static boolean isCorrect(Question question, JsonNode answer) {
        if (!accepts(question.kind(), question.options(), question.targets(), answer)) {
            return false;
        }
        return switch (question.kind()) {
            case SINGLE, TRUE_FALSE -> answer.stringValue().equals(question.key().stringValue());
            case MULTIPLE -> texts(answer).equals(texts(question.key()));
            case FILL -> normalized(texts(question.key())).contains(normalized(answer.stringValue()));
            case MATCHING -> answer.equals(question.key());
        };
    }

    /** Width, case and spaces make no difference: 「ＡＢ　c」 is {@code ab c}. */
    static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ")
            .toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static Set<String> normalized(Set<String> texts) {
        return texts.stream().map(Marking::normalized).collect(Collectors.toSet());
    }

    private static boolean isChoice(Set<String> ids, JsonNode answer) {
        if (!answer.isArray()) {
            return false;
        }
        var seen = new HashSet<String>();
        return StreamSupport.stream(answer.spliterator(), false)
            .allMatch(id -> id.isString() && ids.contains(id.stringValue()) && seen.add(id.stringValue()));
    }

    private static boolean isMatch(Set<String> options, Set<String> targets, JsonNode answer) {
        return answer.isObject() && answer.properties().stream().allMatch(pair ->
            options.contains(pair.getKey()) && pair.getValue().isString() && targets.contains(pair.getValue().stringValue()));
    }

    private static boolean isText(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT && StorableText.is(text);
    }

    private static Set<String> ids(List<Question.Choice> choices) {
        return choices.stream().map(Question.Choice::id).collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).collect(Collectors.toSet());
    }
}
