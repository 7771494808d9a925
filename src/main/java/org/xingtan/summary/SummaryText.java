package org.xingtan.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/** The four parts that the notices ask for. */
public record SummaryText(String practice, String effects, String experience, String problems) {

    public static final int LONGEST = 5_000;

    /** As a form sends it. */
    public SummaryText {
        practice = clean(practice);
        effects = clean(effects);
        experience = clean(experience);
        problems = clean(problems);
    }

    /** A part with the word that its texts are found by. */
    public record Part(String name, String text) {}

    public List<Part> parts() {
        return List.of(new Part("practice", practice), new Part("effects", effects), new Part("experience", experience), new Part("problems", problems));
    }

    /** What a draft must keep to. */
    Verdict storable() {
        return Verdict.of(Condition.of("summary.long", parts().stream().allMatch(part -> part.text.length() <= LONGEST), LONGEST));
    }

    /** What is handed in has every part. */
    Verdict complete() {
        return Verdict.of(
            Condition.of("summary.practice", !practice.isEmpty()),
            Condition.of("summary.effects", !effects.isEmpty()),
            Condition.of("summary.experience", !experience.isEmpty()),
            Condition.of("summary.problems", !problems.isEmpty()));
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
