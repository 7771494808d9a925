/** 岗位任职资格: which qualifications the posts of people need, what people hold as they or their units say, and who lacks what. */
@ApplicationModule(displayName = "Qualification", allowedDependencies = {"platform", "audit", "document", "directory"})
@NullMarked
package org.xingtan.qualification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
