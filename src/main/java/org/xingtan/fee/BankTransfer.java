package org.xingtan.fee;

import org.springframework.stereotype.Component;

/**
 * Units transfer money by their banks, and the finance of the authority records what its account shows. Where the authority has said whose
 * account that is, nobody else is named: it may be its center's.
 */
@Component
class BankTransfer implements PaymentGateway {

    static final String CHANNEL = "TRANSFER";

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Invitation invite(Order order) {
        return new Invitation(order.remittance().isEmpty() ? "fee.pay.transfer" : "fee.pay.transfer.account", order.number(), order.remittance());
    }
}
