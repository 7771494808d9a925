package org.xingtan.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xingtan.demo.DemoUnit;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.platform.OrganizationId;

/** A province that is on no map: the first of its counties is the same at every size, 40 schools of 50 teachers. */
final class SeedTree {

    static final String PROVINCE = "990000";
    private static final int COUNTIES_OF_A_CITY = 10;
    private static final List<List<String>> STAGES = List.of(List.of("PRIMARY"), List.of("JUNIOR"), List.of("PRIMARY", "JUNIOR"), List.of("PRIMARY"),
        List.of("SENIOR"), List.of("PRESCHOOL"), List.of("JUNIOR", "SENIOR"), List.of("PRIMARY"), List.of("VOCATIONAL"), List.of("PRIMARY"));

    final List<OrganizationRow> rows = new ArrayList<>();
    final List<DemoUnit> schools = new ArrayList<>();
    private final Map<OrganizationId, String> paths = new HashMap<>();

    SeedTree(OrganizationId nation, String nationPath, int schoolCount) {
        paths.put(nation, nationPath);
        var province = add(PROVINCE, "示范省", "Example Province", "PROVINCE", nation, List.of(), false);
        var counties = (schoolCount + SeedOptions.PLANTED_SCHOOLS - 1) / SeedOptions.PLANTED_SCHOOLS;
        OrganizationId city = province;
        for (var i = 0; i < counties; i++) {
            var cityNumber = i / COUNTIES_OF_A_CITY + 1;
            if (i % COUNTIES_OF_A_CITY == 0) {
                city = add(code(cityNumber, 0), "示范" + cityNumber + "市", "Example City " + cityNumber, "CITY", province, List.of(), false);
            }
            var code = code(cityNumber, i % COUNTIES_OF_A_CITY + 1);
            var county = add(code, "示范" + code + "县", "Example County " + code, "COUNTY", city, List.of(), false);
            var left = schoolCount - i * SeedOptions.PLANTED_SCHOOLS;
            addSchools(code, county, Math.min(left, SeedOptions.PLANTED_SCHOOLS));
        }
    }

    OrganizationId province() {
        return rows.getFirst().id();
    }

    /** Six digits while there are fewer than a hundred cities. */
    private static String code(int city, int county) {
        return "99%02d%02d".formatted(city, county);
    }

    private void addSchools(String county, OrganizationId parent, int count) {
        for (var n = 1; n <= count; n++) {
            var code = "%s-S%03d".formatted(county, n);
            var stages = STAGES.get(n % STAGES.size());
            var name = "示范" + county + "县第" + n + "学校";
            var id = add(code, name, "Example School " + code, "SCHOOL", parent, stages, n % 3 == 0);
            schools.add(new DemoUnit(id, code, name, "SCHOOL", stages, paths.get(id)));
        }
    }

    private OrganizationId add(String code, String name, String nameEn, String kind, OrganizationId parent, List<String> stages, boolean rural) {
        var id = OrganizationId.next();
        var division = kind.equals("SCHOOL") ? null : code;
        rows.add(new OrganizationRow(id, code, name, nameEn, kind, parent, division, stages, false, rural, false));
        paths.put(id, paths.get(parent) + "." + code.replace('-', '_'));
        return id;
    }

    /** How many teachers a school has: the planted ones always the same, the others share what is left. */
    int teachers(int school, int all) {
        if (school < SeedOptions.PLANTED_SCHOOLS) {
            return SeedOptions.PLANTED_TEACHERS;
        }
        var left = all - SeedOptions.PLANTED_SCHOOLS * SeedOptions.PLANTED_TEACHERS;
        var others = schools.size() - SeedOptions.PLANTED_SCHOOLS;
        var place = school - SeedOptions.PLANTED_SCHOOLS;
        return left / others + (place < left % others ? 1 : 0);
    }
}
