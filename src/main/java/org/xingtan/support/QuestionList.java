package org.xingtan.support;

import java.time.LocalDate;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Page;

/** A part of the questions that lie with somebody's units. */
public record QuestionList(Which which, Page<Row> page, int count, int late, LocalDate today) {

    /** Where they lie: with the reader's own units, with units below, or nowhere any more. */
    public enum Which { MINE, BELOW, DONE }

    /** A question with the names that a list needs. */
    public record Row(Question question, String name, Localized unit, Localized lies) {

        public String href() {
            return "/console/questions/" + question.teacher() + "/" + question.id();
        }
    }
}
