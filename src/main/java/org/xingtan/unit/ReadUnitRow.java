package org.xingtan.unit;

import static org.xingtan.unit.UnitColumn.CODE;
import static org.xingtan.unit.UnitColumn.DIRECT;
import static org.xingtan.unit.UnitColumn.KIND;
import static org.xingtan.unit.UnitColumn.NAME;
import static org.xingtan.unit.UnitColumn.NAME_EN;
import static org.xingtan.unit.UnitColumn.OWNERSHIP;
import static org.xingtan.unit.UnitColumn.PARENT;
import static org.xingtan.unit.UnitColumn.RURAL;
import static org.xingtan.unit.UnitColumn.STAGES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.SheetCell;
import org.xingtan.platform.workbook.TableRow;

/** Reads the cells of one row as people write them, and says of each that cannot be read why. */
final class ReadUnitRow {

    private final UnitWords.Meanings words;
    private final TableRow row;
    private final List<UnitFinding> findings = new ArrayList<>();

    ReadUnitRow(UnitWords.Meanings words, TableRow row) {
        this.words = words;
        this.row = row;
    }

    List<UnitFinding> findings() {
        return findings;
    }

    UnitRow read() {
        if (row.hidden()) {
            findings.add(UnitFinding.note(row.number(), null, "unit.row.hidden"));
        }
        for (var column : UnitColumn.values()) {
            lookAtCell(column, row.cell(column.key()));
        }
        return new UnitRow(row.number(), CellText.compact(text(CODE)), said(NAME), said(NAME_EN), word(KIND, words::kind),
            isBlank(PARENT) ? null : CellText.compact(text(PARENT)), stages(), word(OWNERSHIP, words::isPrivate), word(RURAL, words::yes),
            word(DIRECT, words::yes));
    }

    private void lookAtCell(UnitColumn column, SheetCell cell) {
        if (cell.kind() == SheetCell.Kind.ERROR) {
            refuse(column, "unit.cell.error", cell.text());
        } else if (!StorableText.is(cell.text())) {
            refuse(column, "unit.cell.characters");
        } else if (CellText.looksLikeFormula(cell.text())) {
            refuse(column, "unit.cell.formula-like");
        } else if (cell.formula() && !cell.isBlank()) {
            findings.add(UnitFinding.note(row.number(), column, "unit.cell.formula"));
        }
    }

    private void refuse(UnitColumn column, String code, Object... arguments) {
        findings.add(UnitFinding.refusal(row.number(), column, code, arguments));
    }

    private String text(UnitColumn column) {
        return row.text(column.key());
    }

    private boolean isBlank(UnitColumn column) {
        return row.cell(column.key()).isBlank();
    }

    private @Nullable String said(UnitColumn column) {
        return isBlank(column) ? null : text(column);
    }

    private <T> @Nullable T word(UnitColumn column, Function<String, Optional<T>> meaning) {
        if (isBlank(column)) {
            return null;
        }
        var found = meaning.apply(text(column));
        if (found.isEmpty()) {
            refuse(column, "unit.word.unknown", text(column));
        }
        return found.orElse(null);
    }

    private @Nullable List<String> stages() {
        var unknown = new ArrayList<String>();
        var stages = isBlank(STAGES) ? null : words.stages(text(STAGES), unknown);
        unknown.forEach(word -> refuse(STAGES, "unit.word.unknown", word));
        return stages;
    }
}
