package org.xingtan.activation;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** Accounts of the units in charge: how many are opened, activated, used. */
@Controller
class AccountConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area accountConsoleArea() {
            return new Area("accounts", "activation.rates", Area.Group.PEOPLE, "key", Task.MANAGE_ACCOUNTS, 6);
        }
    }

    private final LookAtAccounts look;

    AccountConsole(LookAtAccounts look) {
        this.look = look;
    }

    @GetMapping("/console/accounts")
    ModelAndView rates(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization) {
        return new ModelAndView("activation/rates", "rates", look.at(actor, organization)).addObject("days", LookAtAccounts.DAYS).addObject("tops", look.tops(actor));
    }

    @GetMapping("/console/accounts/export.xlsx")
    void export(Actor actor, @RequestParam OrganizationId organization, Locale locale, HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"accounts.xlsx\"");
        response.setHeader("Cache-Control", "no-store");
        look.export(actor, organization, locale, response.getOutputStream());
    }
}
