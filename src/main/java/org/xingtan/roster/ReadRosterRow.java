package org.xingtan.roster;

import static org.xingtan.roster.RosterHeadings.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.SheetCell;
import org.xingtan.platform.workbook.SheetTable;
import org.xingtan.platform.workbook.TableRow;

/**
 * Reads the cells of one row as people write them, and says of each that cannot be read why and how to mend it. A row with
 * such a cell is left out whole: half of what somebody wrote is never taken.
 */
final class ReadRosterRow {

    private static final Pattern NAME_TEXT = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}\u00B7 '\u2019.()-]{0,49}");
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?86)?(1[3-9]\\d{9})");
    private static final Pattern PHONE_SIGNS = Pattern.compile("[-()]");
    private static final Pattern SEPARATORS = Pattern.compile("[\u3001,;/|\uFF0C\uFF1B\uFF0F\n]+");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final int LONGEST_TITLE = 50;

    private final RosterWords words;
    private final SheetTable table;
    private final TableRow row;
    private final LocalDate today;
    private final List<RowFinding> findings = new ArrayList<>();
    /** Columns of cells that hold nothing to read: once said, nothing more is said of them. */
    private final Set<String> spoiled = new HashSet<>();

    ReadRosterRow(RosterWords words, SheetTable table, TableRow row, LocalDate today) {
        this.words = words;
        this.table = table;
        this.row = row;
        this.today = today;
    }

    List<RowFinding> findings() {
        return findings;
    }

    /** Empty when the row is left out; the findings say why. */
    Optional<RosterRow> read() {
        if (row.hidden()) {
            findings.add(RowFinding.note(row.number(), null, "roster.row.hidden"));
        }
        row.keys().forEach(this::lookAtCell);
        var document = document();
        var unit = unit();
        var name = name();
        var sex = word(SEX, words::sex);
        var bornOn = born(document);
        var phone = phone();
        var stage = word(STAGE, words::stage);
        var subject = word(SUBJECT, words::subject);
        var posts = posts();
        var title = title();
        var hiredOn = date(HIRED, today.plusYears(1));
        var state = word(STATE, words::state);
        var since = date(SINCE, today.plusYears(1));
        if (document == null || unit == null || name == null || findings.stream().anyMatch(RowFinding::refuses)) {
            return Optional.empty();
        }
        return Optional.of(new RosterRow(row.number(), name, document, sex, bornOn, phone, unit, stage, subject, posts, title, hiredOn,
            state == null ? "ACTIVE" : state, since));
    }

    private void lookAtCell(String key) {
        var cell = row.cell(key);
        if (cell.kind() == SheetCell.Kind.ERROR) {
            refuse(key, "roster.cell.error", cell.text());
            spoiled.add(key);
        } else if (!StorableText.is(cell.text())) {
            refuse(key, "roster.cell.characters");
            spoiled.add(key);
        } else if (cell.formula() && !cell.isBlank()) {
            findings.add(RowFinding.note(row.number(), table.nameOf(key), "roster.cell.formula"));
        }
    }

    private void refuse(String key, String code, Object... arguments) {
        if (!spoiled.contains(key)) {
            findings.add(RowFinding.refusal(row.number(), table.nameOf(key), code, arguments));
        }
    }

    private boolean isBlank(String key) {
        return row.cell(key).isBlank();
    }

    private @Nullable String name() {
        var name = CellText.personName(row.text(NAME));
        if (name.isEmpty()) {
            refuse(NAME, "roster.name.missing");
        } else if (CellText.looksLikeFormula(row.text(NAME))) {
            refuse(NAME, "roster.cell.formula-like");
        } else if (!NAME_TEXT.matcher(name).matches()) {
            refuse(NAME, "roster.name.characters");
        } else {
            return name;
        }
        return null;
    }

    private @Nullable DocumentNumber document() {
        var type = words.documentType(row.text(DOCUMENT_TYPE)).orElse(null);
        if (type == null) {
            refuse(DOCUMENT_TYPE, "roster.word.unknown", row.text(DOCUMENT_TYPE));
        } else if (isBlank(DOCUMENT)) {
            refuse(DOCUMENT, "roster.document.missing");
        } else if (row.cell(DOCUMENT).hasLostDigits()) {
            refuse(DOCUMENT, "roster.document.lost-digits");
        } else {
            var flaw = DocumentNumber.flaw(type, row.text(DOCUMENT));
            if (flaw.isEmpty()) {
                return DocumentNumber.of(type, row.text(DOCUMENT));
            }
            refuse(DOCUMENT, "verdict.document-number." + flaw.get().code());
        }
        return null;
    }

    private @Nullable OrganizationCard unit() {
        if (!isBlank(UNIT_CODE)) {
            return found(UNIT_CODE, words.unitByCode(row.text(UNIT_CODE)), "roster.unit.unknown");
        }
        if (!isBlank(UNIT_NAME)) {
            var several = words.isNameOfSeveral(row.text(UNIT_NAME));
            return found(UNIT_NAME, words.unitByName(row.text(UNIT_NAME)), several ? "roster.unit.several" : "roster.unit.unknown");
        }
        return found(UNIT_CODE, words.onlyUnit(), "roster.unit.missing");
    }

    private <T> @Nullable T found(String key, Optional<T> value, String code) {
        if (value.isEmpty()) {
            refuse(key, code, row.text(key));
        }
        return value.orElse(null);
    }

    private @Nullable String word(String key, Function<String, Optional<String>> meaning) {
        return isBlank(key) ? null : found(key, meaning.apply(row.text(key)), "roster.word.unknown");
    }

    private List<String> posts() {
        var codes = new LinkedHashSet<String>();
        for (var word : SEPARATORS.split(row.text(POSTS))) {
            if (!CellText.trimmed(word).isEmpty()) {
                words.post(word).ifPresentOrElse(codes::add, () -> refuse(POSTS, "roster.word.unknown", CellText.trimmed(word)));
            }
        }
        return List.copyOf(codes);
    }

    private @Nullable String phone() {
        if (isBlank(PHONE)) {
            return null;
        }
        var number = MOBILE.matcher(PHONE_SIGNS.matcher(CellText.compact(row.text(PHONE))).replaceAll(""));
        if (!number.matches()) {
            refuse(PHONE, "roster.phone.wrong");
            return null;
        }
        return number.group(1);
    }

    private @Nullable String title() {
        var title = row.text(TITLE);
        if (CellText.looksLikeFormula(title)) {
            refuse(TITLE, "roster.cell.formula-like");
        } else if (CellText.holdsLongNumber(title)) {
            refuse(TITLE, "roster.title.number");
        } else if (title.length() > LONGEST_TITLE) {
            refuse(TITLE, "roster.title.long", LONGEST_TITLE);
        }
        return title.isEmpty() ? null : title;
    }

    /** A resident's number holds the day already: it is compared, and not kept twice. */
    private @Nullable LocalDate born(@Nullable DocumentNumber document) {
        var day = date(BORN, today);
        if (day == null || document == null || document.type() != DocumentNumber.Type.RESIDENT_ID) {
            return day;
        }
        if (!document.value().substring(6, 14).equals(day.format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE))) {
            refuse(BORN, "roster.born.other");
        }
        return null;
    }

    private @Nullable LocalDate date(String key, LocalDate latest) {
        if (isBlank(key)) {
            return null;
        }
        var day = row.cell(key).date().orElse(null);
        if (day == null) {
            refuse(key, "roster.date.unreadable", row.text(key));
        } else if (day.isBefore(EARLIEST) || day.isAfter(latest)) {
            refuse(key, "roster.date.impossible", day);
        }
        return day;
    }
}
