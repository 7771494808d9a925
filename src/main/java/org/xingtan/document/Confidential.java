package org.xingtan.document;

import java.util.List;

/** Documents that lie encrypted. Each module that has such implements it: so those are found that lay there before they did. */
public interface Confidential {

    List<DocumentId> confidential();
}
