package org.xingtan.journey;

/** The pages of trainings in person: sessions that are closed, open and to come, a course that met, and a teacher's own. */
final class DeliveryPages {

    private DeliveryPages() {}

    static void of(Stage stage, ValidationPages.Add add) {
        var training = one(stage, "select program_id::text from delivery.training where kind = 'CALL' order by id limit 1");
        var course = one(stage, "select id::text from delivery.training where kind = 'OFFERING' order by id limit 1");
        add.page("gzcity", "delivery", "/console/delivery");
        add.page("school", "delivery-none", "/console/delivery");
        add.page("gzcity", "delivery-training", "/console/delivery/" + training);
        add.page("gzcity", "delivery-course", "/console/delivery/" + course);
        add.page("gzcity", "delivery-closed", session(stage, "state = 'CLOSED'"));
        add.page("gzcity", "delivery-open", session(stage, "state = 'PLANNED' and day + ends < now() at time zone 'Asia/Shanghai'"));
        add.page("gzcity", "delivery-to-come", session(stage, "state = 'PLANNED' and day + ends > now() at time zone 'Asia/Shanghai'"));
        add.page("gzcity", "delivery-code", session(stage, "state = 'PLANNED' and day + ends > now() at time zone 'Asia/Shanghai'") + "/code");
        add.page("teacher", "delivery-mine-none", "/delivery");
    }

    private static String session(Stage stage, String which) {
        return "/console/delivery/sessions/" + one(stage, "select id::text from delivery.session where " + which + " order by day, id limit 1");
    }

    private static String one(Stage stage, String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
