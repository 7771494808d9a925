package org.xingtan.quiz;

import java.util.ArrayList;
import java.util.List;
import org.xingtan.catalog.Marking;
import org.xingtan.catalog.Question;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

/**
 * What the answers of an attempt are worth: the share of right ones, rounded down to a point.
 *
 * @param results in the order of the questions
 */
record Marks(int score, List<Boolean> results) {

    /** @param answers a JSON array in the order of the questions */
    static Marks of(List<Question> questions, String answers) {
        return of(questions, Json.read(answers, JsonNode.class));
    }

    static Marks of(List<Question> questions, JsonNode answers) {
        var results = new ArrayList<Boolean>(questions.size());
        var right = 0;
        for (var i = 0; i < questions.size(); i++) {
            var answer = answers.get(i);
            var isRight = answer != null && Marking.isCorrect(questions.get(i), answer);
            results.add(isRight);
            right += isRight ? 1 : 0;
        }
        return new Marks(100 * right / questions.size(), List.copyOf(results));
    }
}
