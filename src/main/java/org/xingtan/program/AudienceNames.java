package org.xingtan.program;

import java.util.UUID;
import org.xingtan.platform.Localized;

/** What the codes of an audience are called. */
interface AudienceNames {

    /** Which of the lists a code is from. */
    enum Of { STAGE, SUBJECT, POST, STATE, KIND }

    Localized of(Of list, String code);

    Localized unit(String path);

    Localized program(UUID id);

    /** The word for what is not recorded. */
    Localized nothing();
}
