package org.xingtan.planning;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.planning.PlanPeople.Which;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Page;

/** What pages of training plans show. */
public final class PlanningView {

    /** So many trainings that are looked for are shown. */
    public static final int FOUND = 50;

    /** So many of the newest steps of a plan are shown. */
    public static final int STEPS = 100;

    private PlanningView() {}

    /**
     * The first look of the console.
     *
     * @param at    the unit below that is looked at; null for the reader's own
     * @param keeps for which the reader plans
     * @param own   plans of these units, or of the one that is looked at
     * @param above what units above them have published
     * @param below the units right below, with what they have planned
     */
    public record Overview(int year, @Nullable OrganizationCard at, List<OrganizationCard> keeps, List<Named> own, List<Named> above, Page<Below> below) {

        public String here() {
            return "/console/planning?year=" + year + (at == null ? "" : "&organization=" + at.id());
        }

        public String in(int other) {
            return "/console/planning?year=" + other + (at == null ? "" : "&organization=" + at.id());
        }
    }

    /** A plan and whose it is. */
    public record Named(TrainingPlan plan, Localized unit) {}

    /**
     * A unit right below.
     *
     * @param plans  it has published for the year
     * @param inside units below it that have published one
     */
    public record Below(UUID id, String code, Localized name, boolean privately, int plans, int inside) {}

    /** Whom a line is for, as it is called; what is not named is empty. */
    public record Who(@Nullable Integer from, @Nullable Integer to, List<Localized> stages, List<Localized> subjects, boolean rural, List<Localized> posts, List<Localized> units) {

        public boolean isLayered() {
            return from != null || to != null;
        }

        public boolean isKind() {
            return rural || !stages.isEmpty() || !subjects.isEmpty();
        }
    }

    /** A unit right below the one that is looked at, or that one itself, for its own people. */
    public record Unit(UUID id, String path, Localized name, boolean privately, boolean own) {}

    /**
     * Where somebody looks.
     *
     * @param owner     whose plan it is
     * @param unit      whose people are counted
     * @param trail     from the highest unit that he may look at down to this one
     * @param ownership {@code PUBLIC} or {@code PRIVATE}; null for units of both
     * @param keeps     whether he plans for the owner
     */
    public record Place(TrainingPlan plan, OrganizationCard owner, OrganizationCard unit, List<OrganizationCard> trail, @Nullable String ownership, boolean keeps) {

        /** The same plan elsewhere. */
        public String href(String organization) {
            return plan.href() + query(organization, ownership);
        }

        /** The same people, of units of one sort. @param sort null for both */
        public String of(@Nullable String sort) {
            return plan.href() + query(unit.id().toString(), sort);
        }

        /** A page beside it about the same people. */
        public String beside(String page) {
            return plan.href() + "/" + page + query(unit.id().toString(), ownership);
        }

        /** The same elsewhere. */
        public String beside(String page, String organization) {
            return plan.href() + "/" + page + query(organization, ownership);
        }

        /** A line for the same people. */
        public String line(PlanLine line) {
            return line.href() + query(unit.id().toString(), ownership);
        }

        private static String query(String organization, @Nullable String sort) {
            return "?organization=" + organization + (sort == null ? "" : "&ownership=" + sort);
        }
    }

    /**
     * One plan.
     *
     * @param who        whom its lines are for
     * @param categories what the categories of hours are called
     * @param units      right below, in which somebody is
     */
    public record OnePlan(Place place, List<PlanLine> lines, Map<UUID, Who> who, Map<String, Localized> categories, Coverage coverage, List<Unit> units,
                          List<TrainingPlan.Step> steps) {

        public TrainingPlan plan() {
            return place.plan();
        }

        /** Those lines that nothing serves. */
        public List<PlanLine> bare() {
            return lines.stream().filter(PlanLine::isBare).toList();
        }

        public Coverage.Part of(Unit unit) {
            return coverage.parts().getOrDefault(unit.path(), Coverage.Part.NOBODY);
        }
    }

    /**
     * One line.
     *
     * @param trainings that serve it
     * @param words     that others were looked for by; null where none were
     * @param found     that could serve it as well
     */
    public record OneLine(Place place, PlanLine line, Who who, @Nullable Localized category, List<PlannedTraining> trainings, Coverage coverage, List<Unit> units,
                          @Nullable String words, List<PlannedTraining> found) {

        public Coverage.Count of(Unit unit) {
            return coverage.parts().getOrDefault(unit.path(), Coverage.Part.NOBODY).of(line);
        }

        public boolean serves(ProgramId program) {
            return line.programs().contains(program);
        }
    }

    /**
     * People of a unit, one by one.
     *
     * @param lines  all of the plan
     * @param line   the one that they are looked at for; null for all of them
     * @param search a part of the name; null for everybody
     * @param listed how many there are of each sort, and those that are shown
     * @param reminds whether the reader may remind them
     * @param next   id of the reminder that would be sent: sent twice it is one
     */
    public record People(Place place, List<PlanLine> lines, @Nullable PlanLine line, Which which, @Nullable String search, PlanPeople.Listed listed, boolean reminds,
                         UUID next) {

        /** What one may look for. */
        public List<Which> choices() {
            return line == null ? List.of(Which.ALL, Which.MISSING, Which.TAKING, Which.WITHOUT) : List.of(Which.ALL, Which.MISSING, Which.TAKING, Which.COMPLETED);
        }

        /** How many there are, whatever is searched for. */
        public int count(Which of) {
            return listed.counts().getOrDefault(of, 0);
        }

        public Page<PlanPeople.Row> page() {
            return listed.page();
        }

        /** These people, ready for more. */
        public String of(Which other) {
            return place.beside("people") + asked(other);
        }

        /** An act on this very list. */
        public String act(String verb) {
            return place.beside("people/" + verb) + asked(which);
        }

        private String asked(Which kind) {
            return "&which=" + kind + (line == null ? "" : "&line=" + line.id()) + (search == null ? "" : "&q=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
        }
    }

    /** A reminder that was sent: how many were on the list, and how many had not been reminded on that day. */
    public record Sent(int listed, int told) {}

    /** What a line can be made of. */
    public record Choices(List<Vocabulary.Term> stages, List<Vocabulary.Term> subjects, List<Vocabulary.Term> posts, List<OrganizationCard> units,
                          Map<String, Localized> categories) {}
}
