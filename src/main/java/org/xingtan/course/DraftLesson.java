package org.xingtan.course;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.LessonId;

/**
 * A lesson of a course in the making.
 *
 * @param typed     seconds that somebody said it takes
 * @param measured  seconds that its film takes
 * @param required  percent of it that must be learned
 * @param body      of a text; paragraphs are parted by an empty line
 * @param files     what was uploaded for it
 * @param questions the bank, and those that are asked while it is played
 */
public record DraftLesson(LessonId id, int position, String title, String summary, LessonCard.Kind kind, @Nullable Integer typed,
                          @Nullable Integer measured, int required,
                          String body, Map<Slot, DocumentCard> files, QuizRule quiz, List<Item> questions, int revision) {

    /**
     * How the bank is asked.
     *
     * @param draw        null for the whole bank
     * @param timeLimit   minutes; null for none
     * @param maxAttempts null for any number
     */
    public record QuizRule(@Nullable Integer draw, int passMark, @Nullable Integer timeLimit, @Nullable Integer maxAttempts) {

        static final QuizRule USUAL = new QuizRule(null, 60, null, null);
    }

    /**
     * A question of it.
     *
     * @param second at which it is asked; null when the quiz draws it
     */
    public record Item(UUID id, QuestionDefinition definition, @Nullable Integer second) {}

    /** Those that the quiz draws from. */
    public List<Item> bank() {
        return questions.stream().filter(it -> it.second() == null).toList();
    }

    /** Those that are asked while it is played, in the order of their seconds. */
    public List<Item> asked() {
        return questions.stream().filter(it -> it.second() != null).sorted(java.util.Comparator.comparing(Item::second)).toList();
    }

    /** How long it takes; null while nobody knows. A film knows better than whoever typed. */
    public @Nullable Integer seconds() {
        return measured == null ? typed : measured;
    }
}
