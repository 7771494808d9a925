package org.xingtan.demo;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.identity.DemoAccounts;
import org.xingtan.platform.operation.Announcement;

/** Who can be tried out: told on the sign-in page and at the terminal, where the demo is. */
@Component
public class DemoCast implements DemoAccounts, Announcement {

    public static final String PASSWORD = "xingtan-demo";

    private final boolean wanted;
    private final JdbcClient db;
    private final List<Account> cast = cast(DemoResources.table("cast.tsv"));
    private volatile boolean isThere;

    DemoCast(Environment environment, JdbcClient db) {
        this.wanted = DemoStart.isWanted(environment);
        this.db = db;
    }

    private static List<Account> cast(List<DemoResources.Row> rows) {
        return IntStream.range(0, rows.size()).mapToObj(i -> new Account(rows.get(i).get("username"), DemoNumbers.phone(DemoNumbers.ofCast(i)),
            rows.get(i).get("who"), rows.get(i).get("whoEn"))).toList();
    }

    @Override
    public List<Account> accounts() {
        return wanted && isThere() ? cast : List.of();
    }

    /** An installation that was begun without the demo has nobody of the cast. */
    private boolean isThere() {
        if (!isThere) {
            isThere = db.sql("select exists (select from directory.organization_card where code = :code)").param("code", DemoPopulation.HOME_SCHOOL)
                .query(Boolean.class).single();
        }
        return isThere;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public List<String> lines() {
        return wanted && isThere() ? java.util.stream.Stream.concat(java.util.stream.Stream.of("Demo accounts, all with the password " + PASSWORD + ":"),
            cast.stream().map(one -> "  %-11s %s".formatted(one.username(), one.whoInEnglish()))).toList() : List.of();
    }
}
