package org.xingtan.identity;

import java.util.List;

/** Accounts of invented persons that the sign-in page offers. There is such a bean in demo mode only. */
public interface DemoAccounts {

    /** One of them: whom the visitor becomes, in both languages. */
    record Account(String username, String phone, String who, String whoInEnglish) {}

    List<Account> accounts();

    /** The password they all share. */
    String password();
}
