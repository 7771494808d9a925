package org.xingtan.journey;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

/** The right answers of an attempt, which only the database knows. */
record AnswerSheet(List<Question> questions) {

    static AnswerSheet of(Stage stage, UUID attempt) {
        return new AnswerSheet(stage.db().sql("""
                select q.id, q.kind, q.text, q.key
                  from quiz.attempt a
                  join catalog.question q on q.id = any (a.questions)
                 where a.id = :id
                 order by array_position(a.questions, q.id)
                """).param("id", attempt)
            .query((row, _) -> new Question(row.getObject("id", UUID.class), QuestionKind.valueOf(row.getString("kind")), row.getString("text"), List.of(),
                List.of(), Json.read(row.getString("key"), JsonNode.class), "")).list());
    }

    /** The answer in the shape of the contract. */
    static JsonNode answer(Question question) {
        return switch (question.kind()) {
            case FILL -> question.key().get(0);
            default -> question.key();
        };
    }

    /** Fills the form on the page as a person would. */
    void fill(Page page) {
        for (var question : questions) {
            var name = "q-" + question.id();
            switch (question.kind()) {
                case SINGLE, TRUE_FALSE -> check(page, name, question.key());
                case MULTIPLE -> question.key().forEach(option -> check(page, name, option));
                case FILL -> page.locator("input[name='" + name + "']").fill(answer(question).asString());
                case MATCHING -> question.key().properties().forEach(pair ->
                    page.locator("select[name='" + name + "-" + pair.getKey() + "']").selectOption(pair.getValue().asString()));
            }
        }
    }

    private static void check(Page page, String name, JsonNode option) {
        page.locator("input[name='" + name + "'][value='" + option.asString() + "']").check();
    }
}
