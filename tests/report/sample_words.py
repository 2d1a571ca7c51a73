"""Texts of real length for made-up readings: plausible, and nothing that a pack holds."""

DOMAINS = {
    "growth": ("Growth", "Growth"),
    "wellbeing": ("Well-being, Relationships & Belonging", "Well-being"),
    "systems": ("Systems Maintenance & Co-production", "Systems"),
}

FACTORS = {
    "growth.autonomy": "Autonomy and control",
    "growth.learning": "Learning and skills",
    "growth.influence": "Empowerment and influence",
    "growth.security": "Security and prospects",
    "wellbeing.levels": "Well-being levels",
    "wellbeing.relationships": "Caregiving relationships",
    "wellbeing.unity": "Group unity and cohesion",
    "wellbeing.community": "Community connection and belonging",
    "systems.decisions": "Decision-making and planning",
    "systems.roles": "Roles and task management",
    "systems.accountability": "Accountability",
    "systems.change": "Change and innovation",
}

VOICES = {
    "care_receiver": ("People who receive care", "People who receive care"),
    "care_worker": ("Care and support workers", "Workers"),
    "family": ("Family, friends and volunteers", "Family, friends, volunteers"),
    "circle_member": ("Circle members", "Circle members"),
}

OPENINGS = (
    "People told us there is room here to try things, to learn and to be heard. Much of it works on a good day and with "
    "the right person about. Some still feel that the shape of their week is set before anyone asks them. The next step "
    "is to make the good days the usual ones.",
    "People told us they feel known and cared about here. Kindness is spoken of often, and people know whom to turn to on "
    "a hard day. It is what holds this team together. A few stand a little further from the fire, and they are worth "
    "looking for.",
    "People told us they care about how this team is run, and most know who does the daily jobs. Many would like a bigger "
    "part in it. Plans are often ready before they hear of them. If the other three people feel much like the rest, the "
    "whole team’s score is likely between 44 and 48.",
)

CLOSINGS = (
    "None of this has to happen at once. One choice handed back this month is a good place to begin.",
    "What holds people together here was made by small habits. Write them down, and share them with whoever comes next.",
    "People have said plainly where they want to be asked. Pick one plan, and make it together from the first line.",
)

GENERALS = (
    "People know very well how they like things done, and they say so. Much of the day is still arranged by somebody "
    "else. A change of time is often passed on when the van is already outside. One choice handed back each week would "
    "be felt at once.",
    "There is a wish to learn, and now and then there is time for it. Courses reach those who read the board by the "
    "office. What people teach each other over the washing-up is seldom called learning, though it is. Ask each person "
    "what they would like to show the others.",
    "A word is heard here, most of the time. What becomes of it afterwards is harder to see. Ideas go into a notebook, "
    "and few people know who keeps the notebook. A short answer within a week would cost little.",
    "Most people feel that next year will look much like this one, and that is a comfort to many. Some are waiting for "
    "news about hours or about money. Waiting is easier when someone says on which day the news will come.",
    "People get through the week, and many enjoy parts of it. Tiredness shows on Thursdays and after a night call. Rest "
    "is planned for others more readily than for oneself. It helps when breaks stand in the plan like any other task.",
    "People told us that they are met with warmth. Names, habits and small dislikes are remembered. When someone new "
    "comes, the old hands take time to introduce them. This is worth more than any list of tasks.",
    "There is a we here, and people use the word without thinking. Birthdays are kept, and so are quarrels, though the "
    "quarrels end. Those who work nights or live further out hear of things a day late. A phone call would close the gap.",
    "Doors to the street stand open more often than they did. The choir and the allotment are named again and again. "
    "For people who need a lift, all this begins with a seat in someone’s car. A simple rota of lifts would open it up.",
    "People come to meetings and have something to say. Decisions, though, are often made by then, between two or three "
    "people who are always there. Those who are left out know the most about the matter. A first step is to make one "
    "small plan in the open.",
    "Everyone knows who holds the keys and who orders the gloves. Other tasks drift to whoever is in the room. Some are "
    "done twice and some by nobody. It would help to write down who does what, and to ask who would like to swap.",
    "When something goes wrong, people want to tell someone. It is not always clear to whom, and an answer may not come. "
    "The same matter is then raised again, a little louder. One name on the wall for each kind of trouble would be a "
    "start.",
    "Ideas are not short here. Some were tried in spring and nobody can say how they went. New things tend to come from "
    "the same few people, and the others wait and see. Try one small thing for a month, then look at it together.",
)

ACCOUNTS = (
    "People who receive care may find that tea comes at four because it always has. They say what they like, and it is "
    "noted. The note does not always reach the next shift.",
    "Workers often learn of a changed round by text on the way to the first door. They make the best of it. Many would "
    "rather have been asked on Friday.",
    "Families see the care plan when it is printed. They could have told you about the bad hip before it was written "
    "down. Some now keep their own list on the fridge.",
    "In the circle, the minutes go out late, and by then the next meeting is near. Members who missed the last one feel "
    "a step behind. A half page the same evening would do.",
)

QUOTES = (
    "I find out on the day.",
    "They ask me how I want it, and then the next person has not read it.",
    "I would swap a shift gladly, if somebody asked before the rota was up.",
    "We only hear when something has gone wrong, never when it has gone right.",
    "Someone rings me now when the time changes. That is all I wanted.",
    "I have told three people about the lock. It still sticks.",
)

QUESTIONS = ("Which decision last month did you want to be part of?", "Who is missing when we decide?")
STEPS = ("Make one small decision with everyone it touches.", "Keep a sheet of ideas on the wall.")

EASY = {
    "wellbeing.relationships": "People told us they feel known and met with kindness.",
    "systems.decisions": "Plans often come late. What could we decide together this month?",
}

GAPS = (
    "Workers feel part of decisions much more than people who receive care do.",
    "Workers see more freedom in daily life than people who receive care do.",
    "Workers feel more able to change things than people who receive care do.",
    "Workers trust more than others that things get followed up.",
)

GAPS_NOTE = (
    "Two groups of people can live in the same place and see it differently. These are the widest gaps, in order. Each "
    "is a reason to listen, and nobody is at fault."
)
GAPS_HIDDEN = "The voices are not set side by side here, to protect people’s privacy."
TOO_FEW = "Fewer than five people answered, so no scores are shown, to protect each person’s privacy."
HIDDEN = "Some results are not shown, to protect people’s privacy."
