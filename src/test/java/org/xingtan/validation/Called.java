package org.xingtan.validation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule;
import org.xingtan.standing.LinesMet;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Fixture;

/** A city that asks for hours and calls for the validation of this year: every test makes its own. */
@Fixture
class Called {

    static final int YEAR = LocalDate.now(Window.ZONE).getYear();

    private final Cast cast;
    private final DefineRequirement define;
    private final Ledger ledger;
    private final KeepCall keep;
    private final Calls calls;
    private final LinesMet met;
    private final TransactionTemplate transaction;
    private final JdbcClient db;

    Called(Cast cast, DefineRequirement define, Ledger ledger, KeepCall keep, Calls calls, LinesMet met, TransactionTemplate transaction, JdbcClient db) {
        this.cast = cast;
        this.define = define;
        this.ledger = ledger;
        this.keep = keep;
        this.calls = calls;
        this.met = met;
        this.transaction = transaction;
        this.db = db;
    }

    /** Somebody who comes after the year was asked for. */
    TeacherId teacher(Cast.Place school) {
        var teacher = cast.teacher(school);
        transaction.executeWithoutResult(_ -> met.of(List.of(teacher), YEAR));
        return teacher;
    }

    void require(Cast.Place city) {
        require(city, YEAR);
    }

    void require(Cast.Place city, int year) {
        define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "穗教发〔2022〕1号", CreditHours.of("30"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("10")),
            new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("20"))),
            List.of(new AnnualRequirement.Theme("ETHICS", "师德", "Ethics", CreditHours.of("2"), List.of())), null, AnnualRequirement.NewHires.FULL_YEAR), null);
    }

    /** Published; teachers, units and the authority may act until so many days from today. */
    Call call(Actor authority, Cast.Place city, int confirm, int unit, int validate) {
        var form = new CallForm(city.id().toString(), String.valueOf(YEAR), "年度验证", "穗教发〔2022〕1号", day(-30), day(confirm), day(unit), day(validate));
        return calls.find(keep.publish(authority, keep.define(authority, form).id()).id()).orElseThrow();
    }

    static String day(int from) {
        return LocalDate.now(Window.ZONE).plusDays(from).toString();
    }

    UUID earn(Cast.Place school, TeacherId teacher, String category, String hours) {
        return earn(school, teacher, category, hours, YEAR, Map.of());
    }

    UUID earn(Cast.Place school, TeacherId teacher, String category, String hours, int year, Map<String, Object> evidence) {
        return ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule(category, new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, List.of(), CreditHours.of(hours), "test", UUID.randomUUID().toString(),
            "Course", evidence, LocalDate.of(year, 1, 4))).id();
    }

    /** All that is asked for. */
    UUID complete(Cast.Place school, TeacherId teacher) {
        earn(school, teacher, "COMMON", "10", YEAR, Map.of("theme", "ETHICS"));
        return earn(school, teacher, "PROFESSIONAL", "20");
    }

    /** Months left out beside the way that tells anybody of it. */
    void exempt(Actor authority, TeacherId teacher, int first, int last) {
        transaction.executeWithoutResult(_ -> {
            db.sql("""
                    insert into standing.exemption (teacher_id, id, year, months, kind, reason, granted_at, granted_by)
                    values (:teacher, gen_random_uuid(), :year, int4range(:first, :last, '[]'), 'LEAVE', '援藏', now(), :by)
                    """)
                .param("teacher", teacher.value()).param("year", YEAR).param("first", first).param("last", last).param("by", authority.teacher().value()).update();
            met.of(List.of(teacher), YEAR);
        });
    }

    List<String> states(Call call) {
        return db.sql("select state from validation.dossier where call_id = :call order by state").param("call", call.id()).query(String.class).list();
    }
}
