"""How a reading is told to people: moods, strengths, sources and levels of evidence."""

from __future__ import annotations

MOODS = {
    "statement": "a statement",
    "question": "a question",
    "negated": "denied",
    "aim": "an aim or a supposition",
    "myth": "a myth that is reported",
    "testimonial": "one person's experience",
}
STRENGTHS = {
    "none": "no relation is stated",
    "correlational": "as things that go together",
    "conditional": "as a possibility",
    "direct": "plainly, as a fact",
}
ATTRIBUTIONS = {
    "none": "no one is named",
    "vague": "someone who is not named",
    "specific": "a named source",
}
EVIDENCE = {
    "none": "none is named",
    "anecdote": "single stories",
    "laboratory": "laboratory or animal work",
    "observational": "observation of people",
    "trial": "a trial",
    "review": "a review or guideline",
}
