"""From sign-in to a confirmed certificate, by the JSON contract alone and in real time.

    python3 learn.py http://localhost:8080 teacher xingtan-demo "2023年寒假教师研修"

Learns the first phase of a program. With a number of lessons as the fifth argument, that many in teaching order.
"""

import sys

from client import Xingtan


def main(address, username, password, title, count=None):
    me = Xingtan(address, username, password)
    program = me.program(title)["id"]
    print(me.get("/me")["name"], "takes part as", me.join(program))
    lessons = me.lessons(program)
    chosen = lessons[:int(count)] if count else [it for it in lessons if it["phase"] == lessons[0]["phase"]]
    for lesson in chosen:
        print(lesson["title"])
        if not lesson["complete"]:
            me.watch(program, lesson)
            if lesson["quiz"] and not lesson["quiz"]["passed"]:
                print("  quiz:", me.quiz(program, lesson["id"])["score"])
    progress = me.get(f"/programs/{program}/progress")
    print("hours:", progress["hours"])
    for entry in me.every(f"/me/receipts?program={program}"):
        print(f"  {entry['at']}  {entry['title']}: +{entry['credited']}")
    certificate = progress["certificate"]
    print("certificate:", certificate["state"], certificate["number"] or "")
    explain((certificate["verdict"] or {}).get("conditions"))
    for held in me.get("/me/certificates")["items"]:
        if held["number"] == certificate["number"]:
            print("anybody reads:", Xingtan(address).get("/verification/" + held["verification"]))


def explain(conditions, depth=1):
    """What a verdict says, condition by condition, as the person's page shows it."""
    for it in conditions or []:
        figures = f"{it['have']} / {it['need']}" if it["need"] else ""
        print("  " * depth + ("✓" if it["met"] else "✗"), it["text"], figures)
        explain(it.get("conditions"), depth + 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
