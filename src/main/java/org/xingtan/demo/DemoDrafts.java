package org.xingtan.demo;

import java.util.Arrays;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.course.CourseForm;
import org.xingtan.course.DraftId;
import org.xingtan.course.DraftLesson;
import org.xingtan.course.DraftState;
import org.xingtan.course.EditBank;
import org.xingtan.course.EditLesson;
import org.xingtan.course.LessonFiles;
import org.xingtan.course.LessonForm;
import org.xingtan.course.MakeCourse;
import org.xingtan.course.PublishCourse;
import org.xingtan.course.ReviewCourse;
import org.xingtan.course.Slot;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Uuids;
import tools.jackson.core.type.TypeReference;

/** Courses in the making, one in each state: made by Chenzhou's administrator and reviewed by its expert, by the same acts as anybody's. */
@Component
@Order(1)
class DemoDrafts implements DemoPart {

    private static final String CITY = "431000";

    private record Sample(String code, String title, String summary, DraftState state, String film, String text, String asks, String right, String wrong,
                          String note) {}

    private final DemoFilms films;
    private final EditLesson lessons;
    private final EditBank bank;
    private final ReviewCourse review;
    private final DemoActors actors;

    DemoDrafts(DemoFilms films, EditLesson lessons, EditBank bank, ReviewCourse review, DemoActors actors) {
        this.films = films;
        this.lessons = lessons;
        this.bank = bank;
        this.review = review;
        this.actors = actors;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var maker = actors.of("city");
        var expert = actors.of("expert");
        for (var sample : DemoResources.json("drafts.json", new TypeReference<List<Sample>>() {})) {
            var draft = make(maker, sample);
            if (sample.state() != DraftState.DRAFT) {
                decide(maker, expert, draft, sample);
            }
        }
    }

    private DraftId make(Actor maker, Sample sample) {
        var owner = actors.unit(CITY);
        var draft = films.begin(maker, new CourseForm(DraftId.next().toString(), owner.toString(), sample.code(), sample.title(), sample.summary(), List.of(), 0),
            sample.film(), sample.state());
        var reading = LessonId.next();
        lessons.add(maker, draft, reading, LessonCard.Kind.TEXT, "读一读，做一做");
        if (sample.state() != DraftState.DRAFT) {
            lessons.change(maker, draft, reading, new LessonForm("读一读，做一做", "", "5", "100", sample.text(), "", "60", "", "", 1));
        }
        bank.put(maker, draft, reading, new DraftLesson.Item(Uuids.next(), QuestionDefinition.single(sample.asks(), "", 0, sample.right(), sample.wrong()), null));
        return draft;
    }

    private void decide(Actor maker, Actor expert, DraftId draft, Sample sample) {
        review.submit(maker, draft);
        switch (sample.state()) {
            case RETURNED -> review.giveBack(expert, draft, sample.note());
            case APPROVED, PUBLISHED, WITHDRAWN -> {
                review.approve(expert, draft, "");
                films.show(maker, draft, sample.state(), sample.note());
            }
            case DRAFT, SUBMITTED -> { }
        }
    }

    /** Begins a course with one of the demo's films, and shows it to the catalog as far as its state goes. */
    @Component
    static class DemoFilms {

        private final MakeCourse make;
        private final EditLesson lessons;
        private final LessonFiles files;
        private final PublishCourse publish;

        DemoFilms(MakeCourse make, EditLesson lessons, LessonFiles files, PublishCourse publish) {
            this.make = make;
            this.lessons = lessons;
            this.files = files;
            this.publish = publish;
        }

        /** Of a draft half of the film has arrived: whoever made it goes on there. */
        DraftId begin(Actor maker, CourseForm form, String film, DraftState state) {
            var draft = make.create(maker, form);
            var lesson = LessonId.next();
            lessons.add(maker, draft, lesson, LessonCard.Kind.VIDEO, "看一看");
            var bytes = DemoResources.bytes("clips/" + film + ".mp4");
            var place = files.place(maker, draft, lesson, Slot.FILM.address());
            var upload = files.begin(maker, place, film + ".mp4", bytes.length).id();
            if (state == DraftState.DRAFT) {
                files.append(maker, upload, 0, Arrays.copyOf(bytes, bytes.length / 2));
            } else {
                files.append(maker, upload, 0, bytes);
                files.complete(maker, place, upload);
            }
            return draft;
        }

        void show(Actor maker, DraftId draft, DraftState state, String note) {
            if (state != DraftState.APPROVED) {
                publish.publish(maker, draft);
            }
            if (state == DraftState.WITHDRAWN) {
                publish.withdraw(maker, draft, note);
            }
        }
    }
}
