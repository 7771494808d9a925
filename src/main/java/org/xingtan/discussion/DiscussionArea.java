package org.xingtan.discussion;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;
import org.xingtan.safety.OccasionSource;

/** The console's discussions, and what is held in person. */
@Configuration(proxyBeanMethods = false)
class DiscussionArea {

    @Bean
    Area discussionConsoleArea() {
        return new Area("discussions", "discussion.area", Area.Group.IN_PERSON, "chat", Task.MANAGE_PROGRAMS, 3);
    }

    @Bean
    OccasionSource activityOccasions() {
        return new OccasionSource("ACTIVITY", "discussion.occasion", "discussion.occasion_card");
    }
}
