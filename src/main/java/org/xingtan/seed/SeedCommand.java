package org.xingtan.seed;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoCast;
import org.xingtan.demo.DemoOnce;
import org.xingtan.platform.Command;
import org.xingtan.platform.OrganizationId;
import org.xingtan.tally.Tally;

/** {@code bin/seed}: a big invented jurisdiction beside the demo, for measuring. */
@Component
class SeedCommand implements Command {

    private record Place(OrganizationId id, String path) {}

    private final JdbcTemplate jdbc;
    private final DemoOnce demo;
    private final SeedPeople people;
    private final SeedParts parts;
    private final SeedOfferings offerings;
    private final Tally tally;

    SeedCommand(JdbcTemplate jdbc, DemoOnce demo, SeedPeople people, SeedParts parts, SeedOfferings offerings, Tally tally) {
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        this.demo = demo;
        this.people = people;
        this.parts = parts;
        this.offerings = offerings;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "seed";
    }

    @Override
    public int run(List<String> arguments) {
        SeedOptions options;
        try {
            options = SeedOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(SeedOptions.USAGE);
            return 2;
        }
        demo.load();
        if (isSeeded()) {
            System.err.println("The invented jurisdiction is there already; seed another data folder.");
            return 1;
        }
        seed(options);
        return 0;
    }

    private boolean isSeeded() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select exists (select from directory.organization_card where code = ?)", Boolean.class,
            SeedTree.PROVINCE));
    }

    private void seed(SeedOptions options) {
        var begin = System.nanoTime();
        var nation = nation();
        var tree = new SeedTree(nation.id(), nation.path(), options.schools());
        people.loadUnits(tree);
        var figures = parts.load(tree, options).toList();
        lap("people and progress", begin);
        var counting = System.nanoTime();
        tally.load(figures.stream());
        demo.recountEligible();
        lap("figures", counting);
        if (options.offerings() > 0) {
            var offering = System.nanoTime();
            offerings.publish(tree.province(), options.offerings(), options.places());
            lap("courses with places", offering);
        }
        var analyzing = System.nanoTime();
        jdbc.execute("analyze");
        lap("statistics of the planner", analyzing);
        System.out.printf("%,d teachers in %,d schools; sign in as t0000001 with %s%n", options.teachers(), options.schools(), DemoCast.PASSWORD);
        lap("all", begin);
    }

    private Place nation() {
        return jdbc.queryForObject("select id, path::text from directory.organization_card where kind = 'NATION' order by code limit 1",
            (row, _) -> new Place(new OrganizationId(row.getObject(1, java.util.UUID.class)), row.getString(2)));
    }

    private static void lap(String what, long begin) {
        System.out.printf("%-26s %6.1f s%n", what, (System.nanoTime() - begin) / 1e9);
    }
}
