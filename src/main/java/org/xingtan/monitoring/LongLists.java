package org.xingtan.monitoring;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.monitoring.ListSql.Between;
import org.xingtan.monitoring.ListSql.Place;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.persistence.ReadTogether;

/** A whole list, for whoever takes it away. */
@Repository
class LongLists {

    /** Read from the database at a time. */
    private static final int AT_ONCE = 2_000;
    private static final int MANY = 20_000;
    /** Units looked at to find the middle. */
    private static final int SAMPLE = 24;

    /** @param place of the unit in the order of the tree */
    private record Placed(int place, ListRow row) {}

    private final JdbcClient db;
    private final ListSql sql;
    private final Patience patience;
    private final ReadTogether together;
    private final int many;

    @Autowired
    LongLists(JdbcClient db, ListSql sql, Patience patience, ReadTogether together) {
        this(db, sql, patience, together, MANY);
    }

    /** @param many people below, from which on a list is read in halves */
    LongLists(JdbcClient db, ListSql sql, Patience patience, ReadTogether together, int many) {
        this.many = many;
        this.db = db;
        this.sql = sql;
        this.patience = patience;
        this.together = together;
    }

    /**
     * All of them in the order of the tree, but no more than so many, some thousand in memory at a time. A long list is read in two
     * halves, by the ids of the people.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void each(PeopleList list, int most, Consumer<ListRow> reader) {
        var places = places(list);
        var middle = middle(places);
        var left = new int[] {most};
        Consumer<Placed> upTo = row -> {
            if (left[0]-- > 0) {
                reader.accept(row.row);
            }
        };
        var split = middle != null && together.read(
            List.<ReadTogether.Part<Placed>>of(rows -> read(list, places, Between.before(middle), most, rows),
                rows -> read(list, places, Between.from(middle), most, rows)),
            Comparator.comparingInt(Placed::place), upTo);
        if (!split) {
            read(list, places, Between.EVERYBODY, most, upTo);
        }
    }

    /** Units of the subtree, in its order. */
    private List<Place> places(PeopleList list) {
        return db.sql("select id, name, name_en, path::text as path from directory.organization_card where path <@ :root::public.ltree order by path")
            .param("root", list.unit().path())
            .query((row, _) -> new Place(row.getObject("id", UUID.class), ListSql.unit(row, "name"), row.getString("path"))).list();
    }

    /**
     * An id before which a little more than half of the people come, by those in some of the units: those behind it take as long, because
     * the tables are passed over from their beginning. Null where there are too few to be worth it.
     */
    private @Nullable UUID middle(List<Place> places) {
        var looked = Math.min(places.size(), SAMPLE);
        return db.sql("""
                -- all teachers: of some units.
                select percentile_disc(0.55) within group (order by p.teacher_id), count(*)
                  from directory.person_card p
                 where p.organization_id = any (:units)
                """)
            .param("units", IntStream.range(0, looked).mapToObj(i -> places.get(i * places.size() / looked).id()).toArray(UUID[]::new))
            .query((row, _) -> row.getLong(2) * places.size() < (long) many * looked ? Optional.<UUID>empty() : Optional.of(row.getObject(1, UUID.class)))
            .single().orElse(null);
    }

    /**
     * Every table has its people in their order, so that they are merged by one process: nothing is put into a hash of everybody first,
     * and as many as may go out at once are sorted in memory. The driver takes rows as bytes only of a statement that it keeps, so that
     * here the database plans it for the values it has.
     */
    private void read(PeopleList list, List<Place> places, Between some, int most, Consumer<? super Placed> reader) {
        patience.extend();
        patience.repeat();
        db.sql("set local plan_cache_mode = force_custom_plan").update();
        db.sql("set local enable_hashjoin = off").update();
        db.sql("set local max_parallel_workers_per_gather = 0").update();
        db.sql("set local work_mem = '32MB'").update();
        sql.ask("""
                select x.*, o.place
                  from unnest(:units::uuid[]) with ordinality o (id, place)
                 cross join lateral %s x
                 where x.teacher_id >= :least and x.teacher_id < :beyond
                 order by o.place, x.teacher_id
                 limit :most
                """, list, some)
            .param("units", places.stream().map(Place::id).toArray(UUID[]::new))
            .param("most", most).withFetchSize(AT_ONCE)
            .query((RowCallbackHandler) row -> {
                var place = row.getInt(9);
                reader.accept(new Placed(place, ListSql.row(row, places.get(place - 1), list.program())));
            });
    }
}
