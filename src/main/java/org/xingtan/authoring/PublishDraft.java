package org.xingtan.authoring;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.PublishRules;

/** Use case: a draft comes out, as a new program or as a new version of one's rules and audiences. */
@Service
public class PublishDraft {

    private final EditDraft edit;
    private final Drafts drafts;
    private final DraftCheck check;
    private final DraftProgram program;
    private final Publication publication;
    private final AuditTrail audit;

    PublishDraft(EditDraft edit, Drafts drafts, DraftCheck check, DraftProgram program, Publication publication, AuditTrail audit) {
        this.edit = edit;
        this.drafts = drafts;
        this.check = check;
        this.program = program;
        this.publication = publication;
        this.audit = audit;
    }

    /**
     * What is out already is out: asked again it answers the same program.
     *
     * @throws org.xingtan.platform.Refused with everything that is missing
     */
    @Transactional
    public ProgramId publish(Actor actor, UUID id) {
        edit.find(actor, id);
        drafts.keepUnits();
        var draft = drafts.lock(id).orElseThrow(() -> new NotFound(id));
        if (draft.published() != null) {
            return Objects.requireNonNull(draft.program());
        }
        check.verdict(draft).orRefuse();
        var published = draft.isChange() ? publication.rules(actor, draft) : publication.program(program.definition(draft));
        drafts.published(id, published);
        if (!draft.isChange()) {
            audit.record(actor, "program.publish", "program:" + published, draft.owner().path(), null, Map.of("title", draft.content().basics().title()));
        }
        return published;
    }

    /** The two ways out. */
    @Component
    static class Publication {

        private final PublishProgram programs;
        private final PublishRules rules;

        private final NewRules news;

        Publication(PublishProgram programs, PublishRules rules, NewRules news) {
            this.programs = programs;
            this.rules = rules;
            this.news = news;
        }

        ProgramId program(ProgramDefinition definition) {
            return programs.publish(definition);
        }

        ProgramId rules(Actor actor, DraftCard draft) {
            var id = Objects.requireNonNull(draft.program());
            news.published(id, rules.publish(id, DraftProgram.tracks(draft), DraftProgram.rules(draft.content()), actor));
            return id;
        }
    }
}
