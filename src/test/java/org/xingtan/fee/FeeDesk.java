package org.xingtan.fee;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.testing.Fixture;
import org.xingtan.testing.Forms;

/** The forms of fees, as they are filled in and sent. */
@Fixture
class FeeDesk {

    private final Forms forms;

    FeeDesk(Forms forms) {
        this.forms = forms;
    }

    MvcTestResult get(Actor actor, String address) {
        return forms.get(actor, address);
    }

    MvcTestResult post(Actor actor, String address, String... fields) {
        return forms.post(actor, address, fields);
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
