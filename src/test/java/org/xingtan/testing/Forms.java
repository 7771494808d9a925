package org.xingtan.testing;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;

/** Pages as somebody who is signed in opens them, and their forms as he fills them in and sends them. */
@Fixture
public class Forms {

    private final MockMvcTester mvc;

    Forms(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    public MvcTestResult get(Actor actor, String address) {
        return mvc.get().uri(address).with(Cast.as(actor)).exchange();
    }

    /** @param fields names and values in turn */
    public MvcTestResult post(Actor actor, String address, String... fields) {
        var request = mvc.post().uri(address).with(Cast.as(actor)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
