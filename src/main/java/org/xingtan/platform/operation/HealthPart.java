package org.xingtan.platform.operation;

/** A part without which the application cannot serve: the database, the file store. */
public interface HealthPart {

    String name();

    /** Asked on every look at the health, so it answers within a second or two. */
    boolean isUp();
}
