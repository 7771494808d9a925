package org.xingtan.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.notice.Notices;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.support.AnswerQuestion;
import org.xingtan.support.AskQuestion;
import org.xingtan.support.KeepDesk;
import org.xingtan.support.PublishContactForm;
import org.xingtan.support.Question;
import org.xingtan.support.ReportContact;
import tools.jackson.core.type.TypeReference;

/** Desks where people find help, what they have asked, and the contacts that notices ask for. */
@Component
@Order(2)
class DemoSupport implements DemoPart {

    private record Help(List<Desk> desks, List<Asked> questions, List<Form> forms) {}

    private record Desk(String by, String unit, List<String> segments, List<String> kinds, String name, String channel, String address, String hours) {}

    /** @param days ago */
    private record Asked(String by, Question.Kind kind, String title, String text, int days, List<Said> said) {}

    private record Said(String by, Question.Act act, String text) {}

    /** @param days from today on which the contacts are due */
    private record Form(String by, String unit, String notice, List<String> fields, int days, List<Report> reports) {}

    private record Report(String by, String unit, Map<String, String> facts) {}

    private final KeepDesk desks;
    private final AskQuestion ask;
    private final AnswerQuestion answer;
    private final DemoContacts contacts;
    private final DemoActors actors;
    private final Clock clock;

    DemoSupport(KeepDesk desks, AskQuestion ask, AnswerQuestion answer, DemoContacts contacts, DemoActors actors, Clock clock) {
        this.desks = desks;
        this.ask = ask;
        this.answer = answer;
        this.contacts = contacts;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var help = DemoResources.json("support.json", new TypeReference<Help>() {});
        help.desks().forEach(this::open);
        help.questions().forEach(this::ask);
        help.forms().forEach(this::publish);
    }

    private void open(Desk desk) {
        desks.open(actors.of(desk.by()), Uuids.next(), new KeepDesk.Typed(actors.unit(desk.unit()).toString(), desk.segments(), desk.kinds(), desk.name(),
            desk.channel(), desk.address(), desk.hours(), ""));
    }

    private void ask(Asked asked) {
        var asker = actors.of(asked.by());
        var id = Uuids.next();
        ask.ask(asker, id, asked.kind(), asked.title(), asked.text(), clock.instant().minus(Duration.ofDays(asked.days())));
        for (var seen = 1; seen <= asked.said().size(); seen++) {
            var said = asked.said().get(seen - 1);
            var actor = actors.of(said.by());
            switch (said.act()) {
                case ASKED -> throw new IllegalArgumentException("Asked already: " + asked.title());
                case ANSWERED -> answer.answer(actor, asker.teacher(), id, seen, said.text());
                case PASSED_ON -> answer.passOn(actor, asker.teacher(), id, seen, said.text());
                case CLOSED -> ask.close(actor, id);
            }
        }
    }

    private void publish(Form form) {
        var due = LocalDate.now(clock.withZone(Window.ZONE)).plusDays(form.days());
        contacts.publish(actors.of(form.by()), actors.unit(form.unit()), form.notice(), form.fields(), due);
        form.reports().forEach(report -> contacts.report(actors.of(report.by()), actors.unit(report.unit()), form.notice(), report.facts()));
    }

    /** The contacts that a notice asks for, and what units have reported. */
    @Component
    static class DemoContacts {

        private final PublishContactForm publish;
        private final ReportContact report;
        private final Notices notices;

        DemoContacts(PublishContactForm publish, ReportContact report, Notices notices) {
            this.publish = publish;
            this.report = report;
            this.notices = notices;
        }

        void publish(Actor actor, OrganizationId owner, String notice, List<String> fields, LocalDate due) {
            publish.publish(actor, owner, notice, fields, due.toString());
        }

        void report(Actor actor, OrganizationId unit, String notice, Map<String, String> facts) {
            report.report(actor, unit, notices.id(notice), facts);
        }
    }
}
