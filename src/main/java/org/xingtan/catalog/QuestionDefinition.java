package org.xingtan.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

/** A question as it comes into a bank. Options get the ids a, b, c, … in their order. */
public record QuestionDefinition(QuestionKind kind, String text, List<Question.Choice> options, List<Question.Choice> targets,
                                 JsonNode key, String explanation) {

    /** @param right index of the right option */
    public static QuestionDefinition single(String text, String explanation, int right, String... options) {
        return new QuestionDefinition(QuestionKind.SINGLE, text, choices(options), List.of(), key(id(right)), explanation);
    }

    /** @param right indexes of the right options */
    public static QuestionDefinition multiple(String text, String explanation, List<Integer> right, String... options) {
        return new QuestionDefinition(QuestionKind.MULTIPLE, text, choices(options), List.of(),
            key(right.stream().map(QuestionDefinition::id).toList()), explanation);
    }

    /** @param yes the word for "true" in the question's language, {@code no} that for "false" */
    public static QuestionDefinition trueFalse(String text, String explanation, boolean right, String yes, String no) {
        return new QuestionDefinition(QuestionKind.TRUE_FALSE, text, choices(yes, no), List.of(), key(id(right ? 0 : 1)), explanation);
    }

    /** @param right every text that is right */
    public static QuestionDefinition fill(String text, String explanation, String... right) {
        return new QuestionDefinition(QuestionKind.FILL, text, List.of(), List.of(), key(List.of(right)), explanation);
    }

    /** @param pairs option and its target; targets are numbered by their text, so that their ids tell nothing */
    public static QuestionDefinition matching(String text, String explanation, Map<String, String> pairs) {
        var targets = new ArrayList<Question.Choice>();
        for (var target : new TreeSet<>(pairs.values())) {
            targets.add(new Question.Choice("t" + (targets.size() + 1), target));
        }
        var options = choices(pairs.keySet().toArray(String[]::new));
        var key = new LinkedHashMap<String, String>();
        for (var option : options) {
            key.put(option.id(), targets.stream().filter(it -> it.text().equals(pairs.get(option.text()))).findFirst().orElseThrow().id());
        }
        return new QuestionDefinition(QuestionKind.MATCHING, text, options, targets, key(key), explanation);
    }

    private static List<Question.Choice> choices(String... texts) {
        var choices = new ArrayList<Question.Choice>();
        for (var text : texts) {
            choices.add(new Question.Choice(id(choices.size()), text));
        }
        return choices;
    }

    private static String id(int index) {
        return Character.toString('a' + index);
    }

    private static JsonNode key(Object value) {
        return Json.read(Json.write(value), JsonNode.class);
    }
}
