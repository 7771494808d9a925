package org.xingtan.platform.operation;

import java.util.List;

/** What the person who starts the application should read once it is ready, e.g. the demo accounts. */
public interface Announcement {

    List<String> lines();
}
