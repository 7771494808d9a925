import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who has chosen in a term and who has not, at every level, for a million teachers most of whom have: against the bare count of the participations, from what is
 * kept and right after something has changed in some schools.
 */
final class Choosers {

    private static final int TEACHERS = 1_000_000;
    private static final int SCHOOLS = 20;
    private static final int ROUNDS = 30;
    private static final int WARM_UP = 30;
    private static final List<String> LISTS = List.of("ALL", "SHORT");

    /** What the choice of seven in ten leaves behind, but for their participations, which would only make the count longer. */
    private static final String CHOOSERS = """
        create temporary table chooser as
        select p.teacher_id, row_number() over (order by p.teacher_id) as turn
          from directory.person_card p join directory.organization u on u.code = '990000' and p.organization_path <@ u.path
         where hashtext(p.teacher_id::text) % 10 between -6 and 6
        """;
    private static final String PLACES = "insert into selection.place (offering_id, teacher_id, state, turn) select ?, c.teacher_id, 'SELECTED', c.turn from chooser c";
    private static final String CHOICES = """
        insert into selection.selection (teacher_id, id, offering_id, term_id, program_id, state, slot, most, chosen_at)
        select c.teacher_id, uuidv7(), o.offering_id, o.term_id, o.program_id, 'SELECTED', 1, t.most, now()
          from chooser c join selection.offering o on o.offering_id = ? join selection.term t on t.id = o.term_id
        """;
    private static final String COUNTED = """
        select not exists (select from offering.stale)
           and (select count(*) from offering.figure f join selection.term t on t.id = f.term_id join directory.organization u on u.id = t.owner_id and u.code = '990000' where f.day = (now() at time zone interval '8 hours')::date)
            >= (select count(*) from directory.organization o join directory.organization u on u.code = '990000' and o.path <@ u.path)
        """;
    private static final String NAMES = """
        select n.name
          from (select distinct on (p.organization_id) p.organization_id, p.teacher_id
                  from directory.person_card p
                  join directory.organization u on u.id = ? and p.organization_path <@ u.path
                  join directory.organization c on c.code = '990101' and not p.organization_path <@ c.path
                 order by p.organization_id, p.teacher_id) p
          join identity.sign_in_name n on n.teacher_id = p.teacher_id and n.kind = 'USERNAME' and n.name ~ '^t[0-9]{7}$'
         order by p.organization_id
         limit ?
        """;

    private Choosers() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.choosing(TEACHERS))) {
            var token = Statistics.administrator(server);
            prepare(server, token);
            var units = units(server, token);
            first(results, server, token, units.getFirst());
            Compliance.settle(server);
            kept(results, server, token, units);
            changed(results, server, token, units.subList(0, 2));
        }
    }

    /** Once: choices stay, and so does what the year asks for. */
    private static void prepare(Server server, String token) throws Exception {
        var hot = Offered.of(server).hot().id();
        if (holds(server, "select exists (select from selection.selection where offering_id = '" + hot + "')")) {
            return;
        }
        Compliance.publish(server, token);
        server.awaitCounted();
        try (var db = server.database(); var statement = db.createStatement()) {
            statement.execute(CHOOSERS);
            write(db, PLACES, hot);
            write(db, CHOICES, hot);
        }
    }

    private static void write(Connection db, String sql, UUID offering) throws Exception {
        try (var statement = db.prepareStatement(sql)) {
            statement.setObject(1, offering);
            statement.executeUpdate();
        }
    }

    private static boolean holds(Server server, String sql) throws Exception {
        try (var db = server.database(); var row = db.createStatement().executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** A province, a city, a county, a school. */
    private static List<String> units(Server server, String token) throws Exception {
        var units = new ArrayList<String>();
        try (var http = new Http(server.port)) {
            for (var unit = Statistics.top(http, token); unit != null && units.size() < 4; unit = Statistics.firstChild(http, unit, token)) {
                units.add(unit);
            }
        }
        return units;
    }

    private static String page(String unit, String list) {
        return "/console/offerings/teachers?organization=" + unit + "&which=" + list;
    }

    /** The first look of a day counts everybody, and each keeps what it has counted of so many schools. */
    private static void first(Results results, Server server, String token, String province) throws Exception {
        try (var http = new Http(server.port); var db = server.database(); var statement = db.createStatement()) {
            statement.execute("delete from offering.figure");
            var began = System.nanoTime();
            millis(http, page(province, "ALL"), token);
            results.figure("the first look of all: s", (System.nanoTime() - began) / 1e9);
            while (!holds(server, COUNTED)) {
                millis(http, page(province, "ALL"), token);
            }
            results.figure("looks one after the other until all is kept: s", (System.nanoTime() - began) / 1e9);
        }
    }

    private static void kept(Results results, Server server, String token, List<String> units) throws Exception {
        var paths = new ArrayList<>(List.of("/yardstick/count"));
        units.forEach(unit -> LISTS.forEach(list -> paths.add(page(unit, list))));
        var millis = Statistics.medians(server, paths, token);
        results.figure("bare count of participations: ms", millis[0]);
        for (var page = 1; page < millis.length; page++) {
            var name = "who has chosen at depth " + (page - 1) / LISTS.size() + ", list " + LISTS.get((page - 1) % LISTS.size());
            results.figure(name + ": ms", millis[page]);
            results.atMost(name + ": share of the bare count", millis[page] / millis[0], 0.15);
        }
    }

    /** In each of some schools of the city somebody chooses or gives back, then it is looked at. */
    private static void changed(Results results, Server server, String token, List<String> units) throws Exception {
        var people = people(server, units.getLast());
        var course = Offered.of(server).courses().getFirst().path();
        var times = new double[units.size() + 1][ROUNDS];
        try (var http = new Http(server.port)) {
            for (var round = -WARM_UP; round < ROUNDS; round++) {
                for (var unit = 0; unit <= units.size(); unit++) {
                    if (unit < units.size()) {
                        change(http, people, course, unit % 2 == 0);
                    }
                    var millis = millis(http, unit < units.size() ? page(units.get(unit), "ALL") : "/yardstick/count", token);
                    if (round >= 0) {
                        times[unit][round] = millis;
                    }
                }
            }
        }
        for (var unit = 0; unit < units.size(); unit++) {
            var millis = median(times[unit]);
            results.figure("who has chosen at depth " + unit + ", changed in " + SCHOOLS + " schools: ms", millis);
            results.figure("who has chosen at depth " + unit + ", changed in " + SCHOOLS + " schools: share of the bare count", millis / median(times[units.size()]));
        }
    }

    private static List<String> people(Server server, String city) throws Exception {
        var tokens = new ArrayList<String>();
        try (var db = server.database(); var select = db.prepareStatement(NAMES)) {
            select.setObject(1, UUID.fromString(city));
            select.setInt(2, SCHOOLS);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    tokens.addAll(server.tokens(Integer.parseInt(rows.getString(1).substring(1)), 1));
                }
            }
        }
        return tokens;
    }

    private static void change(Http http, List<String> people, String course, boolean chooses) throws Exception {
        for (var person : people) {
            var answer = http.send(chooses ? "POST" : "DELETE", course, person, chooses ? "{}" : null);
            if (answer.status() >= 300) {
                throw new IllegalStateException(answer.status() + " " + answer.text());
            }
        }
    }

    private static double millis(Http http, String path, String token) throws Exception {
        var began = System.nanoTime();
        var answer = http.send("GET", path, token, null);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(double[] times) {
        return java.util.Arrays.stream(times).sorted().toArray()[times.length / 2];
    }
}
