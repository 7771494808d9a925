import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** What the seeded term offers. */
record Offered(List<Course> courses, Course hot, Course soldOut) {

    /** As many places as the hot one has. */
    private static final int ENDLESS = 1_000_000;

    private static final String COUNTED = """
        select count(*)
          from selection.offering o
          left join (select offering_id, count(*) as n from selection.place where state = 'SELECTED' group by offering_id) p
                 on p.offering_id = o.offering_id
          left join (select offering_id, count(*) as n from selection.selection where state = 'SELECTED' group by offering_id) c
                 on c.offering_id = o.offering_id
        """;

    record Course(UUID id, int places) {

        String path() {
            return "/api/v1/offerings/" + id + "/selection";
        }
    }

    /** A place that somebody has. */
    record Place(UUID teacher, UUID course) {}

    static Offered of(Server server) throws Exception {
        var courses = new ArrayList<Course>();
        try (var db = server.database(); var rows = db.createStatement().executeQuery("""
                select o.offering_id, o.places
                  from selection.offering o
                  join selection.term t on t.id = o.term_id
                  join directory.organization u on u.id = t.owner_id and u.code = '990000'
                 order by o.offering_id
                """)) {
            while (rows.next()) {
                courses.add(new Course(rows.getObject(1, UUID.class), rows.getInt(2)));
            }
        }
        return new Offered(courses.stream().filter(it -> it.places > 0 && it.places < ENDLESS).toList(),
            courses.stream().filter(it -> it.places == ENDLESS).findFirst().orElseThrow(), courses.stream().filter(it -> it.places == 0).findFirst().orElseThrow());
    }

    /** So many different ones, as people would choose them: the one at rank n is as popular as 1/√n. */
    static List<Course> wanted(List<Course> courses, int n, Random random) {
        var wanted = new ArrayList<Course>();
        while (wanted.size() < n) {
            var course = courses.get((int) (Math.pow(random.nextDouble(), 2) * courses.size()));
            if (!wanted.contains(course)) {
                wanted.add(course);
            }
        }
        return wanted;
    }

    /** The places that people have, as their courses and they themselves are written down with them. */
    static Set<Place> taken(Server server) throws Exception {
        var taken = new HashSet<Place>();
        try (var db = server.database(); var rows = db.createStatement().executeQuery("""
                select s.teacher_id, s.offering_id
                  from selection.selection s
                  join selection.place p on p.teacher_id = s.teacher_id and p.offering_id = s.offering_id and p.state = 'SELECTED'
                 where s.state = 'SELECTED'
                """)) {
            while (rows.next()) {
                taken.add(new Place(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
        }
        return taken;
    }

    /** In how many courses more is taken than there is. */
    static int oversold(Server server) throws Exception {
        return count(server, COUNTED + " where greatest(o.taken, p.n, c.n) > o.places");
    }

    /** In how many courses what is taken, the places and the choices are not the same number. */
    static int disagreeing(Server server) throws Exception {
        return count(server, COUNTED + " where o.taken <> coalesce(p.n, 0) or o.taken <> coalesce(c.n, 0)");
    }

    private static int count(Server server, String sql) throws Exception {
        try (var db = server.database(); var row = db.createStatement().executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
