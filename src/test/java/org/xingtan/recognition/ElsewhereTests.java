package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Whoever claims hours of a training in person, and whoever reviews them, reads where else he was on these days. */
@XingtanTest
class ElsewhereTests extends ClaimSteps {

    @Autowired Forms forms;
    @Autowired Texts texts;
    @Autowired LoadStudy study;

    @BeforeEach
    void hold() {
        var day = LocalDate.parse(Claimed.day(5));
        var plan = study.plan(principal, school.id(), new LoadStudy.WantedPlan(day.getYear(), "校本", "目标", "PROFESSIONAL", null, "2", "教导处"));
        study.submit(principal, plan);
        study.answer(county, plan, true, "");
        var event = study.event(principal, plan, new LoadStudy.WantedEvent(day.toString(), "14:00", "16:00", "操场", "集体备课", principal.teacher(), "2", false));
        study.tick(principal, event, List.of(teacher.teacher()));
    }

    @Test
    void itIsSaidAndStandsAgainstNothing() {
        var id = claimed.file(teacher, Claimed.training("8", 6, 5));

        assertThat(said(look.one(teacher.teacher(), id).verdict())).singleElement().asString()
            .contains("集体备课（" + Dates.day(LocalDate.parse(Claimed.day(5)), Locale.SIMPLIFIED_CHINESE) + "）");
        assertThat(look.one(teacher.teacher(), id).verdict().met()).isTrue();
        assertThat(forms.get(teacher, "/recognitions/" + id)).hasStatusOk().bodyText().contains("另有须到场的学习：集体备课");
        assertThat(forms.get(principal, claim(id).href())).hasStatusOk().bodyText().contains("另有须到场的学习：集体备课");
        assertThat(said(many.preview(principal, List.of(claim(id).key())).claims().getFirst().file().verdict())).hasSize(1);
    }

    @Test
    void otherDaysAndWhatIsNotInPersonNeedNoWord() {
        assertThat(said(look.one(teacher.teacher(), claimed.file(teacher, Claimed.training("8", 7, 6))).verdict())).isEmpty();
        assertThat(said(look.one(teacher.teacher(), claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "2", 5, 5))).verdict())).isEmpty();
    }

    private List<String> said(Verdict verdict) {
        return verdict.conditions().stream().filter(it -> it.code().equals("recognition.elsewhere")).map((Condition it) -> texts.of(it, Locale.SIMPLIFIED_CHINESE)).toList();
    }
}
