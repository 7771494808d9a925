package org.xingtan.demo;

import java.util.List;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;

/** The demo, whole: organizations, people, courses, programs, what some people have learned already, and what those above them have done. */
@Component
class DemoData {

    private final DemoOrganizations organizations;
    private final DemoPopulation population;
    private final DemoCourses courses;
    private final DemoPrograms programs;
    private final DemoProgress progress;
    private final List<DemoPart> parts;

    DemoData(DemoOrganizations organizations, DemoPopulation population, DemoCourses courses, DemoPrograms programs,
             DemoProgress progress, List<DemoPart> parts) {
        this.organizations = organizations;
        this.population = population;
        this.courses = courses;
        this.programs = programs;
        this.progress = progress;
        this.parts = parts;
    }

    /** In one transaction: a start that is killed in the middle leaves nothing behind but files, which are found again. */
    @Transactional
    public void load() {
        var units = organizations.load();
        var byCode = units.stream().collect(Collectors.toMap(DemoUnit::code, DemoUnit::id));
        var people = population.load(units);
        publish(byCode);
        progress.load(people, programs);
        for (var part : parts) {
            organizations.countTables();
            part.load(people);
        }
    }

    private void publish(Map<String, OrganizationId> byCode) {
        courses.define(byCode.get("CN"));
        programs.publish(byCode);
    }
}
