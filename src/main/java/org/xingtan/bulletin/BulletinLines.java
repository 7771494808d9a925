package org.xingtan.bulletin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/** The frozen figures of bulletins. */
@Repository
class BulletinLines {

    private static final String SELECT = """
        select l.position, l.organization_id, l.part = 'OWN' as own, l.depth, l.code, l.name, l.name_en, l.denominator, l.numerator, l.excluded,
               l.enrolled, l.started, l.certified, l.hours,
               exists (select from bulletin.line below where below.bulletin_id = l.bulletin_id and below.parent_id = l.organization_id) as has_below,
               case when :ranked and l.part = 'UNIT' and l.denominator > 0 then
                   rank() over (partition by l.parent_id, l.part, l.denominator > 0 order by l.numerator::numeric / nullif(l.denominator, 0) desc)
               end as rank
          from bulletin.line l
        """;

    private final JdbcClient db;

    BulletinLines(JdbcClient db) {
        this.db = db;
    }

    /** The lines of a unit itself: with everything below it, then those of its direct people. */
    List<BulletinLine> of(Bulletin bulletin, OrganizationId unit) {
        return db.sql(SELECT + "where l.bulletin_id = :bulletin and l.organization_id = :unit order by l.position")
            .param("ranked", false).param("bulletin", bulletin.id().value()).param("unit", unit.value())
            .query((row, _) -> line(row)).list();
    }

    /** The units right below: by code, or the highest rate first where they are ranked. */
    List<BulletinLine> below(Bulletin bulletin, OrganizationId unit) {
        return db.sql(SELECT + """
                 where l.bulletin_id = :bulletin and l.parent_id = :unit and l.part = 'UNIT'
                 order by rank nulls last, l.position
                """)
            .param("ranked", bulletin.isRanked()).param("bulletin", bulletin.id().value()).param("unit", unit.value())
            .query((row, _) -> line(row)).list();
    }

    /** From the authority down to the unit. */
    List<BulletinLine> trail(Bulletin bulletin, OrganizationId unit) {
        return db.sql("""
                with recursive up as (
                    select l.organization_id, l.parent_id, l.depth
                      from bulletin.line l
                     where l.bulletin_id = :bulletin and l.organization_id = :unit and l.part = 'UNIT'
                     union all
                    select l.organization_id, l.parent_id, l.depth
                      from up
                      join bulletin.line l on l.bulletin_id = :bulletin and l.organization_id = up.parent_id and l.part = 'UNIT'
                     where up.depth > 0)
                """ + SELECT + """
                  join up on up.organization_id = l.organization_id
                 where l.bulletin_id = :bulletin and l.part = 'UNIT'
                 order by l.position
                """)
            .param("ranked", false).param("bulletin", bulletin.id().value()).param("unit", unit.value())
            .query((row, _) -> line(row)).list();
    }

    /** All of them, each unit before those below it, from after that position on. */
    List<BulletinLine> after(Bulletin bulletin, int position, int limit) {
        return db.sql(SELECT + "where l.bulletin_id = :bulletin and l.position > :position order by l.position limit :limit")
            .param("ranked", false).param("bulletin", bulletin.id().value()).param("position", position).param("limit", limit)
            .query((row, _) -> line(row)).list();
    }

    int count(Bulletin bulletin) {
        return db.sql("select count(*) from bulletin.line where bulletin_id = :bulletin").param("bulletin", bulletin.id().value())
            .query(Integer.class).single();
    }

    void clear(BulletinId bulletin) {
        db.sql("delete from bulletin.line where bulletin_id = :bulletin").param("bulletin", bulletin.value()).update();
    }

    private static BulletinLine line(ResultSet row) throws SQLException {
        return new BulletinLine(row.getInt("position"), new OrganizationId(row.getObject("organization_id", UUID.class)), row.getBoolean("own"),
            row.getInt("depth"), row.getString("code"), new Localized(row.getString("name"), row.getString("name_en")), row.getLong("denominator"),
            row.getLong("numerator"), row.getLong("excluded"), row.getObject("enrolled", Long.class), row.getObject("started", Long.class),
            row.getObject("certified", Long.class), CreditHours.ofHundredths(row.getLong("hours")), row.getBoolean("has_below"),
            row.getObject("rank") == null ? null : row.getInt("rank"));
    }
}
