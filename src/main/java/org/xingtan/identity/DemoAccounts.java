package org.xingtan.identity;

import java.util.List;

/** Accounts of invented persons that the sign-in page offers. There are none where the demo is not wanted, or not there. */
public interface DemoAccounts {

    /** One of them: whom the visitor becomes, in both languages. */
    record Account(String username, String phone, String who, String whoInEnglish) {}

    /** Empty where nobody can be tried out. */
    List<Account> accounts();

    /** The password they all share. */
    String password();
}
