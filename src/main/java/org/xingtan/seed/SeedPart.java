package org.xingtan.seed;

import java.util.ArrayList;
import java.util.List;
import org.xingtan.demo.DemoUnit;

/** Schools whose people are loaded in one transaction. */
record SeedPart(int firstTeacher, List<School> schools) {

    private static final int TEACHERS = 3_000;

    record School(DemoUnit unit, int teachers) {}

    int teachers() {
        return schools.stream().mapToInt(School::teachers).sum();
    }

    /** The planted county makes parts of its own, so that its people are the same at every size. */
    static List<SeedPart> of(SeedTree tree, int teachers) {
        var parts = new ArrayList<SeedPart>();
        var schools = new ArrayList<School>();
        var first = 1;
        var count = 0;
        for (var i = 0; i < tree.schools.size(); i++) {
            schools.add(new School(tree.schools.get(i), tree.teachers(i, teachers)));
            count += schools.getLast().teachers();
            if (count >= TEACHERS || i == SeedOptions.PLANTED_SCHOOLS - 1 || i == tree.schools.size() - 1) {
                parts.add(new SeedPart(first, List.copyOf(schools)));
                first += count;
                count = 0;
                schools.clear();
            }
        }
        return parts;
    }
}
