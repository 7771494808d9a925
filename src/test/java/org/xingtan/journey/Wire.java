package org.xingtan.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a page costs over the wire, by the browser's own count: everything fetched to show it, headers included. Films are fetched when
 * somebody presses play, and are not counted; their posters are. Nor is what a page that is shown reports of its reader, which comes
 * again and again however long a slow machine looks at it, nor what the page before still asked when this one was opened: the browser
 * does not always say that it has given that up.
 */
final class Wire {

    /** Looked at so often, in milliseconds; quiet for so many looks; and so many at most. */
    private static final int BETWEEN = 50;
    private static final int QUIET = 4;
    private static final int LONGEST = 600;

    /** @param bytes and addresses of what was asked for until nothing more came */
    record Weight(long bytes, List<String> requests) {}

    private final Page page;
    private final CDPSession browser;
    private final List<String> requests = new ArrayList<>();
    private final Map<String, String> open = new HashMap<>();
    private final Set<String> others = new HashSet<>();
    private String document = "";
    private long bytes;

    Wire(Visit visit) {
        this.page = visit.page();
        this.browser = visit.context().newCDPSession(page);
        browser.on("Network.requestWillBeSent", this::sent);
        browser.on("Network.loadingFailed", event -> open.remove(event.get("requestId").getAsString()));
        browser.on("Network.loadingFinished", event -> {
            open.remove(event.get("requestId").getAsString());
            if (!others.contains(event.get("requestId").getAsString())) {
                bytes += event.get("encodedDataLength").getAsLong();
            }
        });
        browser.send("Network.enable");
    }

    /** Of somebody who was never here. */
    Weight first(Runnable opens) {
        known(false);
        try {
            return later(opens);
        } finally {
            known(true);
        }
    }

    /** Of somebody whose browser has kept what it may keep. */
    Weight later(Runnable opens) {
        bytes = 0;
        requests.clear();
        opens.run();
        settle();
        return new Weight(bytes, List.copyOf(requests));
    }

    private void known(boolean known) {
        var parameters = new JsonObject();
        parameters.addProperty("cacheDisabled", !known);
        browser.send("Network.setCacheDisabled", parameters);
    }

    /** Until nothing has been asked for a while; what is not answered is named. */
    private void settle() {
        var quiet = 0;
        for (var turns = 0; quiet < QUIET; turns++) {
            if (turns == LONGEST) {
                throw new IllegalStateException("asked and not answered: " + open.values());
            }
            page.waitForTimeout(BETWEEN);
            quiet = open.isEmpty() ? quiet + 1 : 0;
        }
    }

    private void sent(JsonObject event) {
        var request = event.getAsJsonObject("request");
        var url = request.get("url").getAsString();
        var type = event.has("type") ? event.get("type").getAsString() : "";
        if (type.equals("Document")) {
            document = event.get("loaderId").getAsString();
            open.clear();
        }
        var ofBefore = !event.get("loaderId").getAsString().equals(document);
        if (ofBefore || type.equals("Media") || !request.get("method").getAsString().equals("GET")) {
            others.add(event.get("requestId").getAsString());
        } else if (!url.startsWith("data:")) {
            requests.add(url);
            open.put(event.get("requestId").getAsString(), url);
        }
    }
}
