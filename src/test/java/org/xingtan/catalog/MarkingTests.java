package org.xingtan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

class MarkingTests {

    private static final Question SINGLE = question(QuestionDefinition.single("q", "", 1, "one", "two", "three"));
    private static final Question MULTIPLE = question(QuestionDefinition.multiple("q", "", List.of(0, 2), "one", "two", "three"));
    private static final Question TRUE_FALSE = question(QuestionDefinition.trueFalse("q", "", false, "yes", "no"));
    private static final Question FILL = question(QuestionDefinition.fill("q", "", "心理 健康", "Mental health"));
    private static final Question MATCHING = question(QuestionDefinition.matching("q", "", pairs()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"b\"|true", "\"a\"|false", "\"d\"|false", "[\"b\"]|false", "null|false", "1|false", "{\"a\":\"b\"}|false", "\"B\"|false"})
    void marksASingleChoice(String answer, boolean correct) {
        assertThat(Marking.isCorrect(SINGLE, json(answer))).isEqualTo(correct);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "[\"a\",\"c\"]|true", "[\"c\",\"a\"]|true", "[\"a\"]|false", "[\"a\",\"b\",\"c\"]|false", "[]|false", "[\"a\",\"a\",\"c\"]|false", "\"a\"|false"})
    void marksAMultipleChoiceWhollyOrNotAtAll(String answer, boolean correct) {
        assertThat(Marking.isCorrect(MULTIPLE, json(answer))).isEqualTo(correct);
    }

    @Test
    void marksTrueOrFalse() {
        assertThat(Marking.isCorrect(TRUE_FALSE, json("\"b\""))).isTrue();
        assertThat(Marking.isCorrect(TRUE_FALSE, json("\"a\""))).isFalse();
        assertThat(Marking.isCorrect(TRUE_FALSE, json("false"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"心理 健康", "  心理　　健康 ", "mental health", "MENTAL\\tHEALTH", "ｍｅｎｔａｌ　ｈｅａｌｔｈ"})
    void ignoresWidthCaseAndSpacesInATypedAnswer(String answer) {
        assertThat(Marking.isCorrect(FILL, json('"' + answer + '"'))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"心理健康", "mentalhealth", "mental health!", ""})
    void marksOtherWordsWrong(String answer) {
        assertThat(Marking.isCorrect(FILL, json('"' + answer + '"'))).isFalse();
    }

    @Test
    void marksAMatchByTheWholeMap() {
        assertThat(Marking.isCorrect(MATCHING, MATCHING.key())).isTrue();
        assertThat(Marking.isCorrect(MATCHING, json("{\"a\":\"t1\"}"))).isFalse();
        assertThat(Marking.isCorrect(MATCHING, json("{\"a\":\"t2\",\"b\":\"t1\"}"))).isTrue();
        assertThat(Marking.isCorrect(MATCHING, json("{\"a\":\"t1\",\"b\":\"t2\"}"))).isFalse();
        assertThat(Marking.isCorrect(MATCHING, json("{\"a\":\"t2\",\"b\":\"t1\",\"c\":\"t1\"}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"x\"", "\"a 😀\""})
    void acceptsTexts(String answer) {
        assertThat(accepts(FILL, answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\u0000b\"", "\"\\ud83d\"", "[\"x\"]", "12", "null"})
    void refusesTextsThatCannotBeKept(String answer) {
        assertThat(accepts(FILL, answer)).isFalse();
    }

    @Test
    void acceptsTextsUpToFiveHundredCharacters() {
        assertThat(accepts(FILL, '"' + "字".repeat(500) + '"')).isTrue();
        assertThat(accepts(FILL, '"' + "字".repeat(501) + '"')).isFalse();
    }

    @Test
    void acceptsWhatIsNotFinishedYet() {
        assertThat(accepts(MULTIPLE, "[]")).isTrue();
        assertThat(accepts(MATCHING, "{\"b\":\"t2\"}")).isTrue();
        assertThat(accepts(MATCHING, "{}")).isTrue();
    }

    @Test
    void refusesUnknownAndRepeatedOptions() {
        assertThat(accepts(SINGLE, "\"z\"")).isFalse();
        assertThat(accepts(MULTIPLE, "[\"a\",\"a\"]")).isFalse();
        assertThat(accepts(MULTIPLE, "[\"a\",7]")).isFalse();
        assertThat(accepts(MATCHING, "{\"a\":\"t9\"}")).isFalse();
        assertThat(accepts(MATCHING, "{\"z\":\"t1\"}")).isFalse();
        assertThat(accepts(MATCHING, "{\"a\":1}")).isFalse();
    }

    @Test
    void targetsAreNumberedByTheirTextSoThatTheirIdsTellNothing() {
        assertThat(MATCHING.targets()).extracting(Question.Choice::text).isSorted();
    }

    @Test
    void aQuizDrawsFromItsBank() {
        assertThatThrownBy(() -> new CourseDefinition.Quiz(2, 60, null, null, List.of(QuestionDefinition.fill("q", "", "x"))))
            .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean accepts(Question question, String answer) {
        return Marking.accepts(question.kind(), question.options(), question.targets(), json(answer));
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    private static Question question(QuestionDefinition definition) {
        return new Question(UUID.randomUUID(), definition.kind(), definition.text(), definition.options(), definition.targets(),
            definition.key(), definition.explanation());
    }

    private static LinkedHashMap<String, String> pairs() {
        var pairs = new LinkedHashMap<String, String>();
        pairs.put("two", "b");
        pairs.put("one", "a");
        return pairs;
    }
}
