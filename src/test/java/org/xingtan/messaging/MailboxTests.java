package org.xingtan.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class MailboxTests {

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired Mailboxes mailboxes;
    @Autowired MockMvcTester mvc;

    private Actor person;
    private Actor other;

    @BeforeEach
    void people() {
        var school = cast.school();
        person = cast.actor(cast.teacher(school));
        other = cast.actor(cast.teacher(school));
    }

    @AfterEach
    void clear() {
        db.sql("delete from messaging.envelope where way = 'CONFIRMATION'").update();
    }

    @Test
    void anAddressIsHisOnceItsLinkIsOpened() {
        var code = propose(person, "zhang.li@example.cn");
        assertThat(page(person, "/me/messages/mailbox/" + code)).contains("zh", "@example.cn").doesNotContain("zhang.li@example.cn");
        assertThat(mailboxes.of(person.teacher()).confirmed()).isNull();

        assertThat(mvc.post().uri("/me/messages/mailbox/" + code).with(csrf()).with(as(person))).hasStatus(302);

        assertThat(mailboxes.of(person.teacher()).confirmed()).endsWith("@example.cn");
        assertThat(mailboxes.address(person.teacher())).contains("zhang.li@example.cn");
        assertThat(db.sql("select count(*) from identity.sign_in_name where teacher_id = :person and kind = 'EMAIL' and confirmed_at is not null")
            .param("person", person.teacher().value()).query(Integer.class).single()).isEqualTo(1);
        assertThat(mvc.post().uri("/me/messages/mailbox/" + code).with(csrf()).with(as(person))).hasStatus(422);
    }

    @Test
    void anothersLinkIsNotGood() {
        var code = propose(person, "own@example.cn");

        assertThat(page(other, "/me/messages/mailbox/" + code)).contains("这个链接不能用");
        assertThat(mvc.post().uri("/me/messages/mailbox/" + code).with(csrf()).with(as(other))).hasStatus(422);
        assertThat(mvc.post().uri("/me/messages/mailbox/" + UUID.randomUUID()).with(csrf()).with(as(person))).hasStatus(422);
    }

    @Test
    void whoeverShowsItIsHisHasIt() {
        confirm(person, "shared@example.cn");
        confirm(other, "shared@example.cn");

        assertThat(mailboxes.of(person.teacher()).confirmed()).isNull();
        assertThat(mailboxes.of(other.teacher()).confirmed()).isNotNull();
    }

    @Test
    void aConfirmedOneDoesNotYieldToWhoOnlyEntersIt() {
        confirm(person, "kept@example.cn");
        propose(other, "kept@example.cn");

        assertThat(mailboxes.of(person.teacher()).confirmed()).isNotNull();
        assertThat(db.sql("select teacher_id from identity.sign_in_name where kind = 'EMAIL' and teacher_id in (:ids)")
            .param("ids", List.of(person.teacher().value(), other.teacher().value())).query(UUID.class).list())
            .containsExactly(person.teacher().value());
    }

    @Test
    void aLinkEndsAfterADay() {
        var code = propose(person, "late@example.cn");
        db.sql("update messaging.mailbox set proposed_at = proposed_at - interval '25 hours' where teacher_id = :person")
            .param("person", person.teacher().value()).update();

        assertThat(mvc.post().uri("/me/messages/mailbox/" + code).with(csrf()).with(as(person))).hasStatus(422);
    }

    @Test
    void nobodyFillsAStrangersMailbox() {
        for (var i = 0; i < Mailboxes.OF_A_DAY; i++) {
            propose(person, "stranger@example.cn");
        }
        assertThatThrownBy(() -> propose(person, "stranger@example.cn")).isInstanceOf(Refused.class);
    }

    @Test
    void theDatabaseAloneDoesNotTellTheAddress() {
        confirm(person, "secret.person@example.cn");

        assertThat(db.sql("select m::text from messaging.mailbox m where teacher_id = :person").param("person", person.teacher().value())
            .query(String.class).single()).doesNotContain("secret.person");
    }

    @Test
    void settingsAreTakenAndBadOnesAre400() {
        assertThat(save("DAILY", "22:00")).hasStatus(302);
        assertThat(page(person, "/me/messages/settings?saved=settings")).contains("已保存", "value=\"22:00\"");
        assertThat(save("SOMETIMES", "22:00")).hasStatus(400);
        assertThat(save("DAILY", "25:00")).hasStatus(400);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult save(String mail, String from) {
        return mvc.post().uri("/me/messages/settings").param("mail", mail).param("quietFrom", from).param("quietTo", "06:30").param("language", "en")
            .with(csrf()).with(as(person)).exchange();
    }

    private void confirm(Actor who, String address) {
        assertThat(mvc.post().uri("/me/messages/mailbox/" + propose(who, address)).with(csrf()).with(as(who))).hasStatus(302);
    }

    private String propose(Actor who, String address) {
        mailboxes.propose(who.teacher(), address);
        return mailboxes.proposal(who.teacher()).orElseThrow().code();
    }

    private String page(Actor who, String address) {
        var answer = mvc.get().uri(address).with(as(who)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
