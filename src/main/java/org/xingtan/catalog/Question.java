package org.xingtan.catalog;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A question of a lesson's bank, with its key: for the server alone.
 *
 * @param targets what the options of a MATCHING question are matched with
 * @param key     the right answer in the shape of an answer; of a FILL question the list of all right texts
 */
public record Question(UUID id, QuestionKind kind, String text, List<Choice> options, List<Choice> targets, JsonNode key,
                       String explanation) {

    /** Something to choose. */
    public record Choice(String id, String text) {}
}
