package org.xingtan.journey;

/** The pages of annual validation, for each role that looks at them. */
final class ValidationPages {

    /** Takes a page in front of somebody. */
    interface Add {

        void page(String role, String name, String path);
    }

    private static final String CITY = "(select id from directory.organization where code = '440100')";

    private final Stage stage;

    ValidationPages(Stage stage) {
        this.stage = stage;
    }

    void all(Add add) {
        var year = Integer.parseInt(one("select max(year)::text from validation.call"));
        var call = one("select id::text from validation.call where year = " + (year - 1) + " and owner_id = " + CITY);
        add.page("gzteacher", "validation", "/validation");
        add.page("gzteacher", "validation-last-year", "/validation?year=" + (year - 1));
        add.page("teacher", "validation-none", "/validation");
        add.page("gzcity", "validation-console", "/console/validation");
        add.page("gzcity", "validation-console-last-year", "/console/validation?year=" + (year - 1));
        add.page("gzcity", "validation-console-none", "/console/validation?year=" + (year - 3));
        add.page("gzcity", "validation-people", "/console/validation/people?year=" + (year - 1));
        add.page("gzcity", "validation-people-none", "/console/validation/people?which=MOVED&year=" + (year - 1));
        add.page("gzcity", "validation-person", person("VALIDATED", year - 1));
        add.page("gzcity", "validation-person-objecting", person("OBJECTED", year - 1));
        add.page("gzcity", "ledger-of-a-person", "/console/ledger/teachers/" + one("select teacher_id::text from ledger.entry where jurisdiction = " + CITY + " order by teacher_id limit 1"));
        add.page("gzcity", "validation-calls", "/console/validation/calls");
        add.page("gzcity", "validation-batches", "/console/validation/calls/" + call + "/batches");
        add.page("gzcity", "validation-mapping", "/console/validation/mapping");
        add.page("gzcity", "validation-registration", "/console/validation/registration?year=" + (year - 1));
        add.page("gzschool", "validation-school", "/console/validation");
        add.page("gzprincipal", "validation-looked-at", "/console/validation");
        add.page("gzschool", "validation-confirmation", "/console/validation/confirmation?year=" + year);
        add.page("nation", "validation-nation", "/console/validation");
        add.page("school", "validation-calls-none", "/console/validation/calls");
    }

    private String person(String state, int year) {
        return "/console/validation/people/" + one("select teacher_id::text from validation.dossier where state = '%s' and year = %d order by teacher_id limit 1"
            .formatted(state, year)) + "/" + year;
    }

    private String one(String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
