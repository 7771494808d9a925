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
        return new Area("discussions", "discussion.area", Area.Group.TRAINING, "chat", Task.MANAGE_PROGRAMS, 6);
    }

    @Bean
    OccasionSource activityOccasions() {
        return new OccasionSource("ACTIVITY", "discussion.occasion", "discussion.occasion_card");
    }
}
