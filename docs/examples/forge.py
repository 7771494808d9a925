"""What a script earns that posts forged beats: nothing beyond real time.

    python3 forge.py http://localhost:8080 principal xingtan-demo "2023年寒假教师研修"

Each forgery has a lesson of its own. The beat law (docs/decisions/0003-beat-law.md) grants elapsed seconds times the allowed
rate, and two seconds of jitter in all; whoever finds more credited than that has found a defect, and this script then exits with 1.
"""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from client import Refused, Xingtan

JITTER = 2


class Forger:
    def __init__(self, me, program):
        self.me, self.program, self.answers = me, program, Counter()

    def open(self, lesson):
        return self.me.post(f"/lessons/{lesson['id']}/sessions", program=self.program)

    def beat(self, session, seq, ranges, position=0, rate=1):
        try:
            done = self.me.post(f"/learning-sessions/{session['session']}/beats", seq=seq, ranges=ranges, position=position, rate=rate)
            self.answers.update(["200", *(it["code"] for it in done["refused"])])
            return done
        except Refused as refused:
            self.answers[str(refused.status)] += 1

    def jump_to_the_end(self, session):
        """The whole lesson at once."""
        self.beat(session, 1, [[0, session["duration"]]], session["duration"])

    def play_at_16(self, session):
        """A beat a second, sixteen seconds each."""
        for n in range(4):
            time.sleep(1)
            self.beat(session, n + 1, [[n * 16, n * 16 + 16]], n * 16 + 16, 16)

    def beyond_the_end(self, session):
        """Seconds that the lesson does not have."""
        end = session["duration"]
        self.beat(session, 1, [[end, end + 3600]], end + 3600)
        self.beat(session, 2, [[0, 100_000]], 100_000)

    def out_of_this_world(self, session):
        """Negative, reversed, huge, not numbers, far too many."""
        for seq, ranges in enumerate([[[-60, 30]], [[30, 0]], [[0, 2 ** 31]], [[0, 2 ** 63]], [[0, 1e308]], [[0.5, 30.5]], [["0", "30"]], [[0, None]],
                                      [[0, 10, 20]], [[n, n + 1] for n in range(100_000)]]):
            self.beat(session, seq, ranges, 30)
        self.beat(session, 2 ** 63, [[0, 30]], 30)
        self.beat(session, -1, [[0, 30]], -30, -2)

    def from_the_future(self, session):
        """A position that is not reached yet, said again and again."""
        for n in range(10):
            self.beat(session, n + 1, [], session["duration"], 2)

    def faster_than_the_clock(self, session):
        """A second in every beat, as fast as the line allows."""
        for n in range(session["duration"]):
            self.beat(session, n + 1, [[n, n + 1]], n + 1)

    def replay(self, session):
        """An honest beat, then the same again, with its number and with new ones."""
        time.sleep(3)
        for n in range(20):
            self.beat(session, max(1, n - 9), [[0, 3]], 3)

    def all_at_the_same_time(self, session):
        """Sixteen threads, a piece of the lesson each, twice."""
        pieces = [[n * 2, n * 2 + 2] for n in range(session["duration"] // 2)]
        with ThreadPoolExecutor(16) as threads:
            list(threads.map(lambda it: self.beat(session, it[0] + 1, [it[1]]), enumerate(pieces * 2)))

    def many_sessions(self, session, lesson):
        """A new session for each beat, in the hope of two free seconds each time."""
        for n in range(15):
            self.beat(self.open(lesson), 1, [[n * 2, n * 2 + 2]], n * 2 + 2)

    def two_sessions(self, first, lesson, other):
        """One lesson goes on while another is learned."""
        second = self.open(other)
        for n in range(4):
            time.sleep(1)
            for session in (first, second):
                self.beat(session, n + 1, [[n * 2, n * 2 + 2]], n * 2 + 2, 2)


FORGERIES = [Forger.jump_to_the_end, Forger.play_at_16, Forger.beyond_the_end, Forger.out_of_this_world, Forger.from_the_future,
             Forger.faster_than_the_clock, Forger.replay, Forger.all_at_the_same_time, Forger.many_sessions, Forger.two_sessions]


def main(address, username, password, title):
    me = Xingtan(address, username, password)
    program = me.program(title)["id"]
    me.join(program)
    before, began = covered(me, program), time.monotonic()
    print(f"{'forgery':<24}{'seconds':>8}{'allowed':>9}{'credited':>9}  answers")
    lessons, rate = me.lessons(program), 1
    for number, forgery in enumerate(FORGERIES):
        forger, (lesson, *others), start = Forger(me, program), lessons[number:], time.monotonic()
        was = sum(covered(me, program).values())
        session = forger.open(lesson)
        rate = max(rate, session["maxRate"])
        forgery(forger, session, *(lesson, others[0])[:forgery.__code__.co_argcount - 2])
        line(forgery.__name__, time.monotonic() - start, session["maxRate"], sum(covered(me, program).values()) - was, forger.answers)
    elapsed, earned = time.monotonic() - began, sum(covered(me, program).values()) - sum(before.values())
    held = line("in all", elapsed, rate, earned, {})
    sys.exit(0 if held else 1)


def covered(me, program):
    return {it["id"]: it["covered"] for it in me.lessons(program)}


def line(name, elapsed, rate, credited, answers):
    allowed = elapsed * rate + JITTER
    print(f"{name.replace('_', ' '):<24}{elapsed:>8.1f}{allowed:>9.1f}{credited:>9}  {', '.join(f'{code} × {n}' for code, n in sorted(answers.items()))}")
    return credited <= allowed


if __name__ == "__main__":
    main(*sys.argv[1:])
