package org.xingtan.census;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.People;
import org.xingtan.directory.RealName;
import org.xingtan.directory.RealNameState;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: a unit confirms or denies the real names of its people, one or many: all or none. Who is there already stays. */
@Component
public class VerifyRealNames {

    private static final int REASON_AT_MOST = 200;

    private final RealName realName;
    private final People people;
    private final Access access;
    private final JdbcClient db;
    private final Clock clock;

    VerifyRealNames(RealName realName, People people, Access access, JdbcClient db, Clock clock) {
        this.realName = realName;
        this.people = people;
        this.access = access;
        this.db = db;
        this.clock = clock;
    }

    /** @return how many were not verified before */
    @Transactional
    public int verify(Actor actor, Collection<TeacherId> chosen) {
        var open = without(actor, chosen, RealNameState.VERIFIED);
        open.forEach(person -> {
            realName.verify(actor, person);
            db.sql("delete from census.real_name_refusal where teacher_id = :teacher").param("teacher", person.value()).update();
        });
        return open.size();
    }

    /** @return how many were not rejected before */
    @Transactional
    public int reject(Actor actor, Collection<TeacherId> chosen, String reason) {
        Verdict.of(Condition.of("census.reason", !reason.isBlank() && reason.strip().length() <= REASON_AT_MOST, REASON_AT_MOST)).orRefuse();
        var open = without(actor, chosen, RealNameState.REJECTED);
        open.forEach(person -> {
            realName.reject(actor, person, reason.strip());
            keep(person, reason.strip());
        });
        return open.size();
    }

    /** For the person's own to-do list. */
    private void keep(TeacherId person, String reason) {
        db.sql("""
                insert into census.real_name_refusal (teacher_id, reason, refused_at) values (:teacher, :reason, :now)
                    on conflict (teacher_id) do update set reason = excluded.reason, refused_at = excluded.refused_at
                """)
            .param("teacher", person.value()).param("reason", reason).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private List<TeacherId> without(Actor actor, Collection<TeacherId> chosen, RealNameState already) {
        if (chosen.isEmpty()) {
            throw new Refused("census.nobody-chosen");
        }
        var scope = access.scope(actor, Task.MANAGE_ROSTER);
        return chosen.stream().distinct().sorted(Comparator.comparing(TeacherId::toString))
            .filter(person -> people.find(scope, person).orElseThrow(() -> new NotFound(person)).realName() != already).toList();
    }
}
