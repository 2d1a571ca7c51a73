"""Language tags: their shape, and whether there is such a language."""

from __future__ import annotations

import re

_TAG = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

_TWO_LETTERS = (
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es "
    "et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki "
    "kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no "
    "nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te "
    "tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
"""ISO 639-1, which has not changed for twenty years. Languages with three letters are some eight thousand; any is taken."""


def trouble(tag: str) -> tuple[str, str] | None:
    """What is wrong with a language tag and what to do about it; None when it is good."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return "is not a language tag.", "Write it like en-GB or cy."
    language, _, _, region = found.groups()
    if len(language) == 2 and f" {language} " not in _TWO_LETTERS:
        return "names no language.", "Look its ISO 639 code up, and write it like en-GB or cy."
    if region == "UK":
        return "names no region.", f"Did you mean “{language}-GB”?"
    return None
