package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What is more than a page holds is counted, and goes on behind it: nothing is left out. */
@XingtanTest
class LongListsTests extends StudySteps {

    @Autowired Forms forms;

    @Test
    void everyPlanOfAUnitIsReached() {
        plans();

        assertThat(forms.get(principal, "/console/study")).hasStatusOk().bodyText().contains("共 121 项");
        assertThat(all(principal, "plans", "/console/study/plans/([0-9a-f-]{36})\"")).hasSize(121).doesNotHaveDuplicates();
    }

    @Test
    void everyPlanThatWaitsIsReached() {
        plans();
        db.sql("""
                update study.plan p set state = 'SUBMITTED', submitted_by = :by, submitted_at = now(), due_on = date '2099-01-01' + length(p.title) where p.unit_id = :unit
                """).param("by", principal.teacher().value()).param("unit", school.id().value()).update();

        assertThat(forms.get(county, "/console/study")).hasStatusOk().bodyText().contains("共 121 项");
        assertThat(all(county, "waiting", "/console/study/plans/([0-9a-f-]{36})\"")).hasSize(121).doesNotHaveDuplicates();
    }

    @Test
    void everyUnitBelowIsReached() {
        for (var n = 0; n < 120; n++) {
            cast.under(school.parent(), "SCHOOL");
        }

        assertThat(forms.get(county, "/console/study")).hasStatusOk().bodyText().contains("共 121 项");
        assertThat(all(county, "below", "&amp;organization=([0-9a-f-]{36})\"")).hasSize(121).doesNotHaveDuplicates();
    }

    /** One and a hundred and twenty like it. */
    private void plans() {
        db.sql("""
                insert into study.plan (id, unit_id, authority_id, year, title, aims, category, event_hours, leader, late_minutes, late_counts)
                select gen_random_uuid(), unit_id, authority_id, year - n % 3, title || '/' || n, aims, category, event_hours, leader, late_minutes, late_counts
                  from study.plan, generate_series(1, 120) n where id = :id
                """).param("id", load.plan(principal, school.id(), wanted("2"))).update();
    }

    /** What a pattern finds on the first part of a list and on all behind it. */
    private List<UUID> all(Actor actor, String name, String pattern) {
        var found = new ArrayList<UUID>();
        var next = Pattern.compile("rel=\"next\" href=\"[^\"]*[?&](?:amp;)?" + name + "=([^\"&]+)\"");
        String after = "";
        while (after != null) {
            var body = forms.get(actor, "/console/study?" + name + "=" + after).getResponse();
            var text = new String(body.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
            var main = text.substring(text.indexOf("<h1"));
            Pattern.compile(pattern).matcher(main).results().map(it -> UUID.fromString(it.group(1))).forEach(found::add);
            after = next.matcher(main).results().map(it -> it.group(1)).findFirst().orElse(null);
        }
        return found;
    }
}
