package org.xingtan.roster;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Heading;

/** The columns of a roster, by all the names they have. */
@Component
class RosterHeadings {

    static final String NAME = "name";
    static final String DOCUMENT_TYPE = "document-type";
    static final String DOCUMENT = "document";
    static final String SEX = "sex";
    static final String BORN = "born";
    static final String PHONE = "phone";
    static final String UNIT_CODE = "unit-code";
    static final String UNIT_NAME = "unit-name";
    static final String STAGE = "stage";
    static final String SUBJECT = "subject";
    static final String POSTS = "posts";
    static final String TITLE = "title";
    static final String HIRED = "hired";
    static final String STATE = "state";
    static final String SINCE = "since";

    private static final List<String> KEYS = List.of(NAME, DOCUMENT_TYPE, DOCUMENT, SEX, BORN, PHONE, UNIT_CODE, UNIT_NAME, STAGE, SUBJECT,
        POSTS, TITLE, HIRED, STATE, SINCE);
    private static final Set<String> REQUIRED = Set.of(NAME, DOCUMENT);

    private final Texts texts;

    RosterHeadings(Texts texts) {
        this.texts = texts;
    }

    /** In the order of the template. */
    List<Heading> in(Locale locale) {
        return KEYS.stream().map(key -> Heading.of(texts, locale, "roster.column.", key, REQUIRED.contains(key))).toList();
    }
}
