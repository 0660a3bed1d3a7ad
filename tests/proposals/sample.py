"""The demonstration proposal as a frozen version, with the people and days around it."""

import datetime as dt
from dataclasses import replace

from home.demonstration import report
from proposals.models import FrozenCitation, FrozenSection, Section
from proposals.text import outline
from sessions.models import Assignment
from support.collab import actions, reading, writing
from tests import factories

MEMBERS = """
070009,福島県,県南地方振興局　架空課,主査,髙橋　見本,たかはし　みほん
072052,白河市,架空政策課,係長,山﨑　例子,やまざき　れいこ
072052,白河市,架空窓口課,主事,𠮷田　試,よしだ　ためし
074616,西郷村,架空総務課,主査,渡邉　仮名子,わたなべ　かなこ
074641,泉崎村,架空住民課,主任,齋藤　一例,さいとう　いちれい
074659,中島村,架空総務課,主事,林　見,はやし　けん
074667,矢吹町,架空企画課,主任主査,勅使河原　架空之助,てしがわら　かくうのすけ
074811,棚倉町,架空税務課,主事,試行　はるか,しこう　はるか
074829,矢祭町,架空住民課,主査,濵﨑　サンプル,はまさき　さんぷる
074837,塙町,架空総務課,係長,架空　太郎,かくう　たろう
074845,鮫川村,架空総務課,主事,辻󠄀　例,つじ　れい
999999,公益法人　架空まちづくり公社,架空事業課,主任,SAMPLE　Alex,さんぷる　あれっくす
"""

SESSIONS = (
    (1, "キックオフ勉強会、体験WS", (6, 9), None, (13, 30), (16, 30), "架空合同庁舎　大会議室"),
    (2, "県南地域の現状と課題分析", (7, 14), None, (13, 30), (16, 30), "矢吹町内（例示）"),
    (3, "関係者へのヒアリング", (8, 25), None, (9, 30), (16, 30), "あおば町ほか"),
    (4, "勉強会", (9, 15), None, (13, 30), (16, 30), "棚倉町内（例示）"),
    (5, "先進事例、参考事例自治体調査", (10, 20), (10, 21), None, None, "視察先"),
    (6, "研究員GW", (11, 17), None, (10, 0), (16, 0), "泉崎村内（例示）"),
    (7, "研究員GW", (12, 15), None, (10, 0), (16, 0), "西郷村内（例示）"),
)

FINDINGS = {
    "F01": ("しらさぎ市", "機器の導入より前に、様式の棚卸しで記入欄を減らしていた。"),
    "F02": ("しらさぎ市", "見直しの単位を「課」ではなく「住民の出来事（転入など）」にしていた。"),
    "F04": ("しらさぎ市", "後方の課の不安（審査の漏れ）への説明に最も時間をかけていた。"),
    "F06": ("あおば町", "他団体の仕様書の共有により、作成の期間が大きく短くなった。"),
    "F07": ("あおば町", "相談の相手は、公式の会議ではなく、研修で知り合った個人であった。"),
    "F08": ("あおば町", "紙の申請を二重に入力する作業が、1日当たり約40分あった（例示）。"),
    "F09": ("あおば町", "首長の一言（「やめてよい仕事を探そう」）が、見直しのきっかけになった。"),
    "F10": ("みどり地区", "操作の方法よりも、「間違えたらどうなるか」が不安であった。"),
    "F11": ("みどり地区", "毎週決まって人が集まる場所（移動販売、集会所）が、相談の場になり得る。"),
    "F12": ("みどり地区", "紙の回覧をやめることには、見守りの面から慎重な意見があった。"),
    "F13": ("みどり地区", "画面や案内の言葉が難しいという指摘が多かった。"),
}

