package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Json;
import org.xingtan.selection.Offering;

/** What authorities have laid down about payers. */
@Repository
class PayerRuleBook implements Offering.Payers {

    private static final String SELECT = """
        select r.authority_id, o.path::text as path, o.name, o.name_en, r.version, r.since, r.remittance, r.days, r.set_by_name, r.set_at,
               c.category, c.payer, c.basis
          from fee.payer_rule r
          join directory.organization_card o on o.id = r.authority_id
          join fee.payer_of_category c on c.authority_id = r.authority_id and c.version = r.version
        """;

    private final JdbcClient db;
    private final Clock clock;

    PayerRuleBook(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Optional<Offering.Paid> of(String ownerPath, String category) {
        return inForce(ownerPath, LocalDate.ofInstant(clock.instant(), Window.ZONE)).flatMap(rules -> rules.of(category))
            .map(line -> new Offering.Paid("fee.mine.payer." + line.payer(), line.basis()));
    }

    /** In force on that day for what an authority offers: its own, else those of the nearest above it that has some. */
    Optional<PayerRules> inForce(String path, LocalDate day) {
        return read(db.sql(SELECT + """
                 where (r.authority_id, r.version) = (
                       select v.authority_id, v.version
                         from fee.payer_rule v
                         join directory.organization_card a on a.id = v.authority_id
                        where a.path @> cast(:path as public.ltree) and v.since <= :day
                        order by public.nlevel(a.path) desc, v.version desc limit 1)
                 order by c.category
                """).param("path", path).param("day", day)).stream().findFirst();
    }

    /** All versions of an authority, the newest first. */
    List<PayerRules> of(OrganizationId authority) {
        return read(db.sql(SELECT + "where r.authority_id = :authority order by r.version desc, c.category").param("authority", authority.value()));
    }

    /** Locks the authority's versions: two that are set at once come one after the other. @return the version it became */
    int add(PayerRules rules, Actor by, Instant at) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('payer rules of ' || :authority, 0))").param("authority", rules.authority().toString())
            .query(_ -> {});
        var version = 1 + db.sql("select coalesce(max(version), 0) from fee.payer_rule where authority_id = :authority")
            .param("authority", rules.authority().value()).query(Integer.class).single();
        db.sql("""
                insert into fee.payer_rule (authority_id, version, since, remittance, days, set_at, set_by, set_by_name)
                values (:authority, :version, :since, :remittance, :days, :at, :by, :name)
                """)
            .param("authority", rules.authority().value()).param("version", version).param("since", rules.since())
            .param("remittance", rules.remittance()).param("days", rules.days()).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value())
            .param("name", by.personName()).update();
        db.sql("""
                insert into fee.payer_of_category (authority_id, version, category, payer, basis)
                select :authority, :version, category, payer, basis
                  from jsonb_to_recordset(:lines) l (category text, payer text, basis text)
                """)
            .param("authority", rules.authority().value()).param("version", version).param("lines", Json.jsonb(rules.lines())).update();
        return version;
    }

    private static List<PayerRules> read(JdbcClient.StatementSpec statement) {
        var heads = new LinkedHashMap<Integer, PayerRules>();
        statement.query(row -> {
            var head = head(row);
            var known = heads.getOrDefault(head.version(), head);
            var lines = new ArrayList<>(known.lines());
            lines.add(new PayerRules.Line(row.getString("category"), Payer.valueOf(row.getString("payer")), row.getString("basis")));
            heads.put(head.version(), new PayerRules(head.authority(), head.authorityPath(), head.authorityName(), head.version(), head.since(),
                head.remittance(), head.days(), lines, head.setBy(), head.setAt()));
        });
        return List.copyOf(heads.values());
    }

    private static PayerRules head(ResultSet row) throws SQLException {
        return new PayerRules(new OrganizationId(row.getObject("authority_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), row.getInt("version"), row.getObject("since", LocalDate.class),
            row.getString("remittance"), row.getInt("days"), List.of(), row.getString("set_by_name"), row.getObject("set_at", OffsetDateTime.class).toInstant());
    }
}
