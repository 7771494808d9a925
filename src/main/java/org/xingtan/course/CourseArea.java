package org.xingtan.course;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's courses: those who make them and those who review them each have their own. */
@Configuration(proxyBeanMethods = false)
class CourseArea {

    @Bean
    Area courseConsoleArea() {
        return new Area("courses", "course.area", Area.Group.TRAINING, "book", Task.MANAGE_COURSES, 3);
    }

    @Bean
    Area courseReviewConsoleArea() {
        return new Area("course-reviews", "course.reviews.area", Area.Group.TRAINING, "eye", Task.REVIEW_COURSES, 4);
    }
}
