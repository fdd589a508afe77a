"""Each of several things that one message asks, as a request of its own."""

from dataclasses import replace

from bot.dialogue.choosing import Choice
from bot.dialogue.fragments import OF_JOBS
from bot.dialogue.hanging import hangs, points_back
from bot.dialogue.localities import HERE
from bot.dialogue.marks import Marks
from bot.dialogue.splitting import A_TALE, split
from bot.quantities import find_money
from bot.schema import Place, Request


def each_asked(choice: Choice, marks: Marks, request: Request) -> tuple[Request, ...]:
    """Return each of several things asked by itself, with what it leaves to the others to say."""
    asked = []
    for number, (part, intent) in enumerate(choice.asked):
        within = [m.roles[0] for m in marks.asked_roles() if m.decided and part.start <= m.start < part.end]
        roles = tuple(dict.fromkeys(role for role in within if role in request.roles)) or request.roles
        placed = [m.place for m in marks.places if part.start <= m.start < part.end]
        both = HERE.search(part.text) is not None  # "is it better there than here?"
        places: tuple[Place, ...] = tuple(() if both else dict.fromkeys(placed)) or request.places
        text = part.text
        before = [one for one in split(marks.text) if one.start < part.start]
        told = [one.text for one in before if not one.asks and not (number and before[-1].asks)]
        if told and points_back(text):
            text = f"{text} ({told[-1].rstrip(' .!')})"
        elif number and (points_back(text) or (not roles and hangs(Marks(text)))):
            text = f"{text} ({choice.asked[0][0].text.rstrip(' ?.!')})"
        elif roles and not within:
            text = f"{text} ({', '.join(roles)})"
        apart = len(before) + 1 >= A_TALE and intent in OF_JOBS and not find_money(part.text)
        one = replace(request, standalone=text, intents=(intent,), roles=roles, places=places)
        asked.append(replace(one, amounts=()) if apart else one)
    return tuple(asked)
