package org.xingtan.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * What others may know of an organization.
 *
 * @param nameEn the English name; null when it has none
 * @param kind   a code of {@code directory.organization_kind}
 * @param parent null for a root
 * @param path   ltree path, from the root to this organization
 * @param stages codes of {@code directory.stage}
 */
public record OrganizationCard(OrganizationId id, String code, String name, @Nullable String nameEn, String kind,
                               @Nullable OrganizationId parent, String path, List<String> stages) {

    /** One of the rows that {@link Organizations} asks for. */
    static final String SELECT = "select id, code, name, name_en, kind, parent_id, path::text as path, stages from directory.organization ";

    /** Those right below a unit, by code. */
    public static Reading<List<OrganizationCard>> below(OrganizationId unit) {
        return Query.of(SELECT + "where parent_id = :unit order by code").param("unit", unit.value()).list(row -> read(row, 0));
    }

    static OrganizationCard read(ResultSet row, int number) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new OrganizationCard(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"), row.getString("name"),
            row.getString("name_en"), row.getString("kind"), parent == null ? null : new OrganizationId(parent), row.getString("path"),
            List.of((String[]) row.getArray("stages").getArray()));
    }
}
