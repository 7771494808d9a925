package org.xingtan.qualification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.qualification.EnterQualification.Asked;

/** Use case: a unit enters what its people hold from a workbook, all of it or nothing. What is confirmed already does not come twice. */
@Component
public class ImportQualifications {

    /** @param known how many of the workbook's certificates were confirmed before */
    record Imported(int added, int known, List<Finding> findings) {}

    /** What a workbook means: whose each certificate is, and what is wrong. */
    private record Plan(Map<QualificationSheet.Typed, TeacherId> people, List<Finding> findings) {}

    private final QualificationSheet sheet;
    private final DecideQualifications decide;
    private final EnterQualification enter;
    private final People people;
    private final AuditTrail trail;
    private final Patience patience;

    ImportQualifications(QualificationSheet sheet, DecideQualifications decide, EnterQualification enter, People people, AuditTrail trail,
                         Patience patience) {
        this.sheet = sheet;
        this.decide = decide;
        this.enter = enter;
        this.people = people;
        this.trail = trail;
        this.patience = patience;
    }

    /** Adds nothing as long as there are findings. */
    @Transactional
    public Imported take(Actor actor, OrganizationCard unit, Path file, Locale locale) {
        patience.extend();
        var read = sheet.read(file, locale);
        var plan = plan(actor, unit, read);
        if (!plan.findings().isEmpty()) {
            return new Imported(0, 0, plan.findings());
        }
        var added = 0;
        for (var row : read.rows().stream().sorted(Comparator.comparing(it -> plan.people().get(it).toString())).toList()) {
            added += decide.enter(actor, plan.people().get(row), row.form(), null) ? 1 : 0;
        }
        if (added > 0) {
            trail.record(actor, "qualification.import", "organization:" + unit.id(), unit.path(), null, Map.of("count", added));
        }
        return new Imported(added, read.rows().size() - added, List.of());
    }

    /** What is wrong with the workbook for this unit; changes nothing. */
    @Transactional(readOnly = true)
    public List<Finding> findings(Actor actor, OrganizationCard unit, Path file, Locale locale) {
        return plan(actor, unit, sheet.read(file, locale)).findings();
    }

    private Plan plan(Actor actor, OrganizationCard unit, QualificationSheet.Read read) {
        var findings = new ArrayList<>(read.findings());
        var seen = new HashSet<String>();
        if (read.rows().isEmpty() && findings.isEmpty()) {
            findings.add(Finding.of(0, null, "qualification.import.empty"));
        }
        var found = people(unit, read.rows());
        var verdicts = enter.verdicts(read.rows().stream().map(row -> new Asked(found.get(row), row.form())).toList());
        for (var row : read.rows()) {
            verdicts.get(new Asked(found.get(row), row.form())).unmet().forEach(it -> findings.add(finding(read, row, it)));
            Optional.ofNullable(found.get(row)).ifPresentOrElse(person -> {
                if (person.equals(actor.teacher())) {
                    findings.add(Finding.of(row.row(), read.nameOf(QualificationSheet.NAME), "qualification.import.oneself"));
                }
                if (!seen.add(person + row.form().kind() + row.form().number() + row.form().issued())) {
                    findings.add(Finding.of(row.row(), read.nameOf("number"), "qualification.import.twice"));
                }
            }, () -> findings.add(Finding.of(row.row(), read.nameOf(QualificationSheet.DOCUMENT), "qualification.import.nobody")));
        }
        return new Plan(found, List.copyOf(findings));
    }

    /** Name and number are those of somebody in the unit or below: of nobody else is anything said. */
    private Map<QualificationSheet.Typed, TeacherId> people(OrganizationCard unit, List<QualificationSheet.Typed> rows) {
        var holders = people.find(new Scope(List.of(unit.path())), rows.stream().map(QualificationSheet.Typed::document).filter(Objects::nonNull).distinct().toList());
        return rows.stream().filter(row -> Optional.ofNullable(row.document()).map(holders::get).filter(person -> person.isCalled(row.name())).isPresent())
            .collect(Collectors.toMap(row -> row, row -> holders.get(row.document()).id()));
    }

    private static Finding finding(QualificationSheet.Read read, QualificationSheet.Typed row, Condition mistake) {
        var key = mistake.code().substring(mistake.code().lastIndexOf('.') + 1);
        return Finding.of(row.row(), read.nameOf(key), "verdict." + mistake.code(), mistake.arguments().toArray());
    }
}
