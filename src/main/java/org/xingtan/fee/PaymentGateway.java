package org.xingtan.fee;

import java.time.LocalDate;
import java.util.UUID;
import org.xingtan.platform.Localized;

/**
 * A way in which money for a statement comes in. Whoever connects one (a bank's interface, the finance bureau's collecting system)
 * implements this and gives what has come in to {@link RecordPayment#take}; the product brings {@link BankTransfer} alone, where people do that.
 *
 * <p>What it must guarantee:
 * <ul>
 * <li><b>One key for one movement of money.</b> {@link Receipt#key} is the channel's own number of it and never used again. The same
 *     message may be given any number of times, on any node and at once: it counts once, and the answer says so.
 * <li><b>Fen.</b> Amounts are whole fen, above zero; what goes back is a refund and never a negative receipt.
 * <li><b>Only what has arrived.</b> A receipt is given when the money is the authority's; an order, a redirect or a page in somebody's browser
 *     is none.
 * <li><b>Callbacks prove who sends them.</b> A channel verifies signature, amount and the statement's number before it gives a receipt, and
 *     answers its sender with success only after {@link RecordPayment#take} has returned, so that what was not committed is sent again.
 * <li><b>Nothing is kept of the payer's means.</b> Numbers of cards and accounts never reach this module.
 * </ul>
 */
public interface PaymentGateway {

    /** Short name under which its payments are kept, in capitals: it never changes and belongs to it alone. */
    String channel();

    /**
     * What somebody is told who wants to pay that much of a statement. It moves no money, and asking again with the same order gives the
     * same invitation.
     */
    Invitation invite(Order order);

    /**
     * What is to be paid.
     *
     * @param number     of the statement; the payer names it so that the money is found
     * @param fen        what is open, above zero
     * @param remittance where the authority has said the money goes; may be empty
     */
    record Order(UUID statement, String number, long fen, Localized payee, String remittance) {}

    /**
     * How to pay.
     *
     * @param text      key of the sentence that says how
     * @param reference what has to be named with the payment
     * @param account   where it goes; may be empty
     */
    record Invitation(String text, String reference, String account) {}

    /**
     * Money that has come in.
     *
     * @param key     the channel's number of this movement, at most 80 characters
     * @param voucher what it is found by in the books
     */
    record Receipt(String channel, String key, UUID statement, long fen, LocalDate paidOn, String voucher, String note) {}
}
