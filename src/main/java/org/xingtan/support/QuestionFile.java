package org.xingtan.support;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * A question with everything that was said about it.
 *
 * @param units names of the units that had to do with it
 */
public record QuestionFile(Question question, List<Question.Message> messages, Map<OrganizationId, Localized> units, LocalDate today) {

    public Localized lies() {
        return units.get(question.lies());
    }

    public boolean isLate() {
        return question.isLate(today);
    }
}
