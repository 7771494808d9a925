package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** A password is what somebody has typed, whatever is in it. */
@XingtanTest
class TypedPasswordTests {

    private static final String PASSWORD = "corn\u200B-lamp\u202E-ferry";

    @Autowired MockMvc mvc;
    @Autowired Cast cast;
    @Autowired OpenAccounts accounts;

    @Test
    void opensASessionAndATokenAsItWasTypedOnly() {
        var visitor = new Visitor(mvc);
        accounts.open(List.of(new OpenAccounts.Row(cast.teacher(cast.school()), "typed.password", null, accounts.hash(PASSWORD), null)));

        assertThat(visitor.signIn("typed.password", "corn-lamp-ferry").getStatus()).isNotEqualTo(303);
        assertThat(visitor.signIn("typed.password", PASSWORD).getStatus()).isEqualTo(303);
        assertThat(token(PASSWORD)).isEqualTo(201);
        assertThat(token("corn-lamp-ferry")).isEqualTo(401);
    }

    private int token(String password) {
        return new Visitor(mvc).send(MockMvcRequestBuilders.post("/api/v1/tokens").contentType(MediaType.APPLICATION_JSON)
            .content("{\"username\":\"typed.password\",\"password\":\"" + password + "\",\"name\":\"test\"}")).getStatus();
    }
}
