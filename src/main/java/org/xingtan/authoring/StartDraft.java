package org.xingtan.authoring;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.notice.Authorities;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Texts;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.Programs;

/** Use case: a draft begins: empty, as a template, as another season of a program, or as a change of one. */
@Service
public class StartDraft {

    private final Drafts drafts;
    private final Authorities authorities;
    private final Programs programs;
    private final Templates templates;
    private final Texts texts;
    private final AuditTrail audit;

    StartDraft(Drafts drafts, Authorities authorities, Programs programs, Templates templates, Texts texts, AuditTrail audit) {
        this.drafts = drafts;
        this.authorities = authorities;
        this.programs = programs;
        this.templates = templates;
        this.texts = texts;
        this.audit = audit;
    }

    /** @param id chosen by the form, so that it is begun once however often it is sent */
    @Transactional
    public void empty(Actor actor, UUID id, OrganizationId owner, String title) {
        drafts.keepUnits();
        var place = authorities.require(actor, owner);
        begin(actor, id, place, DraftCard.Kind.PROGRAM, content(place, title));
    }

    /**
     * As a template, or as a program that was there: everything so much later that learning begins on that day.
     *
     * @param source a template of the actor's scope or above, or a published program of his scope
     */
    @Transactional
    void like(Actor actor, UUID id, UUID source, OrganizationId owner, LocalDate firstDay) {
        drafts.keepUnits();
        var place = authorities.require(actor, owner);
        var model = templates.find(actor, source);
        var first = model.firstDay();
        begin(actor, id, place, DraftCard.Kind.PROGRAM, fresh(owned(first == null ? model : model.shifted(ChronoUnit.DAYS.between(first, firstDay)), place)));
    }

    /** @return the template */
    @Transactional
    UUID template(Actor actor, UUID id, UUID source) {
        drafts.keepUnits();
        var model = templates.find(actor, source);
        begin(actor, id, authorities.require(actor, templates.owner(source)), DraftCard.Kind.TEMPLATE, model);
        return id;
    }

    /**
     * Rules and audiences of a published program; whoever begins while somebody else does finds his draft.
     *
     * @return the draft
     * @throws NotFound when it is not published, or none of the actor's
     */
    @Transactional
    public UUID change(Actor actor, ProgramId id) {
        authorities.scope(actor);
        drafts.keepUnits();
        var program = programs.current(id);
        var place = authorities.require(actor, program.owner());
        var draft = Uuids.next();
        if (drafts.insert(draft, place.id(), DraftCard.Kind.CHANGE, id, program.ruleVersion(), Templates.of(program, place), actor)) {
            audit.record(actor, "program.draft-change", "program:" + id, place.path(), null, Map.of("title", program.title()));
        }
        return drafts.changeOf(id).orElseThrow().id();
    }

    private void begin(Actor actor, UUID id, OrganizationCard owner, DraftCard.Kind kind, ProgramDraft content) {
        if (drafts.insert(id, owner.id(), kind, null, null, content, actor)) {
            audit.record(actor, "program.draft", "draft:" + id, owner.path(), null, Map.of("title", content.basics().title()));
        }
    }

    /** Like one of a higher level it is one of the owner's. */
    private static ProgramDraft owned(ProgramDraft model, OrganizationCard owner) {
        var levels = BasicsActs.levels(owner);
        return levels.contains(model.basics().level()) ? model : model.withBasics(model.basics().at(levels.getFirst()));
    }

    /** Phases of another program are phases of their own. */
    private static ProgramDraft fresh(ProgramDraft model) {
        return Templates.renamed(model, _ -> Uuids.next());
    }

    private ProgramDraft content(OrganizationCard owner, String title) {
        var track = new ProgramDraft.Track("PARTICIPANT", texts.get("authoring.default.track", Locale.SIMPLIFIED_CHINESE),
            texts.get("authoring.default.track", Locale.ENGLISH), new Audience.All(List.of()),
            new CompletionRule.AllOf(List.of(new CompletionRule.AllLessons(null))), true);
        return new ProgramDraft(new ProgramDraft.Basics(title, "", BasicsActs.levels(owner).getFirst(), "", "", null, false, 2.0), List.of(), List.of(), List.of(track),
            new CreditRule("PROFESSIONAL", new CreditRule.VerifiedMinutes(45), List.of()),
            texts.get("authoring.default.certificate", Locale.SIMPLIFIED_CHINESE), "XT");
    }
}
