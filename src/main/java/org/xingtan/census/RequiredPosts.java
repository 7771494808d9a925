package org.xingtan.census;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xingtan.program.Audience;

/** The posts one of which a person must hold to be of an audience. */
final class RequiredPosts {

    private RequiredPosts() {}

    /** None when somebody may be of it without any post. */
    static Set<String> of(Audience audience) {
        return switch (audience) {
            case Audience.Post(var codes) -> Set.copyOf(codes);
            case Audience.All(var parts) -> parts.stream().map(RequiredPosts::of).filter(posts -> !posts.isEmpty())
                .min(Comparator.comparingInt(Set::size)).orElse(Set.of());
            case Audience.Any(var parts) -> union(parts);
            default -> Set.of();
        };
    }

    private static Set<String> union(List<Audience> parts) {
        var all = new HashSet<String>();
        for (var part : parts) {
            var posts = of(part);
            if (posts.isEmpty()) {
                return Set.of();
            }
            all.addAll(posts);
        }
        return Set.copyOf(all);
    }
}
