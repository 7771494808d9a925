package org.xingtan.testing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
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

    @Override
    public boolean isClosed(TeacherId teacher, int year) {
        return since.containsKey(teacher);
    }

    @Override
    public Map<TeacherId, Instant> closedSince(Collection<TeacherId> teachers, int year) {
        return teachers.stream().filter(since::containsKey).collect(Collectors.toMap(it -> it, since::get));
    }
}
