package org.xingtan.fee;

import org.springframework.stereotype.Component;

/** Units transfer money by their banks, and the finance of the authority records what its account shows. */
@Component
class BankTransfer implements PaymentGateway {

    static final String CHANNEL = "TRANSFER";

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Invitation invite(Order order) {
        return new Invitation("fee.pay.transfer", order.number(), order.remittance());
    }
}
