package org.xingtan.journey;

/** What units plan, and how far it reaches their people. */
final class PlanningPages {

    /** Takes a page in front of somebody. */
    interface Add {

        void add(String role, String name, String path);
    }

    private final Stage stage;

    PlanningPages(Stage stage) {
        this.stage = stage;
    }

    void all(Add pages) {
        var city = one("select id from planning.plan where title = '广州市中小学教师培训规划'");
        var district = one("select id from planning.plan where title = '天河区教师全员培训规划' and state = 'PUBLISHED'");
        var draft = one("select id from planning.plan where title = '天河区教师全员培训规划' and state = 'DRAFT'");
        var served = one("select id from planning.line where plan_id = '" + district + "' and cardinality(programs) > 0 order by position limit 1");
        pages.add("gzcity", "planning", "/console/planning");
        pages.add("gzschool", "planning", "/console/planning");
        pages.add("county", "planning-none", "/console/planning");
        pages.add("gzcity", "planning-plan", "/console/planning/plans/" + city);
        pages.add("gzschool", "planning-plan-above", "/console/planning/plans/" + city);
        pages.add("gzdistrict", "planning-draft", "/console/planning/plans/" + draft);
        pages.add("gzdistrict", "planning-form", "/console/planning/plans/new?organization=" + one("select id from directory.organization where code = '440106'"));
        pages.add("gzdistrict", "planning-line", "/console/planning/lines/" + served + "?q=");
        pages.add("gzcity", "planning-units", "/console/planning/plans/" + city + "/units");
        pages.add("gzcity", "planning-units-private", "/console/planning/plans/" + city + "/units?ownership=PRIVATE");
        pages.add("gzdistrict", "planning-people", "/console/planning/plans/" + district + "/people");
        pages.add("gzschool", "planning-people-of-line", "/console/planning/plans/" + district + "/people?which=ALL&line=" + served);
        pages.add("gzteacher", "planned", "/planning");
        pages.add("teacher", "planned-none", "/planning");
        pages.add("gzdistrict", "planning-line-form", "/console/planning/lines/" + served + "/form");
    }

    private String one(String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
