package org.xingtan.recognition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.PersonCard;
import org.xingtan.document.Documents;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.workbook.Finding;

/**
 * Reads a workbook and says of every row what becomes of it, cell by cell where it becomes nothing. Whoever is not below the confirming
 * authority is nobody, and of a person nothing is said that does not stand in the workbook.
 */
@Component
class PlanImport {

    /** In which column a condition is wrong, and what is said of it. */
    private static final Map<String, List<String>> SAID = Map.of(
        "recognition.category", List.of("category", "recognition.import.category"),
        "recognition.theme", List.of("theme", "recognition.import.theme"),
        "recognition.past", List.of("to", "recognition.import.past"),
        "recognition.year-open", List.of("to", "recognition.import.year-closed"),
        "recognition.day-limit", List.of("hours", "recognition.import.day-limit"),
        "recognition.overlap", List.of("from", "recognition.import.overlap"),
        "recognition.once", List.of("title", "recognition.import.known"),
        "recognition.number.sole", List.of("number", "recognition.import.number-taken"),
        "recognition.converts", List.of("hours", "recognition.import.nothing-left"),
        "recognition.converts-within", List.of("hours", "recognition.import.nothing-left"));
    private static final Map<String, String> FORM = Map.of(
        "recognition.form.title", "title", "recognition.form.category", "category", "recognition.form.days", "to", "recognition.form.hours", "hours",
        "recognition.form.words", "number");
    private static final String KNOWN = "recognition.once";
    private static final int AT_ONCE = 200;

    /** How rules and people are asked. */
    @Component
    record Asking(ClaimRules rules, Kinds kinds, org.xingtan.directory.People people) {}

    private final ProviderImports imports;
    private final ImportSheet sheet;
    private final Asking asking;
    private final Documents documents;
    private final Patience patience;
    private final Clock clock;

    PlanImport(ProviderImports imports, ImportSheet sheet, Asking asking, Documents documents, Patience patience, Clock clock) {
        this.imports = imports;
        this.sheet = sheet;
        this.asking = asking;
        this.documents = documents;
        this.patience = patience;
        this.clock = clock;
    }

    /** Until somebody decides about the plan nothing is done. */
    @Transactional
    public void plan(UUID id) {
        if (!imports.claim(id)) {
            return;
        }
        var found = imports.find(id).filter(it -> it.is(ProviderImport.State.READING));
        if (found.isEmpty()) {
            return;
        }
        patience.extend();
        var one = found.get();
        var kind = asking.kinds.get(one.jurisdiction(), one.kind(), one.kindVersion());
        var themes = new HashMap<Integer, Map<String, Localized>>();
        var read = sheet.read(documents.open(one.document()), new ImportSheet.Meanings(asking.kinds.categories(one.jurisdiction(), java.time.LocalDate.now(clock).getYear()),
            year -> themes.computeIfAbsent(year, it -> asking.kinds.themes(one.jurisdiction(), it))));
        var plan = new Plan(read, kind, people(one.authority().path(), read.rows()));
        for (var i = 0; i < read.rows().size(); i++) {
            if (i % AT_ONCE == 0) {
                imports.progress(id, i, read.rows().size());
            }
            plan.take(read.rows().get(i));
        }
        var remarks = new ArrayList<>(read.findings().stream().map(it -> new ProviderImport.Remark(it, false)).toList());
        remarks.addAll(plan.remarks);
        imports.plan(id, plan.rows, remarks, plan.hours, clock.instant());
    }

    /** Those of these numbers who count below the authority. */
    private Map<DocumentNumber, PersonCard> people(String authority, List<ImportSheet.Typed> rows) {
        return asking.people.find(new Scope(List.of(authority)), rows.stream().map(ImportSheet.Typed::document).filter(Objects::nonNull).distinct().toList());
    }

    /** Row after row; what an earlier row takes a later one cannot. */
    private final class Plan {

        private final ImportSheet.Read read;
        private final Kind kind;
        private final Map<DocumentNumber, PersonCard> people;
        private final Map<TeacherId, List<ClaimForm.Typed>> taken = new HashMap<>();
        private final List<ProviderImport.Row> rows = new ArrayList<>();
        private final List<ProviderImport.Remark> remarks = new ArrayList<>();
        /** Certificates that are somebody's by this workbook. */
        private final Map<String, TeacherId> certificates = new HashMap<>();
        private CreditHours hours = CreditHours.ZERO;

