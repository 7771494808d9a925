package org.xingtan.quiz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.catalog.Questions;

/**
 * The questions of an attempt as they are asked. The order of their options looks random and follows from the attempt's id,
 * so that nobody has to keep it; marks depend on the options' ids alone.
 */
@Component
class Sheet {

    private final Questions bank;

    Sheet(Questions bank) {
        this.bank = bank;
    }

    List<Question> of(Attempt attempt) {
        return bank.findAll(attempt.questions()).stream().map(question -> shown(question, attempt.id())).toList();
    }

    /** True and false stay in their order. */
    private static Question shown(Question question, UUID attempt) {
        if (question.kind() == QuestionKind.TRUE_FALSE) {
            return question;
        }
        var seed = attempt.getLeastSignificantBits() ^ Long.rotateLeft(question.id().getLeastSignificantBits(), 17);
        return new Question(question.id(), question.kind(), question.text(), mixed(question.options(), seed), mixed(question.targets(), seed),
            question.key(), question.explanation());
    }

    static List<Question.Choice> mixed(List<Question.Choice> choices, long seed) {
        var mixed = new ArrayList<>(choices);
        mixed.sort(Comparator.comparingLong((Question.Choice choice) -> mix(seed + choice.id().hashCode() * 0x9E3779B97F4A7C15L))
            .thenComparing(Question.Choice::id));
        return mixed;
    }

    /** SplitMix64's last step: a bijection that leaves no pattern. */
    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
