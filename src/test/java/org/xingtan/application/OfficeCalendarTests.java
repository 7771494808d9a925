package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.io.text.ICalReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.notice.NoticeDefinition;
import org.xingtan.notice.PublishNotice;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** The calendar of an office, for every role there is: what stands in it can be opened, or is no link. */
@XingtanTest
class OfficeCalendarTests {

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Forms forms;
    @Autowired MockMvcTester mvc;
    @Autowired PublishNotice notices;
    @Autowired JdbcClient db;

    private Called.Town town;
    private ProgramId program;
    private String asked;

    @BeforeEach
    void callForApplicationsAndAskForContacts() {
        town = called.town();
        program = called.call(town.city(), 5, 0);
        asked = "某教〔2026〕" + town.city().code() + "号";
        notice(asked);
        for (var above : List.of(town.city(), town.county())) {
            assertThat(forms.post(cast.administrator(above), "/console/contacts/forms", "organization", above.id().toString(), "number", asked, "field", "NAME", "due",
                LocalDate.now(Window.ZONE).plusDays(4).toString())).hasStatus3xxRedirection();
        }
    }

    @Test
    void everyLinkOfItOpensAPageForWhoeverReads() throws Exception {
        var wrong = new ArrayList<String>();
        for (var place : List.of(town.city(), town.county(), town.school(), cast.under(town.city(), "PROVIDER"))) {
            for (var role : Role.values()) {
                var reader = cast.actor(cast.staff(place, role));
                links(reader).stream().filter(it -> forms.get(reader, it).getResponse().getStatus() != 200).map(it -> place.kind() + " " + role + " " + it).forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoDecidesIsLedToTheCallAndTheOthersSeeOnlyWhen() throws Exception {
        var finance = cast.actor(cast.staff(town.school(), Role.FINANCE));
        assertThat(links(town.principal())).contains("/console/applications/calls/" + program, "/console/applications/calls/" + program + "/queue");
        assertThat(links(cast.administrator(town.county()))).contains("/console/contacts");
        assertThat(links(finance)).as("he may apply himself").contains("/applications/programs/" + program).noneMatch(it -> it.contains("/console/applications") || it.contains("contacts"));
        var another = cast.actor(cast.teacher(cast.school()));
        cast.appoint(another.teacher(), Role.FINANCE, town.school());
        assertThat(pages(another)).contains(asked, "报名");
        assertThat(links(another)).as("he works elsewhere").noneMatch(it -> it.contains("/applications/") || it.contains("contacts"));
    }

    @Test
    void theSecretLinkLeadsWhereItsReaderMayGo() throws Exception {
        var finance = cast.actor(cast.staff(town.school(), Role.FINANCE));
        db.sql("insert into identity.account (teacher_id, password_hash, activated_at) values (:id, 'x', now()) on conflict do nothing")
            .param("id", finance.teacher().value()).update();
        var shown = Pattern.compile("value=\"https?://[^/]+(/calendar/feed/[^\"]+)\"").matcher(text(forms.post(finance, "/calendar/link")));
        assertThat(shown.find()).isTrue();

        try (var reader = new ICalReader(text(mvc.get().uri(shown.group(1)).exchange()))) {
            var events = reader.readNext().getEvents();
            assertThat(events).anyMatch(it -> it.getUid().getValue().startsWith("application:" + program));
            assertThat(events.stream().filter(it -> it.getUrl() != null).map(it -> URI.create(it.getUrl().getValue()).getRawPath()).distinct()
                .filter(it -> forms.get(finance, it).getResponse().getStatus() != 200)).isEmpty();
        }
    }

    private Set<String> links(Actor reader) throws Exception {
        var links = new LinkedHashSet<String>();
        var matcher = LINK.matcher(pages(reader));
        while (matcher.find()) {
            links.add(matcher.group(1).replace("&amp;", "&"));
        }
        return links;
    }

    /** What stands in two months of the calendar, as a list and day by day. */
    private String pages(Actor reader) throws Exception {
        var all = new StringBuilder();
        for (var month : List.of(YearMonth.now(Window.ZONE), YearMonth.now(Window.ZONE).plusMonths(1))) {
            for (var view : List.of("list", "month")) {
                var page = text(forms.get(reader, "/console/deadlines?view=" + view + "&month=" + month));
                all.append(page.substring(page.indexOf("<h2 class=\"h3\">"), page.indexOf("</main>")));
            }
        }
        return all.toString();
    }

    private static String text(MvcTestResult result) throws java.io.UnsupportedEncodingException {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private void notice(String number) {
        notices.publish(new NoticeDefinition(number, "某教育局", "关于报送联系人的通知" + number, LocalDate.of(2026, 11, 1), null, NoticeDefinition.Disclosure.PUBLIC,
            "各区", null, "", null, List.of()));
    }
}
