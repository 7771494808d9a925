package org.xingtan.testing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.recognition.YearClosed;

/** As if the years of some people had been validated, each at a moment of his own. */
public record ValidatedYears(Map<TeacherId, Instant> since) implements YearClosed {

    /** As it is asked for. */
    public static ObjectProvider<YearClosed> of(Map<TeacherId, Instant> since) {
        var factory = new StaticListableBeanFactory();
        factory.addBean("closed", new ValidatedYears(since));
        return factory.getBeanProvider(YearClosed.class);
    }

    /** All at once. */
    public static ObjectProvider<YearClosed> of(Collection<TeacherId> people, Instant since) {
        return of(people.stream().collect(Collectors.toMap(it -> it, _ -> since)));
    }

    /** As if a batch that validates whomever it comes by were waited for when years are held. */
    public static ObjectProvider<YearClosed> onceHeld() {
        var factory = new StaticListableBeanFactory();
        factory.addBean("closed", new OnceHeld(new HashSet<>()));
        return factory.getBeanProvider(YearClosed.class);
    }

    private record OnceHeld(Set<TeacherId> validated) implements YearClosed {

        @Override
        public boolean isClosed(TeacherId teacher, int year) {
            return validated.contains(teacher);
        }

        @Override
        public Set<TeacherId> closedOrHeld(Collection<TeacherId> teachers, int year) {
            validated.addAll(teachers);
            return Set.copyOf(teachers);
        }
    }

    /** As if a year of somebody had been validated at that moment, in the database. It cannot be undone: the transaction is rolled back. */
    public static void keep(JdbcClient db, TeacherId teacher, int year, OrganizationId unit, Instant at) {
        var call = UUID.randomUUID();
        db.sql("insert into validation.call (id, owner_id, year, title, basis, made_at, made_by) values (:call, :unit, :year, '验证', '文件', now(), :call)").param("call", call)
            .param("unit", unit.value()).param("year", year).update();
        db.sql("""
                insert into validation.dossier (teacher_id, year, call_id, state, changed_at, organization_id, result, version)
                values (:t, :year, :call, 'VALIDATED', now(), :unit, 'COMPLIANT', 1)
                """)
            .param("t", teacher.value()).param("year", year).param("call", call).param("unit", unit.value()).update();
        db.sql("""
                insert into validation.frozen (teacher_id, year, version, call_id, batch_id, organization_id, result, facts, entries, validated_at, validated_by)
                values (:t, :year, 1, :call, :call, :unit, 'COMPLIANT', '{}', 0, :at, :call)
                """)
            .param("t", teacher.value()).param("year", year).param("call", call).param("unit", unit.value()).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    @Override
    public boolean isClosed(TeacherId teacher, int year) {
        return since.containsKey(teacher);
    }

    @Override
    public Map<TeacherId, Instant> closedSince(Collection<TeacherId> teachers, int year) {
        return teachers.stream().filter(since::containsKey).collect(Collectors.toMap(it -> it, since::get));
    }
}
