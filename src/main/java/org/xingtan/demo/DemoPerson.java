package org.xingtan.demo;

import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.PersonRow;
import org.xingtan.platform.TeacherId;

/** Somebody invented, with the unit he works in. */
public record DemoPerson(DemoUnit unit, PersonRow row, EmploymentRow employment) {

    public TeacherId id() {
        return row.id();
    }

    public boolean isInService() {
        return employment.to() == null;
    }

    boolean holds(String post) {
        return employment.posts().contains(post);
    }

    public boolean holdsAny(java.util.Collection<String> posts) {
        return employment.posts().stream().anyMatch(posts::contains);
    }
}
