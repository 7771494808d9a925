package org.xingtan.guangzhou;

import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.delivery.Attendance;
import org.xingtan.delivery.LoadDelivery;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Sessions in person: of a training with a week behind it and a day to come, and of a course that has met. */
@Component
@Order(44)
class GuangzhouDeliveries implements DemoPart {

    private static final List<String> TOPICS = List.of("学校发展规划与办学理念", "课程领导与教学管理", "教师队伍建设", "校园安全与依法治校", "德育与家校社协同", "返岗实践汇报与答辩");
    private static final String AFTERWARDS = "系统上线前已举办，据签到表补登";
    private static final int CLOSED = 4;
    /** How many cannot come on the day that is to come; one of them is answered. */
    private static final int ASKING = 3;

    private final LoadDelivery delivery;
    private final DemoActors actors;
    private final MyAppeals mine;
    private final FileAppeal file;
    private final JdbcClient db;

    GuangzhouDeliveries(LoadDelivery delivery, DemoActors actors, MyAppeals mine, FileAppeal file, JdbcClient db) {
        this.delivery = delivery;
        this.actors = actors;
        this.mine = mine;
        this.file = file;
        this.db = db;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var city = actors.of("gzcity");
        training(city, people, one("select p.id from program.program_card p where p.code = 'GZ-ZX-01'"));
        course(city, people, one("""
            select f.offering_id
              from selection.offering_card f join selection.term_card n on n.id = f.term_id and n.code = '2201期'
             where f.meets <> '{}' order by f.offering_id limit 1
            """));
    }

    private UUID one(String sql) {
        return db.sql(sql).query(UUID.class).single();
    }

    /** Each day somebody else was not there in full; the week's last day is still to be closed. */
    private void training(Actor city, List<DemoPerson> everybody, UUID training) {
        var sessions = delivery.layOut(city, training, AFTERWARDS);
        var people = delivery.people(training).stream().filter(it -> !it.equals(city.teacher())).toList();
        for (var i = 0; i < sessions.size(); i++) {
            delivery.complete(city, sessions.get(i), "市教师发展中心报告厅", TOPICS.get(i), i < TOPICS.size() - 1 ? "6" : "2");
        }
        for (var i = 0; i < CLOSED; i++) {
            said(city, sessions.get(i), people, i);
            delivery.close(city, sessions.get(i));
        }
        delivery.enter(city, sessions.get(CLOSED), people.subList(0, people.size() / 2), Attendance.State.PRESENT, "");
        everybody.stream().filter(it -> people.subList(0, ASKING).contains(it.id())).map(GuangzhouRecognitions::actor)
            .forEach(it -> delivery.ask(it, sessions.getLast(), "当天本校承办区级教研活动，须在校主持。"));
        delivery.answer(city, sessions.getLast(), people.subList(0, 1), true, "");
    }

    private void said(Actor city, UUID session, List<TeacherId> people, int day) {
        var special = people.get(day);
        switch (day) {
            case 1 -> delivery.enter(city, session, List.of(special), Attendance.State.LATE, "");
            case 2 -> delivery.enter(city, session, List.of(special), Attendance.State.LEFT_EARLY, "家中急事，十一点离开");
            case 3 -> delivery.enter(city, session, List.of(special), Attendance.State.EXCUSED, "区教育局会议");
            default -> { }
        }
        var others = people.stream().filter(it -> day == 0 || !it.equals(special)).toList();
        delivery.enter(city, session, others.subList(0, people.size() - 2), Attendance.State.PRESENT, "");
        delivery.enter(city, session, others.subList(people.size() - 2, others.size()), Attendance.State.ABSENT, "");
    }

    /** Its hours come of the lessons: who was there is noted alone. Who stands as absent says that he was there, and the province has it before it. */
    private void course(Actor city, List<DemoPerson> everybody, UUID offering) {
        var session = delivery.layOut(city, offering, AFTERWARDS).getFirst();
        delivery.complete(city, session, "急救培训基地", "心肺复苏操作", "0");
        var people = delivery.people(offering).stream().filter(it -> !it.equals(city.teacher())).toList();
        delivery.enter(city, session, people.subList(0, 1), Attendance.State.ABSENT, "");
        delivery.enter(city, session, people.subList(1, people.size()), Attendance.State.PRESENT, "");
        delivery.close(city, session);
        everybody.stream().filter(it -> it.id().equals(people.getFirst())).forEach(it -> mine.offered(it.id()).getOrDefault(Appeal.Kind.SESSION, List.of()).stream().limit(1)
            .forEach(about -> file.file(GuangzhouRecognitions.actor(it), new FileAppeal.Filing(Uuids.next(), about, "当天我第一组操作考核，考官在评分表上签了字，到场时签到表已经收走。", List.of()))));
    }
}
