package org.xingtan.unit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.platform.workbook.MarkedWorkbook;
import org.xingtan.platform.workbook.SheetWriter;
import org.xingtan.platform.workbook.TemplateWorkbook;

/** The workbooks that go out: the template, the units as they are in the template's columns, and an upload with its findings marked. */
@Component
class UnitWorkbooks {

    private final UnitWords words;
    private final UnitScope scope;
    private final KnownUnits units;
    private final Documents documents;
    private final Texts texts;

    UnitWorkbooks(UnitWords words, UnitScope scope, KnownUnits units, Documents documents, Texts texts) {
        this.words = words;
        this.scope = scope;
        this.units = units;
        this.documents = documents;
        this.texts = texts;
    }

    void template(Locale locale, OutputStream out) {
        var columns = Arrays.stream(UnitColumn.values()).map(column -> new TemplateWorkbook.Column(column.heading(texts, locale), choices(column, locale),
            column == UnitColumn.STAGES, texts.get("unit.remark." + column.key(), locale))).toList();
        new TemplateWorkbook(texts.get("unit.sheet", locale), texts.get("unit.sheet.explanation", locale), columns,
            List.of(texts.get("unit.template.introduction", locale).split("\\|"))).write(out);
    }

    private List<String> choices(UnitColumn column, Locale locale) {
        return switch (column) {
            case KIND -> words.kinds(locale);
            case STAGES -> words.stages(locale);
            case OWNERSHIP -> List.of(words.ownership(false, locale), words.ownership(true, locale));
            case RURAL, DIRECT -> List.of(words.yesOrNo(true, locale), words.yesOrNo(false, locale));
            default -> List.of();
        };
    }

    /** Everything below a unit; changed and uploaded again it is the next workbook. */
    void export(Actor actor, KnownUnit top, Locale locale, OutputStream out) {
        var headings = UnitColumn.headings(texts, locale).stream().map(heading -> heading.name()).toList();
        try (var sheet = new SheetWriter(out, texts.get("unit.sheet", locale), headings, null)) {
            units.below(scope.of(actor), top.path()).values().stream().filter(unit -> !unit.isClosed()).forEach(unit -> sheet.row(cells(unit, locale)));
        }
    }

    private List<@Nullable String> cells(KnownUnit unit, Locale locale) {
        var facts = unit.facts();
        return Arrays.asList(unit.code(), facts.name(), words.kind(facts.kind(), locale), facts.parent(),
            String.join("\u3001", facts.stages().stream().map(stage -> words.stage(stage, locale)).toList()),
            words.ownership(facts.privatelyOwned(), locale), words.yesOrNo(facts.rural(), locale), words.yesOrNo(facts.direct(), locale), facts.nameEn());
    }

    void marked(UnitReport report, Locale locale, OutputStream out) {
        try {
            TemporaryFiles.during(".xlsx", file -> documents.copy(report.document(), file),
                file -> new MarkedWorkbook(UnitColumn.headings(texts, locale), texts.get("unit.remarks", locale), finding -> sentence(finding, locale), null)
                    .write(file, report.remarks().stream().map(UnitReport.Remark::finding).toList(), out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A finding in words; a kind is told by its name. */
    String sentence(Finding finding, Locale locale) {
        return texts.get(finding.code(), locale, finding.arguments().stream()
            .map(argument -> texts.find("directory.kind." + argument, locale).orElse(argument)).toArray());
    }
}
