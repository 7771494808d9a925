package org.xingtan.authoring;

import java.util.HashMap;
import java.util.Map;

/** One thing that a form does to a draft. */
interface Act {

    ProgramDraft on(ProgramDraft draft, Fields fields);

    /** By the last word of their address; those of rules are open for a program that is out, too. */
    static Map<String, Act> ofRules() {
        var acts = new HashMap<String, Act>();
        acts.putAll(TrackActs.all());
        acts.putAll(AudienceActs.all());
        acts.putAll(CompletionActs.all());
        acts.putAll(CreditActs.all());
        return Map.copyOf(acts);
    }

    static Map<String, Act> all() {
        var acts = new HashMap<>(ofRules());
        acts.putAll(BasicsActs.all());
        acts.putAll(ContentActs.all());
        return Map.copyOf(acts);
    }
}
