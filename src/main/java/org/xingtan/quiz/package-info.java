/** Quizzes: drawing, answering and marking on the server, and the questions that are asked inside a lesson. */
@ApplicationModule(displayName = "Quiz", allowedDependencies = {"platform", "enrollment", "program", "catalog"})
@NullMarked
package org.xingtan.quiz;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
