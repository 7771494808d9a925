package org.xingtan.guangzhou;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.appeal.Subject;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.platform.Uuids;

/**
 * Appeals against what reviews have rejected and against absences, in the school of the cast: the district has decided one, and the others wait for it. And one of
 * the head who did not come to a training of the city, which waits for the province.
 */
@Component
@Order(43)
class GuangzhouAppeals implements DemoPart {

    private static final String SCHOOL = "440106-S003";

    /** By the first who has something of the kind. @param granted with this reason; null for one that waits */
    private record Sample(Appeal.Kind kind, String variant, String statement, @Nullable String granted) {}

    private static final List<Sample> SAMPLES = List.of(
        new Sample(Appeal.Kind.CLAIM, "", "讲座由市教育学会主办、企业承办，通知和结业证明都写明了主办单位，请再核。", null),
        new Sample(Appeal.Kind.ATTENDANCE, "", "公务请假后我在活动开始前赶回，全程参加，签到表和照片可以证明。", "签到表上有本人签名，主持人证实在场。"),
        new Sample(Appeal.Kind.ATTENDANCE, ".nothing-said", "当天我坐在后排参加了全部研讨，登记时被漏掉了，同组教师可以证明。", null));
    private static final Sample MISSED = new Sample(Appeal.Kind.ABSENCE, "", "报到前一天学校安排我处理学生突发事件，当晚已向班主任电话请假，校长可以证明。", null);

    private final MyAppeals mine;
    private final FileAppeal file;
    private final DecideAppeal decide;
    private final DemoActors actors;

    GuangzhouAppeals(MyAppeals mine, FileAppeal file, DecideAppeal decide, DemoActors actors) {
        this.mine = mine;
        this.file = file;
        this.decide = decide;
        this.actors = actors;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var colleagues = people.stream().filter(person -> person.unit().code().equals(SCHOOL) && person.isInService() && !person.holdsAny(List.of("TRAINING_STAFF"))).toList();
        SAMPLES.forEach(sample -> file(sample, colleagues));
        file(MISSED, people.stream().filter(person -> person.isInService() && person.holdsAny(List.of("PRINCIPAL"))).toList());
    }

    private void file(Sample sample, List<DemoPerson> colleagues) {
        for (var person : colleagues) {
            var subject = mine.offered(person.id()).getOrDefault(sample.kind, List.of()).stream().filter(it -> it.variant().equals(sample.variant)).findFirst();
            if (subject.isPresent()) {
                appeal(sample, person, subject.get());
                return;
            }
        }
    }

    private void appeal(Sample sample, DemoPerson person, Subject about) {
        var appeal = file.file(GuangzhouRecognitions.actor(person), new FileAppeal.Filing(Uuids.next(), about, sample.statement, List.of()));
        if (sample.granted != null) {
            decide.decide(actors.of("gzdistrict"), person.id(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, sample.granted));
        }
    }
}
