package org.xingtan.course;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.QuestionDefinition;

/**
 * A question of a lesson in the making.
 *
 * @param second of the lesson at which it is asked; null when the quiz draws it
 */
public record DraftQuestion(UUID id, QuestionDefinition definition, @Nullable Integer second) {}
