package org.xingtan.discussion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at an activity. Its record and files are for those who were there and for who keeps it. */
@Component
class LookAtActivities {

    private static final int ROWS = 100;

    private final DiscussionsInCharge inCharge;
    private final Circle circle;
    private final Activities activities;
    private final ActivityFiles files;
    private final Clock clock;

    LookAtActivities(DiscussionsInCharge inCharge, Circle circle, Activities activities, ActivityFiles files, Clock clock) {
        this.inCharge = inCharge;
        this.circle = circle;
        this.activities = activities;
        this.files = files;
        this.clock = clock;
    }

    /** @throws NotFound for one who neither was there nor takes part in the unit it is for */
    ActivityView read(Actor actor, UUID id) {
        var activity = activities.find(id);
        var wasThere = activities.wasThere(activity, actor.teacher());
        if (!wasThere) {
            circle.require(actor, activity.program(), activity.path());
        }
        return new ActivityView(activity, wasThere ? files.of(activity) : List.of(), wasThere, new Page<>(List.of(), null), null, today());
    }

    /** @throws NotFound unless the actor keeps it */
    ActivityView keep(Actor actor, UUID id, @Nullable String typed, @Nullable String after) {
        var activity = activities.find(id);
        inCharge.requireKeeper(actor, activity.path());
        var search = search(typed);
        return new ActivityView(activity, files.of(activity), false, activities.people(activity, search, after, ROWS), search, today());
    }

    /** @throws NotFound for one who neither was there nor keeps it */
    ResponseEntity<Resource> file(Actor actor, UUID id, DocumentId document, HttpHeaders request) {
        var activity = activities.find(id);
        if (!activities.wasThere(activity, actor.teacher())) {
            inCharge.requireKeeper(actor, activity.path());
        }
        return files.serve(activity, document, request);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    private static @Nullable String search(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        if (typed.indexOf('\0') >= 0 || typed.length() > 100) {
            throw new Problem(400, "error.malformed");
        }
        return typed.strip();
    }
}
