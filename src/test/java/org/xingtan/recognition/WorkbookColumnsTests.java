package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.Role;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.standing.Standings;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What a provider may say of a training, and need not: whatever columns its workbook has. */
@XingtanTest
class WorkbookColumnsTests {

    private static final List<String> THEMED = List.of("姓名", "证件号码", "培训名称", "类别", "专题", "开始日期", "结束日期", "学时");

    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired Claimed claimed;
    @Autowired DefineRequirement define;
    @Autowired LoadClaims load;
    @Autowired Claims claims;
    @Autowired ProviderImports imports;
    @Autowired Standings standings;

    private final DocumentNumber number = Cast.documentNumber();
    private Cast.Place city;
    private Cast.Place provider;
    private Actor reporter;
    private TeacherId one;

    @BeforeEach
    void plant() {
        city = cast.city();
        Claimed.require(define, city, "ETHICS");
        provider = cast.under(city, "PROVIDER");
        claimed.kinds(provider);
        reporter = cast.actor(cast.staff(provider, Role.PROVIDER_STAFF));
        one = cast.aPerson().at(cast.school(cast.under(city, "COUNTY"))).name("王芳").document(number).save();
    }

    /** By its title or its code, in the year in which the training ended. */
    @Test
    void aTrainingForAThemeFillsIt() throws Exception {
        var id = plan(Sheets.of(THEMED, training("师德集中培训", "专题 ETHICS", 9, "6"), training("师德报告", "ethics", 7, "2"), training("国培", "", 5, "3")));
        load.commit(reporter, id);
        Await.until(() -> imports.find(id).orElseThrow().is(ProviderImport.State.COMMITTED));
        assertThat(claims.of(one)).extracting(Claim::title, Claim::theme)
            .containsExactlyInAnyOrder(tuple("师德集中培训", "ETHICS"), tuple("师德报告", "ETHICS"), tuple("国培", null));

        load.decide(cast.administrator(city), id, Claim.Decision.APPROVE, "");
        Await.until(() -> imports.find(id).orElseThrow().is(ProviderImport.State.DECIDED));

        var standing = standings.of(one, LocalDate.parse(Claimed.day(0)).getYear());
        assertThat(standing.line("ETHICS").orElseThrow().have()).isEqualTo(CreditHours.of("8"));
        assertThat(standing.line("ETHICS").orElseThrow().met()).isTrue();
        assertThat(standing.total().have()).isEqualTo(CreditHours.of("11"));
    }

    @Test
    void aThemeThatItsYearDoesNotAskForIsSaidByItsCell() throws Exception {
        var id = plan(Sheets.of(THEMED, training("国培", "红色教育", 9, "6"), training("省培", "题".repeat(61), 7, "2"), training("市培", "", 5, "2")));

        assertThat(imports.remarks(id, 10)).extracting(it -> it.finding().row(), it -> it.finding().column(), it -> it.finding().code()).containsExactlyInAnyOrder(
            tuple(2, "专题", "recognition.import.theme"), tuple(3, "专题", "verdict.recognition.form.words"));
        assertThat(imports.find(id).orElseThrow().totals()).isEqualTo(new ProviderImport.Totals(1, 0, 2));
        assertThat(forms.get(reporter, "/console/recognition/imports/" + id)).hasStatusOk().bodyText().contains("不是该年度要求的专题");
    }

    @Test
    void theTemplateNamesTheThemesOfTheYear() throws Exception {
        var year = LocalDate.now(org.xingtan.platform.Window.ZONE).getYear();
        define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "文件", CreditHours.of("10"),
            List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", null, CreditHours.of("10"))),
            List.of(new AnnualRequirement.Theme("RED", "红色教育", null, CreditHours.of("3"), List.of())), null, AnnualRequirement.NewHires.FULL_YEAR), null);
        var template = forms.get(reporter, "/console/recognition/imports/template.xlsx?organization=" + provider.id());

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(template.getResponse().getContentAsByteArray()))) {
            assertThat(workbook.getFirstSheet().read().getFirst().stream().map(it -> it.getText()).toList()).contains("专题");
            assertThat(workbook.getSheet(2).orElseThrow().read()).anySatisfy(row -> assertThat(row.stream().filter(it -> it != null).map(it -> it.getText()).toList()).contains("红色教育"));
        }
    }

    /** As rosters bring people in. */
    @Test
    void whoHasAPassportIsFoundByItAndByNothingElse() throws Exception {
        var passport = new DocumentNumber(DocumentNumber.Type.PASSPORT, "E" + (10_000_000 + new java.util.Random().nextInt(89_000_000)));
        var foreigner = cast.aPerson().at(cast.school(cast.under(city, "COUNTY"))).name("李约翰").document(passport).save();
        var header = List.of("姓名", "证件类型", "证件号码", "培训名称", "类别", "开始日期", "结束日期", "学时");
        var id = plan(Sheets.of(header, by("李约翰", "护照", passport.value(), 9), by("李约翰", "其他", passport.value(), 8), by("李约翰", "", passport.value(), 7),
            by("李约翰", "学生证", passport.value(), 6), by("王芳", "", number.value(), 5), by("王芳", "居民身份证", number.value(), 4)));

        assertThat(imports.taken(id)).extracting(ProviderImport.Row::number, ProviderImport.Row::person)
            .containsExactlyInAnyOrder(tuple(2, foreigner), tuple(6, one), tuple(7, one));
        assertThat(imports.remarks(id, 10)).extracting(it -> it.finding().row(), it -> it.finding().column(), it -> it.finding().code()).containsExactlyInAnyOrder(
            tuple(3, "证件号码", "recognition.import.nobody"), tuple(4, "证件号码", "recognition.import.number"), tuple(5, "证件类型", "recognition.import.document-type"));
    }

    private static List<String> by(String name, String type, String document, int before) {
        return List.of(name, type, document, "国培" + before, "专业科目", Claimed.day(before), Claimed.day(before), "2");
    }

    private List<String> training(String title, String theme, int before, String hours) {
        return List.of("王芳", number.value(), title, "专业科目", theme, Claimed.day(before), Claimed.day(before), hours);
    }

    private UUID plan(byte[] workbook) throws Exception {
        return load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "学员.xlsx", workbook);
    }
}
