package org.xingtan.roster;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;

/** Rosters in the console: hand one in, follow it, decide on its plan. */
@Controller
class RosterController {

    private static final int ROWS = 100;

    private final UploadRoster upload;
    private final RosterDesk desk;
    private final Planned planned;
    private final Findings findings;
    private final Access access;
    private final Organizations organizations;

    RosterController(UploadRoster upload, RosterDesk desk, Planned planned, Findings findings, Access access, Organizations organizations) {
        this.upload = upload;
        this.desk = desk;
        this.planned = planned;
        this.findings = findings;
        this.access = access;
        this.organizations = organizations;
    }

    /** @param organization the unit that is meant; where the actor's scope begins when none is named */
    @GetMapping("/console/roster")
    ModelAndView home(Actor actor, @RequestParam(required = false) @org.jspecify.annotations.Nullable OrganizationId organization) {
        var units = units(actor);
        if (organization != null) {
            desk.require(actor, organization);
            var named = organizations.find(organization).orElseThrow();
            units = units.contains(named) ? units : java.util.stream.Stream.concat(java.util.stream.Stream.of(named), units.stream()).toList();
        }
        return new ModelAndView("roster/home").addObject("units", units).addObject("chosen", organization == null ? "" : organization.toString())
            .addObject("imports", desk.newest(actor));
    }

    /** @throws org.xingtan.platform.NotFound for somebody who keeps no roster */
    private List<OrganizationCard> units(Actor actor) {
        var scope = access.scope(actor, Task.MANAGE_ROSTER);
        var roots = organizations.roots(scope);
        if (roots.isEmpty()) {
            throw new org.xingtan.platform.NotFound("scope");
        }
        return roots.stream().sorted(Comparator.comparing(OrganizationCard::path)).toList();
    }

    @PostMapping("/console/roster/imports")
    String upload(Actor actor, @RequestParam OrganizationId organization, @RequestParam MultipartFile file) {
        return "redirect:/console/roster/imports/" + upload.upload(actor, organization, file).id();
    }

    @GetMapping("/console/roster/imports/{id}")
    ModelAndView one(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "-1") int people, @RequestParam(defaultValue = "-1") int after) {
        var one = desk.look(actor, id);
        var persons = planned.people(id, people, ROWS + 1);
        var found = findings.page(id, after, ROWS + 1);
        var view = new RosterView(one, head(persons), persons.size() > ROWS ? persons.get(ROWS - 1).row() : null, head(found), findings.count(id),
            found.size() > ROWS ? after + ROWS : null, desk.workbook(one));
        return new ModelAndView("roster/import", "view", view);
    }

    private static <T> List<T> head(List<T> rows) {
        return rows.subList(0, Math.min(ROWS, rows.size()));
    }

    @PostMapping("/console/roster/imports/{id}/commit")
    String commit(Actor actor, @PathVariable UUID id) {
        desk.commit(actor, id);
        return "redirect:/console/roster/imports/" + id;
    }

    @PostMapping("/console/roster/imports/{id}/discard")
    String discard(Actor actor, @PathVariable UUID id) {
        desk.discard(actor, id);
        return "redirect:/console/roster/imports/" + id;
    }
}
