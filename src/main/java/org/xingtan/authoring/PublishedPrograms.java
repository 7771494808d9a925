package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.notice.Authorities;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.RulesInWords;
import org.xingtan.program.Windows;

/** Programs that are out, for those in charge of them. */
@Component
class PublishedPrograms {

    private final Authorities authorities;
    private final Programs programs;
    private final Windows windows;
    private final RulesInWords words;
    private final NewRules news;
    private final Drafts drafts;

    PublishedPrograms(Authorities authorities, Programs programs, Windows windows, RulesInWords words, NewRules news, Drafts drafts) {
        this.authorities = authorities;
        this.programs = programs;
        this.windows = windows;
        this.words = words;
        this.news = news;
        this.drafts = drafts;
    }

    List<ProgramDetail> within(Scope scope) {
        return programs.published().stream().filter(it -> scope.contains(authorities.find(it.owner()).path())).toList();
    }

    /** What a program of the owner can be a part of: programs of its own and of those above it, which are no parts themselves. */
    List<ProgramDetail> above(OrganizationCard owner) {
        return programs.published().stream().filter(it -> it.parent() == null)
            .filter(it -> new Scope(List.of(authorities.find(it.owner()).path())).contains(owner.path())).toList();
    }

    /** @throws org.xingtan.platform.NotFound when it is not published, or none of the actor's */
    ProgramDetail require(Actor actor, ProgramId id) {
        authorities.scope(actor);
        var program = programs.current(id);
        authorities.require(actor, program.owner());
        return program;
    }

    List<Windows.Extension> extensions(ProgramId program) {
        return windows.extensions(program);
    }

    PublishedProgram page(ProgramDetail program, Locale locale) {
        var rows = new ArrayList<PublishedProgram.Row>();
        program.windows().forEach(it -> rows.add(new PublishedProgram.Row(null, null, null, it)));
        for (var phase : program.phases()) {
            phase.windows().forEach(it -> rows.add(new PublishedProgram.Row(phase.id(), null, phase.title(), it)));
            phase.sections().stream().flatMap(it -> it.courses().stream()).forEach(course ->
                course.windows().forEach(it -> rows.add(new PublishedProgram.Row(null, course.card().id().value(), course.card().title(), it))));
        }
        var rules = new ArrayList<String>();
        program.tracks().forEach(track -> rules.add(track.name().in(locale) + ": " + words.completion(program, track.code(), locale)));
        rules.addAll(words.credit(program, locale));
        rules.addAll(words.certificate(program, locale));
        return new PublishedProgram(program, authorities.find(program.owner()), List.copyOf(rows), extensions(program.id()), List.copyOf(rules),
            news.isUnderWay(program.id()), drafts.changeOf(program.id()).map(DraftCard::href).orElse(null));
    }
}
