package org.xingtan.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.OrganizationId;

/**
 * A course as it comes into the catalog.
 *
 * @param code   names it for good
 * @param stages for which stages it is made; empty for all
 */
public record CourseDefinition(String code, String title, String summary, OrganizationId owner, List<String> stages,
                               List<Lesson> lessons) {

    /**
     * @param duration seconds; the minimum time of texts and documents
     * @param required share of the duration that must be covered, e.g. 0.95
     * @param media    the video or document; null for a text
     * @param playlist HLS: the parts that the film is played in; null where it is played whole
     * @param body     the text; null for a video or document
     * @param quiz     null for a lesson without one
     * @param asked    questions that are asked while it is played
     */
    public record Lesson(String title, String summary, LessonCard.Kind kind, int duration, double required,
                         @Nullable DocumentId media, @Nullable DocumentId playlist, @Nullable DocumentId poster,
                         Map<String, DocumentId> captions, @Nullable String body, @Nullable Quiz quiz, List<Asked> asked) {

        public Lesson {
            if (asked.stream().anyMatch(it -> it.second() < 1 || it.second() >= duration)) {
                throw new IllegalArgumentException("A lesson asks while it is played: " + asked);
            }
        }

        /** A lesson that asks nothing before its end. */
        public Lesson(String title, String summary, LessonCard.Kind kind, int duration, double required, @Nullable DocumentId media,
                      @Nullable DocumentId playlist, @Nullable DocumentId poster, Map<String, DocumentId> captions, @Nullable String body,
                      @Nullable Quiz quiz) {
            this(title, summary, kind, duration, required, media, playlist, poster, captions, body, quiz, List.of());
        }

        public Lesson asking(List<Asked> questions) {
            return new Lesson(title, summary, kind, duration, required, media, playlist, poster, captions, body, quiz, questions);
        }

        /** A video of which 95 % must be seen. */
        public static Lesson video(String title, String summary, int duration, DocumentId media, @Nullable DocumentId poster,
                                   Map<String, DocumentId> captions, @Nullable Quiz quiz) {
            return new Lesson(title, summary, LessonCard.Kind.VIDEO, duration, 0.95, media, null, poster, captions, null, quiz);
        }

        /** The same film, played in parts. */
        public Lesson inParts(DocumentId playlist) {
            return new Lesson(title, summary, kind, duration, required, media, playlist, poster, captions, body, quiz, asked);
        }

        /** A text that is read for at least so many seconds. */
        public static Lesson text(String title, String summary, int duration, String body, @Nullable Quiz quiz) {
            return new Lesson(title, summary, LessonCard.Kind.TEXT, duration, 1.0, null, null, null, Map.of(), body, quiz);
        }
    }

    /** A question for a second of the lesson. */
    public record Asked(int second, QuestionDefinition question) {}

    /**
     * @param draw        how many questions of the bank make an attempt
     * @param passMark    of 100
     * @param timeLimit   seconds; null for none
     * @param maxAttempts null for unlimited
     */
    public record Quiz(int draw, int passMark, @Nullable Integer timeLimit, @Nullable Integer maxAttempts, List<QuestionDefinition> questions) {

        /** All of the bank, pass mark 60, as often as one likes. */
        public static Quiz ofAll(List<QuestionDefinition> questions) {
            return new Quiz(questions.size(), 60, null, null, questions);
        }

        public Quiz {
            if (draw < 1 || draw > questions.size()) {
                throw new IllegalArgumentException("A quiz draws from its bank: " + draw + " of " + questions.size());
            }
        }
    }
}
