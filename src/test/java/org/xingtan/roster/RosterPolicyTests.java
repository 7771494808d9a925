package org.xingtan.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.KnownPeople.Employment;
import org.xingtan.directory.KnownPeople.Known;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.roster.Decision.Action;

class RosterPolicyTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);
    private static final OrganizationCard HERE = unit("c.here");
    private static final OrganizationCard SISTER = unit("c.sister");
    private static final OrganizationCard ELSEWHERE = unit("c2.there");

    private final RosterPolicy policy = new RosterPolicy(new Scope(List.of("c")), TODAY);

    @Test
    void somebodyNewBeginsOnTheDayOfHire() {
        var decision = policy.decide(row("甲", "ACTIVE", null), null);

        assertThat(decision.action()).isEqualTo(Action.CREATE);
        assertThat(decision.incoming().known()).isFalse();
        assertThat(decision.incoming().begin().since()).isEqualTo(LocalDate.of(2020, 9, 1));
    }

    @Test
    void nobodyHasToEndWhatNeverBegan() {
        assertThat(policy.decide(row("甲", "RETIRED", null), null).action()).isEqualTo(Action.UNCHANGED);
    }

    @Test
    void whatIsTheSameStaysAsItIs() {
        assertThat(policy.decide(row("甲", "ACTIVE", null), known("甲", HERE, "ACTIVE")).action()).isEqualTo(Action.UNCHANGED);
    }

    @Test
    void anotherNameHereIsAChangeThatIsSaid() {
        var decision = policy.decide(row("乙", "ACTIVE", null), known("甲", HERE, "ACTIVE"));

        assertThat(decision.action()).isEqualTo(Action.CHANGE);
        assertThat(decision.incoming().changed()).containsExactly("name");
        assertThat(decision.findings()).extracting(it -> it.finding().code()).containsExactly("roster.name.changes");
    }

    @Test
    void anotherNameElsewhereIsASlipOfThePenAndTellsNothing() {
        var decision = policy.decide(row("乙", "ACTIVE", null), known("甲", ELSEWHERE, "ACTIVE"));

        assertThat(decision.action()).isEqualTo(Action.REFUSED);
        assertThat(decision.findings().getFirst().finding().arguments()).isEmpty();
    }

    @Test
    void leaveBeginsTodayOrOnTheDayThatIsWrittenAndKeepsThePosts() {
        assertThat(policy.decide(row("甲", "ON_LEAVE", null), known("甲", HERE, "ACTIVE")).incoming().begin().since()).isEqualTo(TODAY);
        var dated = policy.decide(row("甲", "ON_LEAVE", LocalDate.of(2026, 8, 1)), known("甲", HERE, "ACTIVE")).incoming();
        assertThat(dated.begin().since()).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(dated.posts()).containsExactly("TUTOR");
    }

    @Test
    void nothingChangesBeforeThePresentEmploymentBegan() {
        assertThat(policy.decide(row("甲", "RETIRED", LocalDate.of(2000, 1, 1)), known("甲", HERE, "ACTIVE")).action()).isEqualTo(Action.REFUSED);
    }

    @Test
    void insideTheImportOneIsMovedAndOutsideAskedFor() {
        assertThat(policy.decide(row("甲", "ACTIVE", null), known("甲", SISTER, "ACTIVE")).incoming()).isNotNull();
        var asked = policy.decide(row("甲", "ACTIVE", null), known("甲", ELSEWHERE, "ACTIVE"));
        assertThat(asked.action()).isEqualTo(Action.TRANSFER);
        assertThat(asked.incoming()).isNull();
        assertThat(asked.asking().from()).isEqualTo(ELSEWHERE.id());
    }

    @Test
    void nobodyEndsWhatIsElsewhere() {
        assertThat(policy.decide(row("甲", "TRANSFERRED", null), known("甲", ELSEWHERE, "ACTIVE")).action()).isEqualTo(Action.UNCHANGED);
        assertThat(policy.decide(row("甲", "TRANSFERRED", null), known("甲", HERE, "ACTIVE")).action()).isEqualTo(Action.RETIRE);
    }

    @Test
    void whoHasRetiredComesBackWithoutAnybodysRelease() {
        assertThat(policy.decide(row("甲", "ACTIVE", null), known("甲", ELSEWHERE, "RETIRED")).findings()).isNotEmpty();
        assertThat(policy.decide(row("甲", "ACTIVE", null), known("甲", HERE, "RETIRED")).action()).isEqualTo(Action.CREATE);
    }

    private static OrganizationCard unit(String path) {
        return new OrganizationCard(OrganizationId.next(), path.replace('.', '-'), path, null, "SCHOOL", null, path, List.of());
    }

    private static RosterRow row(String name, String state, @Nullable LocalDate since) {
        var first = "43100319900101005";
        var document = new DocumentNumber(DocumentNumber.Type.RESIDENT_ID, first + DocumentNumber.checkDigit(first));
        return new RosterRow(2, name, document, null, null, null, HERE, null, null, List.of(), null, LocalDate.of(2020, 9, 1), state, since);
    }

    private static Known known(String name, OrganizationCard unit, String state) {
        return new Known(TeacherId.next(), name, null, null, LocalDate.of(2020, 9, 1), null, null, null, null,
            new Employment(UUID.randomUUID(), unit.id(), unit.path(), state, List.of("TUTOR"), LocalDate.of(2020, 9, 1), null));
    }
}
