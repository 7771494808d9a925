package org.xingtan.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.platform.persistence.Json;
import org.xingtan.quiz.LoadAttempts;
import tools.jackson.databind.JsonNode;

/** Papers that invented people hand in for one lesson's quiz: some passed, some not. */
final class DemoPapers {

    private static final int VARIANTS = 8;

    private final List<LoadAttempts.Paper> passed = new ArrayList<>();
    private final List<LoadAttempts.Paper> failed = new ArrayList<>();

    DemoPapers(List<Question> bank, int draw, int passMark, Random random) {
        for (var i = 0; i < VARIANTS; i++) {
            var drawn = new ArrayList<>(bank);
            Collections.shuffle(drawn, random);
            var questions = List.copyOf(drawn.subList(0, draw));
            var needed = (passMark * draw + 99) / 100;
            passed.add(paper(questions, Math.max(needed, draw - i % 3), passMark));
            failed.add(paper(questions, Math.max(0, needed - 1 - i % 2), passMark));
        }
    }

    LoadAttempts.Paper passed(Random random) {
        return passed.get(random.nextInt(VARIANTS));
    }

    LoadAttempts.Paper failed(Random random) {
        return failed.get(random.nextInt(VARIANTS));
    }

    private static LoadAttempts.Paper paper(List<Question> questions, int right, int passMark) {
        var answers = new HashMap<UUID, JsonNode>();
        for (var i = 0; i < questions.size(); i++) {
            answers.put(questions.get(i).id(), i < right ? right(questions.get(i)) : wrong(questions.get(i)));
        }
        return LoadAttempts.Paper.of(questions, answers, passMark);
    }

    private static JsonNode right(Question question) {
        return question.kind() == QuestionKind.FILL ? question.key().get(0) : question.key();
    }

    private static JsonNode wrong(Question question) {
        return json(switch (question.kind()) {
            case SINGLE, TRUE_FALSE -> question.options().stream().map(Question.Choice::id)
                .filter(id -> !id.equals(question.key().stringValue())).findFirst().orElseThrow();
            case MULTIPLE -> List.of(question.key().get(0).stringValue());
            case FILL -> "不清楚";
            case MATCHING -> moved(question);
        });
    }

    /** Every option with the target of its neighbor. */
    private static Map<String, String> moved(Question question) {
        var pairs = new LinkedHashMap<String, String>();
        var options = question.options();
        for (var i = 0; i < options.size(); i++) {
            var neighbor = options.get((i + 1) % options.size()).id();
            pairs.put(options.get(i).id(), question.key().get(neighbor).stringValue());
        }
        return pairs;
    }

    private static JsonNode json(Object value) {
        return Json.read(Json.write(value), JsonNode.class);
    }
}
