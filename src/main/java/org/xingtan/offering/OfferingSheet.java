package org.xingtan.offering;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.platform.workbook.Heading;
import org.xingtan.platform.workbook.MarkedWorkbook;
import org.xingtan.platform.workbook.SheetCell;
import org.xingtan.platform.workbook.SheetTable;
import org.xingtan.platform.workbook.TableRow;
import org.xingtan.platform.workbook.TemplateWorkbook;
import org.xingtan.platform.workbook.UploadedWorkbook;
import org.xingtan.program.ProgramDetail;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.ReviseOffering;

/** What a term offers as a workbook, one course a row: the template, what stands in one that was filled in, and the same with its mistakes marked. */
@Component
public class OfferingSheet {

    static final int MOST = 5_000;
    static final List<String> KEYS = List.of("program", "title", "provider", "track", "hours", "price", "places", "waiting", "meetings");
    private static final List<String> REQUIRED = List.of("program", "hours", "places");

    /** @param refused rows with findings @param names what the workbook calls its columns, by their keys */
    record Read(List<OfferingLine> lines, List<Finding> findings, int refused, Map<String, String> names) {}

    /** What rows are read against. @param programs that may be offered @param now what is offered, by program */
    record Ground(List<ProgramDetail> programs, Map<UUID, OfferedNow.Kept> now, Units units) {}

    /** Units by their codes. */
    interface Units {

        Map<String, UUID> of(List<String> codes);
    }

    private final Texts texts;

    OfferingSheet(Texts texts) {
        this.texts = texts;
    }

