package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What a day will not let count is said before: to whoever claims, and to whoever is about to approve. */
@XingtanTest
class FullDayTests extends ClaimSteps {

    @Autowired Forms forms;
    @Autowired Texts texts;

    @Test
    void whoeverClaimsReadsWhatHisDayStillHolds() {
        approved("OTHER_PLATFORM", "6", 2, 2);
        approved("PAPER", "10", 2, 2);

        var ruling = file.look(teacher, null, form("OTHER_PLATFORM", "8", 2, 2));

        assertThat(ruling.verdict().met()).as("it stands against nothing").isTrue();
        assertThat(ruling.recognized()).isEqualTo(CreditHours.of("8"));
        assertThat(said(ruling.verdict())).containsExactly("涉及" + day(2) + "的学习已计 6.00 学时，每天最多计 8.00 学时：本次的 8.00 学时能计 2.00 学时");
        assertThat(said(file.look(teacher, null, form("OTHER_PLATFORM", "2", 2, 2)).verdict())).as("what fits needs no word").isEmpty();
        assertThat(said(file.look(teacher, null, form("OTHER_PLATFORM", "8", 3, 3)).verdict())).as("another day").isEmpty();
        assertThat(said(file.look(teacher, null, form("PAPER", "10", 2, 2)).verdict())).as("no work of a day").isEmpty();
    }

    @Test
    void whatWaitsIsCountedApartFromWhatCounts() {
        approved("OTHER_PLATFORM", "3", 2, 2);
        var waiting = claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "4", 2, 2));
        var third = claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "6", 2, 2));

        var all = "涉及" + day(2) + "的学习已计 3.00 学时，另有 4.00 学时待审，每天最多计 8.00 学时：本次的 6.00 学时现在认定能计 5.00 学时，待审的都先认定则能计 1.00 学时";
        assertThat(said(look.one(teacher.teacher(), third).verdict())).containsExactly(all);
        load.review(principal, teacher.teacher(), waiting, Claim.Decision.RETURN, "证明不全");
        assertThat(said(look.one(teacher.teacher(), third).verdict())).as("what was returned may come again").containsExactly(all);
        takeBack.withdraw(teacher, waiting);
        assertThat(said(look.one(teacher.teacher(), third).verdict())).containsExactly("涉及" + day(2) + "的学习已计 3.00 学时，每天最多计 8.00 学时：本次的 6.00 学时能计 5.00 学时");
    }

    @Test
    void whoeverDecidesReadsItBeforeAndTheReceiptSaysTheSameAfterwards() {
        approved("OTHER_PLATFORM", "6", 2, 2);
        var id = claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "8", 2, 2));
        var words = "本次的 8.00 学时能计 2.00 学时";

        assertThat(forms.get(teacher, "/recognitions/" + id)).hasStatusOk().bodyText().contains("<p class=\"note\">涉及" + day(2) + "的学习已计 6.00 学时").contains(words);
        assertThat(forms.get(principal, claim(id).href())).hasStatusOk().bodyText().contains("<p class=\"note\">涉及" + day(2) + "的学习已计 6.00 学时").contains(words);
        assertThat(many.preview(principal, List.of(claim(id).key())).claims()).singleElement().satisfies(it -> assertThat(said(it.file().verdict())).hasSize(1));
        approve(principal, id);
        approve(county, id);

        assertThat(entries(id)).containsExactly("recognition 8.00 2.00");
        assertThat(said(look.one(teacher.teacher(), id).verdict())).as("nothing is to be foreseen any more").isEmpty();
    }

    /** Twelve hours of two days make way for a third one, as the ledger places them. */
    @Test
    void severalDaysAreForeseenAsTheyWillBePlaced() {
        approved("OFFLINE_TRAINING", "12", 3, 2);
        var id = claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "16", 2, 1));
        var full = claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "8", 3, 3));

        assertThat(said(look.one(teacher.teacher(), id).verdict())).singleElement().asString()
            .contains("已计 12.00 学时", "本次的 16.00 学时能计 12.00 学时");
        assertThat(said(look.one(teacher.teacher(), full).verdict())).singleElement().asString().contains("本次的 8.00 学时能计 4.00 学时");
        approve(principal, id);
        approve(county, id);
        assertThat(entries(id)).containsExactly("recognition 16.00 12.00");
    }

    private ClaimForm form(String kind, String hours, int first, int last) {
        var wanted = Claimed.wanted(kind, hours, first, last);
        var paper = evidence.bring(teacher.teacher(), new MockMultipartFile("files", "证明.pdf", "application/pdf", Claimed.paper().bytes()));
        return new ClaimForm(kind, wanted.category(), null, wanted.title() + UUID.randomUUID(), null, wanted.from(), wanted.to(), hours, List.of(paper.id().toString()));
    }

    private List<String> said(Verdict verdict) {
        return verdict.conditions().stream().filter(it -> it.code().startsWith("recognition.day-room")).map((Condition it) -> texts.of(it, Locale.SIMPLIFIED_CHINESE)).toList();
    }

    private static String day(int before) {
        return Dates.day(LocalDate.parse(Claimed.day(before)), Locale.SIMPLIFIED_CHINESE);
    }
}
