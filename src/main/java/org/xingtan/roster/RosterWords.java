package org.xingtan.roster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.Words;

/** What the words in a roster mean: units of the import's subtree, stages, subjects, posts, states, kinds of documents. */
final class RosterWords {

    static final List<String> STATES = List.of("ACTIVE", "SECONDED", "ON_LEAVE", "TRANSFERRED", "RETIRED", "LEFT");
    static final List<String> ENDINGS = List.of("TRANSFERRED", "RETIRED", "LEFT");
    private static final List<String> SEXES = List.of("F", "M");
    /** Stands for a name that several units have. */
    private static final String SEVERAL = "";

    private final OrganizationCard root;
    private final boolean alone;
    private final Map<String, OrganizationCard> units = new HashMap<>();
    private final Map<String, String> unitNames = new HashMap<>();
    private final Map<String, String> stages;
    private final Map<String, String> subjects;
    private final Map<String, String> posts;
    private final Words states;
    private final Words sexes;
    private final Words documentTypes;

    /** @param subtree the import's unit and all that are open below it */
    RosterWords(OrganizationCard root, Collection<OrganizationCard> subtree, Vocabulary vocabulary, Texts texts) {
        this.root = root;
        this.alone = subtree.size() == 1;
        for (var unit : subtree) {
            units.put(plain(unit.code()), unit);
            unitNames.merge(plain(unit.name()), plain(unit.code()), (_, _) -> SEVERAL);
        }
        stages = terms(vocabulary.stages());
        subjects = terms(vocabulary.subjects());
        posts = terms(vocabulary.posts());
        states = new Words(texts, "roster.state.", STATES);
        sexes = new Words(texts, "roster.sex.", SEXES);
        documentTypes = DocumentNumber.Type.words(texts);
    }

    private static Map<String, String> terms(List<Vocabulary.Term> terms) {
        var words = new HashMap<String, String>();
        for (var term : terms) {
            words.put(plain(term.code()), term.code());
            words.put(plain(term.title()), term.code());
            words.put(plain(term.titleEn()), term.code());
        }
        return words;
    }

    private static String plain(String word) {
        return CellText.compact(word).toLowerCase(Locale.ROOT);
    }

    /** The unit of a row that names none, when there is only one that it can be. */
    Optional<OrganizationCard> onlyUnit() {
        return alone ? Optional.of(root) : Optional.empty();
    }

    Optional<OrganizationCard> unitByCode(String code) {
        return Optional.ofNullable(units.get(plain(code)));
    }

    /** Empty also when several have the name. */
    Optional<OrganizationCard> unitByName(String name) {
        return Optional.ofNullable(unitNames.get(plain(name))).map(units::get);
    }

    boolean isNameOfSeveral(String name) {
        return SEVERAL.equals(unitNames.get(plain(name)));
    }

    Optional<String> stage(String word) {
        return Optional.ofNullable(stages.get(plain(word)));
    }

    Optional<String> subject(String word) {
        return Optional.ofNullable(subjects.get(plain(word)));
    }

    Optional<String> post(String word) {
        return Optional.ofNullable(posts.get(plain(word)));
    }

    Optional<String> state(String word) {
        return states.code(word);
    }

    Optional<String> sex(String word) {
        return sexes.code(word);
    }

    Optional<DocumentNumber.Type> documentType(String word) {
        return DocumentNumber.Type.called(documentTypes, word);
    }
}
