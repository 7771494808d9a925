package org.xingtan.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Page;

@RestController
class OrganizationApi {

    record PersonJson(String id, String name, @Nullable String document, @Nullable String phone, List<String> posts,
                      @Nullable String state, @Nullable OrganizationJson organization) {

        static PersonJson of(PersonCard person) {
            var organization = person.organization();
            return new PersonJson(person.id().toString(), person.name(), person.documentMasked(), person.phoneMasked(), person.posts(), person.state(),
                organization == null ? null : OrganizationJson.of(organization));
        }
    }

    private final LookAtOrganization look;

    OrganizationApi(LookAtOrganization look) {
        this.look = look;
    }

    @GetMapping("/api/v1/organizations/{id}")
    OrganizationJson one(Actor actor, @PathVariable OrganizationId id) {
        return OrganizationJson.of(look.at(actor, id));
    }

    @GetMapping("/api/v1/organizations/{id}/children")
    Page<OrganizationJson> children(Actor actor, @PathVariable OrganizationId id, @RequestParam(required = false) @Nullable String limit,
                                    @RequestParam(required = false) @Nullable String cursor) {
        return look.children(actor, id, cursor, Page.number(limit)).map(OrganizationJson::of);
    }

    @GetMapping("/api/v1/organizations/{id}/teachers")
    Page<PersonJson> teachers(Actor actor, @PathVariable OrganizationId id, @RequestParam(required = false) @Nullable String limit,
                              @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable String q) {
        return look.teachers(actor, id, q, cursor, Page.number(limit)).map(PersonJson::of);
    }
}
