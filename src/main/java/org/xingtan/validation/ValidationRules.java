package org.xingtan.validation;

import java.time.Instant;
import org.xingtan.platform.Condition;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;
import org.xingtan.validation.Call.Stage;
import org.xingtan.validation.Dossier.State;

/** Who may do what to a year, and when: every reason at once. */
final class ValidationRules {

    static final int LONGEST = 500;

    private ValidationRules() {}

    /** The person confirms his year, says what is wrong with it, or takes that back. */
    static Verdict byPerson(Call call, Dossier dossier, Instant now) {
        return Verdict.of(
            Condition.of("validation.mine.open", call.isOpen(Stage.CONFIRM, now), call.window(Stage.CONFIRM).opens(), call.window(Stage.CONFIRM).closes()),
            notValidated(dossier),
            Condition.of("validation.mine.unit", dossier.state() != State.UNIT_CONFIRMED)).from(call.basis());
    }

    /** He confirms what he has seen, and not what it has become meanwhile; and that another system has him under the same name and number, where his authority names one. */
    static Verdict confirms(Call call, Dossier dossier, Instant now, boolean seen, boolean registered) {
        var verdict = and(byPerson(call, dossier, now), Condition.of("validation.mine.seen", seen));
        return call.system() == null ? verdict : and(verdict, Condition.of("validation.mine.registered", registered, call.system().name(), call.system().basis()));
    }

    static Verdict objects(Call call, Dossier dossier, Instant now, String said) {
        return and(byPerson(call, dossier, now), text("validation.mine.objection", said));
    }

    /** His unit confirms somebody's year: what he confirmed, or, when his time is over, what he has not said anything about. */
    static Verdict unitConfirms(Call call, Dossier dossier, Instant now, boolean self) {
        var silent = dossier.state() == State.OPEN && call.window(Stage.CONFIRM).isOver(now);
        return and(byUnit(call, dossier, now, self),
            Condition.of("validation.unit.objection", dossier.state() != State.OBJECTED),
            Condition.of("validation.unit.changed", !dossier.isChanged() || silent, call.window(Stage.CONFIRM).closes()),
            Condition.of("validation.unit.confirmed", dossier.isChanged() || dossier.state() != State.OPEN || silent, call.window(Stage.CONFIRM).closes()));
    }

    /** What the unit does to a year that is not validated yet, except its own administrator's. */
    static Verdict byUnit(Call call, Dossier dossier, Instant now, boolean self) {
        return Verdict.of(
            Condition.of("validation.unit.open", call.isOpen(Stage.UNIT, now), call.window(Stage.UNIT).opens(), call.window(Stage.UNIT).closes()),
            notValidated(dossier),
            Condition.of("validation.unit.other", !self)).from(call.basis());
    }

    static Verdict answers(Dossier dossier, boolean self, String said) {
        return Verdict.of(notValidated(dossier), Condition.of("validation.unit.other", !self),
            Condition.of("validation.answer.objected", dossier.state() == State.OBJECTED), text("validation.answer.text", said));
    }

    /** The authority validates a subtree: those whom their units have confirmed, or, when the units' time is over, those as well whom they have not. */
    static Verdict validates(Call call, Instant now, boolean everybody, String reason) {
        return Verdict.of(
            Condition.of("validation.batch.open", call.isOpen(Stage.VALIDATE, now), call.window(Stage.VALIDATE).opens(), call.window(Stage.VALIDATE).closes()),
            Condition.of("validation.batch.units", !everybody || call.window(Stage.UNIT).isOver(now), call.window(Stage.UNIT).closes()),
            Condition.of("validation.batch.reason", !everybody || isText(reason), LONGEST)).from(call.basis());
    }

    /** @param corrected whether an authority has corrected his hours, or exempted him, since */
    static Verdict validatesAgain(Dossier dossier, boolean corrected, boolean self, String reason) {
        return Verdict.of(Condition.of("validation.again.validated", dossier.isValidated()), Condition.of("validation.again.corrected", corrected),
            Condition.of("validation.again.other", !self), text("validation.again.reason", reason));
    }

    private static Condition notValidated(Dossier dossier) {
        return Condition.of("validation.not-validated", !dossier.isValidated(), dossier.year());
    }

    private static Condition text(String code, String text) {
        return Condition.of(code, isText(text), LONGEST);
    }

    static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && StorableText.is(text);
    }

    private static Verdict and(Verdict verdict, Condition... more) {
        return Verdict.of(java.util.stream.Stream.concat(verdict.conditions().stream(), java.util.Arrays.stream(more)).toList());
    }
}