    /** @throws Problem 413 when it has too many rows; 415 for what is no workbook */
    Read read(Path file, Ground ground) {
        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, headings(Locale.SIMPLIFIED_CHINESE))) {
            if (workbook.rowCount() > MOST) {
                throw new Problem(413, "offering.import.rows", MOST);
            }
            var rows = table.stream().toList();
            var reading = new Reading(table, ground, ground.units.of(rows.stream().map(row -> CellText.compact(row.text("provider"))).distinct().toList()));
            rows.forEach(reading::take);
            if (rows.isEmpty()) {
                reading.findings.add(Finding.of(0, null, "offering.import.empty"));
            }
            return new Read(reading.lines, reading.findings, rows.size() - reading.lines.size(), KEYS.stream().collect(Collectors.toMap(it -> it, table::nameOf)));
        }
    }

    /** Row after row; a program that an earlier row has a later one cannot have. */
    private static final class Reading {

        private final SheetTable table;
        private final Ground ground;
        private final Map<String, List<ProgramDetail>> called;
        private final Map<String, UUID> units;
        private final List<Finding> findings;
        private final List<OfferingLine> lines = new ArrayList<>();
        private final Map<UUID, Integer> seen = new HashMap<>();

        Reading(SheetTable table, Ground ground, Map<String, UUID> units) {
            this.table = table;
            this.ground = ground;
            this.called = ground.programs.stream().collect(Collectors.groupingBy(it -> CellText.compact(it.title())));
            this.units = units;
            this.findings = new ArrayList<>(table.findings());
        }

        void take(TableRow row) {
            var before = findings.size();
            KEYS.forEach(key -> flaw(row.cell(key)).ifPresent(code -> say(row, key, code)));
            var program = program(row);
            var known = program.map(it -> ground.now.get(it.id().value())).orElse(null);
            var hours = decimal(row, "hours", known == null ? "" : known.line().hours(), "[0-9]{1,3}([.][0-9]{1,2})?", "offering.import.hours");
            var price = decimal(row, "price", known == null ? "0" : known.line().price(), "[0-9]{1,5}([.][0-9]{1,2})?", "offering.import.price");
            var places = count(row, "places", known == null ? 0 : known.line().places());
            var waiting = count(row, "waiting", known == null ? 0 : known.line().waiting());
            var meetings = table.has("meetings") || known == null ? Meetings.typed(row.text("meetings")) : Meetings.typed(known.line().meetings());
            if (meetings.isEmpty()) {
                say(row, "meetings", "offering.import.meetings", row.text("meetings"));
            }
            if (new java.math.BigDecimal(hours).signum() == 0 && findings.size() == before) {
                say(row, "hours", "offering.import.hours", hours);
            }
            var title = title(row, known);
            var provider = provider(row, known);
            var track = program.flatMap(it -> track(row, it));
            if (findings.size() == before) {
                var one = program.orElseThrow();
                lines.add(new OfferingLine(row.number(), one.id().value(), one.title(), track.orElseThrow(), title == null || title.equals(one.title()) ? null : title, provider,
                    known == null ? one.rules().credit().category() : known.line().category(), plain(hours), plain(price), places, waiting, meetings.orElseThrow().written()));
            }
        }

        private Optional<ProgramDetail> program(TableRow row) {
            var meant = Stream.concat(ground.programs.stream().filter(it -> it.code().equals(row.text("program"))),
                called.getOrDefault(CellText.compact(row.text("program")), List.of()).stream()).distinct().toList();
            if (meant.size() != 1) {
                say(row, "program", meant.isEmpty() ? "offering.import.program" : "offering.import.programs", row.text("program"));
                return Optional.empty();
            }
            var first = seen.putIfAbsent(meant.getFirst().id().value(), row.number());
            if (first != null) {
                say(row, "program", "offering.import.twice", first);
            }
            return Optional.of(meant.getFirst());
        }

        private @Nullable String title(TableRow row, OfferedNow.@Nullable Kept known) {
            if (!table.has("title") && known != null) {
                return known.line().title();
            }
            if (row.text("title").length() > ReviseOffering.LONGEST_TITLE) {
                say(row, "title", "offering.import.title", ReviseOffering.LONGEST_TITLE);
            }
            return row.text("title").isEmpty() ? null : row.text("title");
        }

        private @Nullable UUID provider(TableRow row, OfferedNow.@Nullable Kept known) {
            if (!table.has("provider") && known != null) {
                return known.line().provider();
            }
            var code = CellText.compact(row.text("provider"));
            if (!code.isEmpty() && !units.containsKey(code)) {
                say(row, "provider", "offering.import.provider", code);
            }
            return units.get(code);
        }

        /** What a program is offered on stays; a new one with a single track needs none. */
        private Optional<String> track(TableRow row, ProgramDetail program) {
            var known = ground.now.get(program.id().value());
            var text = CellText.compact(row.text("track"));
            var named = program.tracks().stream().filter(it -> text.equalsIgnoreCase(it.code()) || text.equals(CellText.compact(it.title())))
                .map(ProgramDetail.Track::code).findFirst();
            if (known != null && (text.isEmpty() || named.filter(it -> it.equals(known.line().track())).isPresent())) {
                return Optional.ofNullable(known.line().track());
            }
            if (known == null && text.isEmpty() && program.tracks().size() == 1) {
                return Optional.of(program.tracks().getFirst().code());
            }
            if (known != null || named.isEmpty()) {
                say(row, "track", known != null ? "offering.import.track-stays" : "offering.import.track",
                    program.tracks().stream().map(ProgramDetail.Track::title).collect(Collectors.joining("、")));
                return Optional.empty();
            }
            return named;
        }

        /** @return 0 for what is no number */
        private String decimal(TableRow row, String key, String otherwise, String pattern, String code) {
            var text = CellText.halfWidth(row.text(key));
            var given = text.isEmpty() && !REQUIRED.contains(key) ? table.has(key) ? "0" : otherwise : text;
            if (!given.matches(pattern)) {
                say(row, key, code, text);
                return "0";
            }
            return given;
        }

        private int count(TableRow row, String key, int otherwise) {
            var text = CellText.halfWidth(row.text(key));
            if (text.isEmpty() && !REQUIRED.contains(key)) {
                return table.has(key) ? 0 : otherwise;
            }
            if (!text.matches("[0-9]{1,6}")) {
                say(row, key, "offering.import.count", text);
                return 0;
            }
            return Integer.parseInt(text);
        }

        private void say(TableRow row, String key, String code, Object... arguments) {
            findings.add(Finding.of(row.number(), table.nameOf(key), code, arguments));
        }

        private static String plain(String number) {
            return OfferingLine.money(new java.math.BigDecimal(number));
        }
    }

    private static Optional<String> flaw(SheetCell cell) {
        if (cell.kind() == SheetCell.Kind.ERROR) {
            return Optional.of("offering.import.error");
        }
        if (!StorableText.is(cell.text())) {
            return Optional.of("offering.import.characters");
        }
        return cell.formula() || CellText.looksLikeFormula(cell.text()) ? Optional.of("offering.import.formula") : Optional.empty();
    }

    /** The workbook that was sent, with what is wrong where it is wrong. */
    void mark(Path file, List<Finding> findings, Locale locale, OutputStream out) {
        new MarkedWorkbook(headings(locale), texts.get("offering.import.remarks", locale), finding -> sentence(finding, locale), null).write(file, findings, out);
    }

    public String sentence(Finding finding, Locale locale) {
        return texts.get(finding.code(), locale, finding.arguments().toArray());
    }

    /** @param programs that may be offered: their titles are proposed */
    void template(List<ProgramDetail> programs, Locale locale, OutputStream out) {
        var titles = programs.stream().map(ProgramDetail::title).distinct().toList();
        var columns = headings(locale).stream().map(heading -> new TemplateWorkbook.Column(heading, heading.key().equals("program") ? titles : List.of(), false,
            texts.get("offering.sheet.remark." + heading.key(), locale))).toList();
        new TemplateWorkbook(texts.get("offering.sheet.title", locale), texts.get("offering.sheet.explanation", locale), columns,
            List.of(texts.get("offering.sheet.introduction", locale).split("\n"))).write(out);
    }

    private List<Heading> headings(Locale locale) {
        return KEYS.stream().map(key -> Heading.of(texts, locale, "offering.sheet.column.", key, REQUIRED.contains(key))).toList();
    }
}
