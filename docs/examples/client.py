"""A small client of Xingtan's JSON contract: nothing but Python's own library."""

import itertools
import json
import time
import urllib.error
import urllib.request


class Refused(Exception):
    """An answer outside 2xx: `status`, and `problem` as RFC 9457 has it."""

    def __init__(self, status, problem):
        super().__init__(f"{status} {problem.get('detail') or problem.get('title')}")
        self.status, self.problem = status, problem


class Xingtan:
    def __init__(self, address, username=None, password=None):
        self.api, self.token = address.rstrip("/") + "/api/v1", None
        if username:
            self.token = self.post("/tokens", username=username, password=password, name="example")["token"]

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, **fields):
        return self.send("POST", path, fields)

    def put(self, path, **fields):
        return self.send("PUT", path, fields)

    def send(self, method, path, body=None, tries=5):
        """Once more when the line breaks: a beat or an answer that arrived already changes nothing when it comes again."""
        try:
            return self.send_once(method, path, body)
        except OSError:
            if tries == 1:
                raise
            time.sleep(5)
            return self.send(method, path, body, tries - 1)

    def send_once(self, method, path, body):
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(self.api + path, data, headers, method=method), timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(error.code, json.loads(error.read() or b"{}")) from None
        return json.loads(text) if text else None

    def every(self, path):
        """All items of a list, page after page."""
        cursor = ""
        while cursor is not None:
            page = self.get(path + cursor)
            yield from page["items"]
            cursor = page.get("next") and ("&" if "?" in path else "?") + "cursor=" + page["next"]

    def program(self, title):
        return next(it for it in self.every("/programs") if it["title"] == title)

    def join(self, program, track=None):
        """Takes part. The first track that is open to this person, unless one is named."""
        if track is None:
            tracks = self.get(f"/programs/{program}/eligibility")["tracks"]
            track = next(it["code"] for it in tracks if it["verdict"]["met"])
        self.post(f"/programs/{program}/participation", track=track)
        return track

    def lessons(self, program):
        return list(self.every(f"/programs/{program}/lessons"))

    def watch(self, program, lesson, show=print):
        """Plays a lesson in real time at the fastest allowed rate. The server's clock decides, so this one only keeps pace with it."""
        session = self.post(f"/lessons/{lesson['id']}/sessions", program=program)
        rate, second, seq, done = session["maxRate"], session["resumeAt"], 0, {"covered": lesson["covered"], "complete": lesson["complete"]}
        needed = session["duration"] * lesson["required"]
        while done["covered"] < needed and not done["complete"]:
            time.sleep(session["beatSeconds"])
            until = min(session["duration"], int(second + session["beatSeconds"] * rate))
            seq += 1
            done = self.post(f"/learning-sessions/{session['session']}/beats", seq=seq, ranges=[[second, until]], position=until, rate=rate)
            ahead = [it["range"][0] for it in done["refused"] if it["code"] == "beat.ahead-of-time"]
            second = min(ahead, default=until)
            show(f"  {done['covered']:>4} / {done['duration']} s", done.get("receipt") or "")
        return done

    def quiz(self, program, lesson):
        """Passes a quiz as somebody does who never looked: by trying, and by what the results say about each question."""
        tried, known = {}, {}
        while True:
            attempt = self.post(f"/lessons/{lesson}/attempts", program=program)
            given = {}
            for question in attempt["questions"]:
                tried.setdefault(question["id"], guesses(question))
                given[question["id"]] = known.get(question["id"]) or next(tried[question["id"]])
                self.put(f"/attempts/{attempt['attempt']}/answers/{question['id']}", answer=given[question["id"]])
            result = self.post(f"/attempts/{attempt['attempt']}/submission")
            known.update({it["question"]: given[it["question"]] for it in result["perQuestion"] if it["correct"]})
            if result["passed"]:
                return result


def guesses(question):
    """Every answer there is, the likely ones first; nobody guesses what has to be filled in."""
    options = [it["id"] for it in question["options"]]
    match question["kind"]:
        case "SINGLE" | "TRUE_FALSE":
            return itertools.cycle(options)
        case "MULTIPLE":
            sizes = sorted(range(1, len(options) + 1), key=lambda size: abs(size - 2))
            return itertools.cycle([list(some) for size in sizes for some in itertools.combinations(options, size)])
        case "MATCHING":
            targets = [it["id"] for it in question["targets"]]
            return itertools.cycle([dict(zip(options, order)) for order in itertools.permutations(targets)])
        case _:
            return itertools.repeat("?")
