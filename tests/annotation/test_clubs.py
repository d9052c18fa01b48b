"""Sports clubs, told from the words and towns of the same name."""

import pytest

from tests.annotation.names_and_words import mentioned

CLUBS = [
    # established once, and from then on everywhere: after a particle, beside another club
    (
        "لعب فريق النصر مباراة قوية. وقال المدرب إن اللاعبين جاهزون، والنصر أمام الهلال غدا.",
        ["النصر", "النصر", "الهلال"],
    ),
    ("سجل لاعب السد هدفا في مباراة الأمس، وللسد فوزان قبله. وفرح المدرب.", ["السد", "لسد"]),
    # a name that is nothing else
    ("انتقل اللاعب إلى ريال مدريد بعد مباراة الكأس، وقال المدرب إنه سعيد.", ["ريال مدريد"]),
    # a club and its country
    ("التقى نظيره العين الإماراتي في مباراة ودية، ووقف لاعب العين أمام المدرب.", ["العين", "العين"]),
    # the federation, not the club
    (
        "فاز نادي الاتحاد في مباراة الأمس. وكرم الاتحاد الآسيوي لكرة القدم المدرب واللاعب.",
        ["نادي الاتحاد", "الاتحاد الآسيوي لكرة القدم"],
    ),
    # words, where no club is spoken of
    ("تحقق النصر بعد عام، وظهر الهلال في السماء.", []),
    ("قال المدرب إن اللاعبين تعبوا، وإن المباراة صعبة، وإن التعاون بينهم يصنع النصر.", []),
]


@pytest.mark.parametrize(("text", "names"), CLUBS)
def test_clubs(text: str, names: list[str]) -> None:
    assert [surface for surface, _ in mentioned(text, "organisation")] == names
