package org.xingtan.demo;

import java.util.List;
import org.springframework.stereotype.Component;

/** What those who run the training have done so far: everything by the same acts as anybody's, so that each has something left to do. */
@Component
class DemoAdministration {

    private final DemoDrafts courses;
    private final DemoSupport support;
    private final DemoSummaries summaries;
    private final DemoCensus census;
    private final DemoRosters rosters;
    private final DemoAppeals appeals;

    DemoAdministration(DemoDrafts courses, DemoSupport support, DemoSummaries summaries, DemoCensus census, DemoRosters rosters,
                       DemoAppeals appeals) {
        this.courses = courses;
        this.support = support;
        this.summaries = summaries;
        this.census = census;
        this.rosters = rosters;
        this.appeals = appeals;
    }

    void load(List<DemoPerson> people) {
        courses.load();
        support.load();
        summaries.load();
        census.load(people);
        rosters.load(people);
        appeals.load();
    }
}
