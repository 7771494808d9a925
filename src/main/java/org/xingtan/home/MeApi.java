package org.xingtan.home;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.directory.AppointmentCard;
import org.xingtan.directory.Appointments;
import org.xingtan.directory.OrganizationJson;
import org.xingtan.directory.People;
import org.xingtan.directory.RealNameState;
import org.xingtan.directory.Role;
import org.xingtan.identity.SignInNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;

/** Who the signed-in person is, where he works and what he is appointed to. */
@RestController
class MeApi {

    record AppointmentJson(Role role, OrganizationJson organization, String from, @Nullable String to) {}

    record Me(String id, String name, @Nullable String username, @Nullable RealNameState realName, @Nullable OrganizationJson organization,
              List<String> posts, List<AppointmentJson> appointments) {}

    private final People people;
    private final Appointments appointments;
    private final SignInNames names;

    MeApi(People people, Appointments appointments, SignInNames names) {
        this.people = people;
        this.appointments = appointments;
        this.names = names;
    }

    @GetMapping("/api/v1/me")
    Me me(Actor actor) {
        var person = people.find(actor.teacher()).orElseThrow(() -> new NotFound(actor.teacher()));
        return new Me(actor.teacher().toString(), person.name(), names.userName(actor.teacher()), person.realName(),
            person.organization() == null ? null : OrganizationJson.of(person.organization()), person.posts(),
            appointments.of(actor.teacher()).stream().map(MeApi::json).toList());
    }

    private static AppointmentJson json(AppointmentCard it) {
        return new AppointmentJson(it.role(), OrganizationJson.of(it.organization()), it.from().toString(),
            it.to() == null ? null : it.to().toString());
    }
}