CITATIONS = (
    ("約40分を要していた（例示）", "F08"),
    ("自分の町の仕様書に直したという経験である", "F06"),
    ("研修で知り合った他団体の職員であった", "F07"),
    ("庁内の空気を変えたという話も印象に残った", "F09"),
    ("という不安が大きいことが分かった", "F10"),
    ("怖くなってやめたという例も聞いた", "F13"),
    ("必ず人が集まる場所がある", "F11"),
    ("慎重な意見があった", "F12"),
    ("38か所見付かった（例示）", "F01"),
    ("重複する欄をなくしていった", "F02"),
    ("後方で審査を行う課への説明であった", "F04"),
    ("組織ではなく住民の出来事とした", "F02"),
)

SOURCE = "{}（ヒアリング、令和4年8月25日、聞き取り）"


def milestone(**fields):
    """The sample proposal, frozen on 25 November and endorsed, in the group of the sample."""
    group = factories.StudyGroupFactory(slug="r4-kennan")
    factories.OutlineFactory(
        group=group, research_theme="小規模な市町村が、共同で業務の手順を見直すための進め方"
    )
    people(group)
    meetings(group)
    proposal = factories.ProposalFactory(group=group)
    made = factories.MilestoneFactory(
        proposal=proposal, number=1, subtitle=proposal.subtitle, **fields
    )
    freeze(made, report.read().chapters)
    factories.ReviewFactory(milestone=made, endorsed=True)
    return made


def people(group):
    for line in MEMBERS.split("\n")[1:-1]:
        code, body, department, post, name, kana = line.split(",")
        (family, given), (family_kana, given_kana) = name.split("　"), kana.split("　")
        person = factories.PersonFactory(
            family_name=family, given_name=given, family_kana=family_kana, given_kana=given_kana
        )
        organisation = factories.OrganisationFactory(code=code, name=body, sort_order=int(code))
        factories.MembershipFactory(
            group=group,
            user__person=person,
            organisation=organisation,
            department=department,
            post=post,
        )
    for family, given in (("仮名", "ゆき"), ("見本", "次郎")):
        person = factories.PersonFactory(family_name=family, given_name=given, family_kana=family)
        factories.UserFactory(staff=True, person=person)


def meetings(group):
    for number, title, day, until, start, end, place in SESSIONS:
        row = factories.StudySessionFactory(
            group=group,
            number=number,
            title=title,
            fixed_on=dt.date(2022, *day),
            fixed_until=until and dt.date(2022, *until),
            starts_at=start and dt.time(*start),
            ends_at=end and dt.time(*end),
            place=place,
            status="held" if number < 7 else "planned",
        )
        factories.AssignmentFactory(
            study_session=row,
            role=Assignment.Role.COORDINATOR if number == 1 else Assignment.Role.LECTURER,
            affiliation="尚綱学院大学総合人間科学系社会部門",
            post="教授",
            name="藤本吉則",
        )
    factories.StudySessionFactory(group=group, number=8, announced="1月")


def freeze(made, chapters):
    """Freeze the chapters, citing each finding behind its words."""
    found = {key: factories.FindingFactory(text=text) for key, (_host, text) in FINDINGS.items()}
    sections = []
    for position, chapter in enumerate(chapters, start=1):
        section = factories.SectionFactory(
            proposal=made.proposal, position=position, title=chapter.title
        )
        writing.replace(section.document, [_cited(block, found) for block in chapter.blocks])
        sections.append(section)
    for section in outline.numbered(sections):
        frozen = FrozenSection.objects.create(
            milestone=made,
            section=section,
            position=section.position,
            level=Section.Level.CHAPTER,
            number=section.number,
            title=section.title,
            epoch=1,
            seq=1,
            state=actions.state(section.document),
            content_hash="0" * 64,
        )
        cited = [
            key
            for key, row in found.items()
            if f"知見{row.pk}］" in reading.plain(section.document)
        ]
        for place, key in enumerate(cited, start=1):
            FrozenCitation.objects.create(
                section=frozen,
                finding=found[key],
                position=place,
                text=FINDINGS[key][1],
                source=SOURCE.format(FINDINGS[key][0]),
            )


def _cited(block, found):
    text = block.text
    for words, key in CITATIONS:
        text = text.replace(words, f"{words}［知見{found[key].pk}］")
    return replace(block, text=text)
