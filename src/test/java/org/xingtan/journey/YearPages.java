package org.xingtan.journey;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.xingtan.journey.Pages.Sight;

/** The pages of a city's continuing-education year. */
final class YearPages {

    private final Stage stage;
    private final List<Sight> all = new ArrayList<>();

    YearPages(Stage stage) {
        this.stage = stage;
    }

    List<Sight> all() {
        selectionPages();
        standingPages();
        return all;
    }

    /** What somebody in Guangzhou can choose. */
    private void selectionPages() {
        var term = one("select id from selection.term where code = '2202期'");
        var full = one("select offering_id from selection.offering where taken = places and term_id = (select id from selection.term where code = '2202期') limit 1");
        var free = one("select offering_id from selection.offering where taken < places and term_id = (select id from selection.term where code = '2202期') limit 1");
        add("gzcity", "selection-console", "/console/selection");
        add("gzcity", "selection-console-term", "/console/selection/terms/" + term);
        add("gzcity", "offering-console", "/console/offerings/" + full);
        add("gzcity", "offering-imports", "/console/offerings/terms/" + term + "/imports");
        add("gzcity", "choosers", "/console/offerings/teachers?which=SHORT");
        add("gzdistrict", "choosers", "/console/offerings/teachers?which=NOTHING");
        add("gzschool", "choosers", "/console/offerings/teachers");
        add("school", "choosers-none", "/console/offerings/teachers");
        add("gzprincipal", "cover", "/console/cover");
        var away = one("select teacher_id from cover.arrangement where kind = 'COVERED' order by day limit 1");
        var when = one("select day from cover.arrangement where kind = 'COVERED' order by day limit 1");
        var cause = one("select cause from cover.arrangement where kind = 'COVERED' order by day limit 1");
        var unit = one("select unit_id from cover.arrangement where kind = 'COVERED' order by day limit 1");
        add("gzprincipal", "cover-week", "/console/cover?organization=" + unit + "&week=" + when);
        add("gzprincipal", "cover-arrangement", "/console/cover/arrangement?organization=" + unit + "&teacher=" + away + "&cause=" + cause + "&day=" + when);
        add("gzprincipal", "cover-print", "/console/cover/print?organization=" + unit + "&week=" + when);
        add("gzteacher", "cover-mine", "/cover");
        add("gzdistrict", "cover-from-above", "/console/cover");
        add("gzdistrict", "cover-schools", "/console/cover?schools=FULLEST&week=" + when);
        add("gzteacher", "terms", "/selection");
        add("gzteacher", "term", "/selection/terms/" + term);
        add("gzteacher", "term-filtered", "/selection/terms/" + term + "?category=ELECTIVE&free=true");
        add("gzteacher", "plan", "/selection/terms/" + term + "/plan");
        add("gzteacher", "offering-full", "/selection/offerings/" + full);
        add("gzteacher", "offering-free", "/selection/offerings/" + free);
        add("teacher", "no-terms", "/selection");
    }

    /** What the year asks, and who meets it. */
    private void standingPages() {
        var school = one("select p.organization_id from directory.person_card p join standing.state s on s.teacher_id = p.teacher_id where s.jurisdiction = (select id from directory.organization where code = '440100') limit 1");
        var person = one("select teacher_id from standing.state where organization_id = '" + school + "' and months > 0 limit 1");
        add("gzteacher", "standing-with-categories", "/standing");
        add("gzcity", "standing-console", "/console/standing");
        add("gzcity", "standing-console-next-year", "/console/standing?year=" + (LocalDate.now().getYear() + 2));
        add("gzcity", "standing-cycle", "/console/standing/registration-cycle");
        add("gzcity", "standing-teacher", "/console/standing/teachers/" + person);
        add("gzcity", "compliance", "/console/compliance");
        add("gzcity", "compliance-none", "/console/compliance?year=2001");
        add("nation", "compliance-nation", "/console/compliance");
        add("gzschool", "compliance-school", "/console/compliance");
        add("gzcity", "lacking", "/console/compliance/people?line=ALL");
        add("gzcity", "left-out", "/console/compliance/excluded");
    }

    private void add(String role, String name, String path) {
        all.add(new Sight(role, name, path));
    }

    private String one(String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
