package org.xingtan.authoring;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Texts;
import org.xingtan.program.Programs;

/** What a condition of an audience can be made of. */
@Component
class Choices {

    private static final List<String> STATES = List.of("ACTIVE", "SECONDED", "ON_LEAVE");
    private static final List<String> KINDS = List.of("NATION", "PROVINCE", "CITY", "COUNTY", "SCHOOL", "UNIVERSITY", "PROVIDER", "DEVELOPMENT_CENTER",
        "TEACHING_POINT", "YOUTH_PALACE");

    private final Vocabulary vocabulary;
    private final Organizations organizations;
    private final Programs programs;
    private final Texts texts;

    Choices(Vocabulary vocabulary, Organizations organizations, Programs programs, Texts texts) {
        this.vocabulary = vocabulary;
        this.organizations = organizations;
        this.programs = programs;
        this.texts = texts;
    }

    /** @param is the kind of condition; nothing to choose from for those without values */
    List<Choice> of(String is, OrganizationCard owner, Locale locale) {
        return switch (is) {
            case "stage" -> terms(vocabulary.stages(), locale);
            case "subject" -> terms(vocabulary.subjects(), locale);
            case "post" -> terms(vocabulary.posts(), locale);
            case "state" -> texts(STATES, "program.state.", locale);
            case "kind" -> texts(KINDS, "program.kind.", locale);
            case "within" -> units(owner, locale);
            case "completed" -> programs.published().stream().map(it -> new Choice(it.id().toString(), it.title())).toList();
            default -> List.of();
        };
    }

    /** The owner's own units, right below it. */
    private List<Choice> units(OrganizationCard owner, Locale locale) {
        return organizations.children(new Scope(List.of(owner.path())), owner.id()).stream()
            .map(it -> new Choice(it.path(), new Localized(it.name(), it.nameEn()).in(locale))).toList();
    }

    private static List<Choice> terms(List<Vocabulary.Term> terms, Locale locale) {
        return terms.stream().map(it -> new Choice(it.code(), new Localized(it.title(), it.titleEn()).in(locale))).toList();
    }

    private List<Choice> texts(List<String> codes, String prefix, Locale locale) {
        Function<String, String> title = code -> texts.find(prefix + code, locale).orElse(code);
        return codes.stream().map(code -> new Choice(code, title.apply(code))).toList();
    }
}
