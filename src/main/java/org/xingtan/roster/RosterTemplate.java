package org.xingtan.roster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Heading;
import org.xingtan.platform.workbook.TemplateWorkbook;
import org.xingtan.platform.workbook.Words;

/** The workbook to fill in: the columns, what may be chosen in them, and what is to be said about each. */
@Component
class RosterTemplate {

    private final RosterHeadings headings;
    private final Vocabulary vocabulary;
    private final Texts texts;

    RosterTemplate(RosterHeadings headings, Vocabulary vocabulary, Texts texts) {
        this.headings = headings;
        this.vocabulary = vocabulary;
        this.texts = texts;
    }

    List<Heading> headings(Locale locale) {
        return headings.in(locale);
    }

    TemplateWorkbook in(Locale locale) {
        var columns = headings(locale).stream().map(heading -> new TemplateWorkbook.Column(heading, choices(heading.key(), locale),
            heading.key().equals(RosterHeadings.POSTS), texts.get("roster.remark." + heading.key(), locale))).toList();
        return new TemplateWorkbook(texts.get("roster.template.sheet", locale), texts.get("roster.template.explanation", locale), columns,
            Arrays.asList(texts.get("roster.template.introduction", locale).split("\n")));
    }

    private List<String> choices(String key, Locale locale) {
        return switch (key) {
            case RosterHeadings.STAGE -> titles(vocabulary.stages(), locale);
            case RosterHeadings.SUBJECT -> titles(vocabulary.subjects(), locale);
            case RosterHeadings.POSTS -> titles(vocabulary.posts(), locale);
            case RosterHeadings.STATE -> new Words(texts, "roster.state.", RosterWords.STATES).titles(locale);
            case RosterHeadings.SEX -> new Words(texts, "roster.sex.", List.of("F", "M")).titles(locale);
            case RosterHeadings.DOCUMENT_TYPE -> DocumentNumber.Type.words(texts).titles(locale);
            default -> List.of();
        };
    }

    private static List<String> titles(List<Vocabulary.Term> terms, Locale locale) {
        return terms.stream().map(term -> locale.getLanguage().equals("en") ? term.titleEn() : term.title()).toList();
    }
}
