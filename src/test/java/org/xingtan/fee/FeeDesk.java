package org.xingtan.fee;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Fixture;

/** The forms of fees, as they are filled in and sent. */
@Fixture
class FeeDesk {

    private final MockMvcTester mvc;

    FeeDesk(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    MvcTestResult get(Actor actor, String address) {
        return mvc.get().uri(address).with(Cast.as(actor)).exchange();
    }

    MvcTestResult post(Actor actor, String address, String... fields) {
        var request = mvc.post().uri(address).with(Cast.as(actor)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    static String today() {
        return LocalDate.now(Window.ZONE).toString();
    }

    static String[] payment(String amount, String voucher) {
        return new String[] {"key", Uuids.next().toString(), "amount", amount, "paidOn", today(), "voucher", voucher, "note", ""};
    }

    static String[] invoice(UUID id, String amount, String taxpayer) {
        return new String[] {"invoice", id.toString(), "amount", amount, "title", "某中学", "taxpayer", taxpayer, "address", "", "bank", "", "email", "a@example.cn"};
    }
}
