package org.xingtan.offering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** Where somebody looks at who has chosen: the units around one and the terms of its people, read together. */
@Repository
class ChooserPlaces {

    /** @param below the units right below */
    record Around(ChooserView.Place place, List<OrganizationCard> below) {}

    private static final String UNITS = """
        select o.id, o.code, o.name, o.name_en, o.kind, o.parent_id, o.path::text as path, o.stages
          from directory.organization_card o
         where o.path operator(public.@>) (select u.path from directory.organization_card u where u.id = :unit) or o.parent_id = :unit or o.path = any (:scope::public.ltree[])
         order by public.nlevel(o.path), o.code
        """;

    private final OneRead reads;
    private final OfferedTerm.Terms terms;

    ChooserPlaces(OneRead reads, OfferedTerm.Terms terms) {
        this.reads = reads;
        this.terms = terms;
    }

    /** Empty where the unit is none of the scope's; what is above a scope is not seen. */
    Optional<Around> around(OrganizationId unit, Scope scope) {
        return reads.ofMany(units(unit, scope).and(terms.at(unit, LookAtChoosers.TERMS), (units, known) ->
            units.stream().filter(it -> it.id().equals(unit) && scope.contains(it.path())).findFirst().map(it -> around(it, units, scope, known))));
    }

    private static Around around(OrganizationCard unit, List<OrganizationCard> units, Scope scope, List<OfferedTerm> known) {
        var trail = units.stream().filter(it -> scope.contains(it.path()) && new Scope(List.of(it.path())).contains(unit.path())).toList();
        var tops = units.stream().filter(it -> scope.paths().contains(it.path())).toList();
        return new Around(new ChooserView.Place(unit, trail, tops, known), units.stream().filter(it -> unit.id().equals(it.parent())).toList());
    }

    private static Reading<List<OrganizationCard>> units(OrganizationId unit, Scope scope) {
        return Query.of(UNITS).param("unit", unit.value()).param("scope", scope.toArray()).rows(rows -> {
            var units = new ArrayList<OrganizationCard>();
            while (rows.next()) {
                units.add(card(rows));
            }
            return units;
        });
    }

    private static OrganizationCard card(ResultSet row) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new OrganizationCard(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"), row.getString("name"), row.getString("name_en"),
            row.getString("kind"), parent == null ? null : new OrganizationId(parent), row.getString("path"), List.of((String[]) row.getArray("stages").getArray()));
    }
}
