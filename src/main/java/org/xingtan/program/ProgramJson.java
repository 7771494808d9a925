package org.xingtan.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationJson;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;

/** A program as the JSON contract writes it: in lists, and whole. */
record ProgramJson(String id, String code, String title, String level, @Nullable String term, OrganizationJson owner, @Nullable String notice,
                   List<WindowJson> windows, boolean open) {

    record WindowJson(String kind, String opens, String closes) {

        static List<WindowJson> of(List<Window> windows) {
            return windows.stream().map(window ->
                new WindowJson(window.kind().name(), Dates.rfc3339(window.opens()), Dates.rfc3339(window.closes()))).toList();
        }
    }

    record Whole(String id, String code, String title, String summary, String level, @Nullable String term, OrganizationJson owner, @Nullable String notice,
                 List<WindowJson> windows, boolean open, List<PhaseJson> phases, List<TrackJson> tracks, RulesJson rules,
                 @Nullable String parent, boolean insideParentCap) {}

    record PhaseJson(String id, String title, List<WindowJson> windows, List<SectionJson> sections) {

        static PhaseJson of(ProgramDetail.Phase phase) {
            return new PhaseJson(phase.id().toString(), phase.title(), WindowJson.of(phase.windows()),
                phase.sections().stream().map(SectionJson::of).toList());
        }
    }

    record SectionJson(String id, String title, List<CourseJson> courses) {

        static SectionJson of(ProgramDetail.Section section) {
            return new SectionJson(section.id().toString(), section.title(), section.courses().stream().map(CourseJson::of).toList());
        }
    }

    /** @param lessons how many */
    record CourseJson(String id, String title, int lessons, List<WindowJson> windows) {

        static CourseJson of(ProgramDetail.Course course) {
            return new CourseJson(course.card().id().toString(), course.card().title(), course.lessons().size(), WindowJson.of(course.windows()));
        }
    }

    record TrackJson(String code, String title, boolean certificate, TrackRules rules) {}

    record TrackRules(CompletionRule completion, String words) {}

    record RulesJson(int version, CreditRule credit, CertificateRule certificate, String words) {}
}