        Plan(ImportSheet.Read read, Kind kind, Map<DocumentNumber, PersonCard> people) {
            this.read = read;
            this.kind = kind;
            this.people = people;
        }

        void take(ImportSheet.Typed row) {
            var before = remarks.size();
            row.findings().forEach(finding -> remarks.add(new ProviderImport.Remark(finding, true)));
            var person = person(row);
            row.form().readable().unmet().forEach(it -> say(row, column(row.form(), it), "verdict." + it.code(), true, it.arguments().toArray()));
            var known = person != null && remarks.size() == before && judge(row, person);
            var refused = remarks.subList(before, remarks.size()).stream().anyMatch(ProviderImport.Remark::refuses);
            rows.add(new ProviderImport.Row(row.row(), refused ? ProviderImport.Fate.REFUSED : known ? ProviderImport.Fate.KNOWN : ProviderImport.Fate.TAKE,
                person, row.name(), row.form()));
        }

        /** Where something cannot be read. */
        private static String column(ClaimForm form, Condition unmet) {
            return unmet.code().equals("recognition.form.words") && !form.isReadableTheme() ? "theme" : FORM.getOrDefault(unmet.code(), "title");
        }

        private @Nullable TeacherId person(ImportSheet.Typed row) {
            if (row.document() == null) {
                return null;
            }
            var holder = people.get(row.document());
            if (holder == null) {
                say(row, "document", "recognition.import.nobody", true);
                return null;
            }
            if (!holder.isCalled(row.name())) {
                say(row, "name", "recognition.import.name", true);
                return null;
            }
            return holder.id();
        }

        /** @return whether it is there already */
        private boolean judge(ImportSheet.Typed row, TeacherId person) {
            var typed = typed(row.form(), kind);
            var others = taken.computeIfAbsent(person, _ -> new ArrayList<>());
            if (others.stream().anyMatch(it -> same(it, typed))) {
                say(row, "title", "recognition.import.twice", true);
                return false;
            }
            if (kind.needsPresence() && others.stream().anyMatch(it -> !it.to().isBefore(typed.from()) && !it.from().isAfter(typed.to()))) {
                say(row, "from", "recognition.import.overlap-inside", true);
                return false;
            }
            var number = kind.sharesEvidence() ? null : typed.numberKey();
            if (number != null && !certificates.getOrDefault(number, person).equals(person)) {
                say(row, "number", "recognition.import.number-taken", true);
                return false;
            }
            var unmet = asking.rules.reported(person, kind, typed).verdict().unmet();
            var known = unmet.stream().map(Condition::code).anyMatch(KNOWN::equals);
            unmet.stream().filter(it -> !known || it.code().equals(KNOWN)).forEach(it -> {
                var said = SAID.getOrDefault(it.code(), List.of("title", "recognition.import.category"));
                say(row, said.get(0), said.get(1), !known, it.code().equals("recognition.day-limit") ? it.arguments().subList(0, 2).toArray() : new Object[0]);
            });
            if (unmet.isEmpty()) {
                others.add(typed);
                hours = hours.plus(typed.hours());
                if (number != null) {
                    certificates.put(number, person);
                }
            }
            return known;
        }

        private static boolean same(ClaimForm.Typed one, ClaimForm.Typed other) {
            return one.titleKey().equals(other.titleKey()) && one.from().equals(other.from()) && one.to().equals(other.to())
                || one.numberKey() != null && one.numberKey().equals(other.numberKey());
        }

        private void say(ImportSheet.Typed row, String key, String code, boolean refuses, Object... arguments) {
            remarks.add(new ProviderImport.Remark(Finding.of(row.row(), read.nameOf(key), code, arguments), refuses));
        }
    }

    /** A row as the claim that it becomes. */
    static ClaimForm.Typed typed(ClaimForm form, Kind kind) {
        var typed = form.typed();
        return new ClaimForm.Typed(kind.code(), typed.category(), typed.theme(), typed.title(), typed.number(), typed.from(), typed.to(), typed.hours(), List.of());
    }
}
