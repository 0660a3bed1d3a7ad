"""A report of many pages for the bench: chapters, tables, figures, notes; all names are made up."""

import io

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from PIL import Image, ImageDraw

from support.documents.registry import Paper

PARAGRAPHS = (
    "県南地域の小規模な自治体では、一人の職員が戸籍、年金、保険の窓口を兼ねている。転入の届出では、"
    "一つの世帯が平均して五つの様式に同じ氏名と住所を書いていた。書く時間の長さは、住民の負担であるだけ"
    "でなく、記入の誤りを直す職員の負担でもある。",
    "あおば町では、紙の申請を受け付けた後に、職員が同じ内容を二つの仕組みに入力していた。聞き取りによると、"
    "この作業は一日当たり約四十分に及び、年度の始めには残業の主な理由となっていた。担当者は「機械を入れる前に、"
    "やめてよい仕事を探したかった」と話している。",
    "しらさぎ市の見直しは、課を単位とせず、転入や出生といった住民の出来事を単位としたところに特徴がある。"
    "様式を並べて重複する欄を消し、残った欄の根拠を一つずつ確かめた。根拠の見付からない欄は、試みに一か月"
    "使わずに過ごし、支障がなければ廃止した。",
    "共同で取り組むことには、費用を分け合う以上の意味がある。隣の町に同じ悩みを持つ職員がいると分かること、"
    "相談の相手が公式の会議ではなく研修で知り合った個人であったことが、多くの聞き取りで語られた。提言は、この"
    "つながりを偶然に任せず、毎年の仕組みとして支えることを求めるものである。",
)
TOWNS = ("あおば町", "みどり村", "しらさぎ市", "かえで町", "ひばり村", "こだま町")


def report(pages: int, pictures: int) -> Paper:
    """About so many pages. A page of text has some six paragraphs."""
    shown = {f"chart{number}.png": chart(number) for number in range(pictures)}
    names = iter(shown)
    chapters = []
    every = max(1, pages // max(1, pictures))
    for number in range(1, pages // 8 + 2):
        parts = [_page(number, page, names if page % every == 0 else iter(())) for page in range(8)]
        chapters.append(
            f'<section><h1 id="c{number}">第{number}章　小さな自治体の窓口と手順</h1>'
            f"{''.join(parts)}</section>"
        )
    contents = "".join(
        f'<li class="chapter"><a href="#c{number}">第{number}章　小さな自治体の窓口と手順</a></li>'
        for number in range(1, len(chapters) + 1)
    )
    html = (
        f'<nav class="contents"><h1>目次</h1><ol>{contents}</ol></nav>'
        f'<div class="body">{"".join(chapters)}</div>'
    )
    return Paper("窓口の手順の共同見直し", html, "架空政策研究会", pictures=shown)


def _page(chapter: int, page: int, names) -> str:
    note = '\u2060<span class="note">あおば町窓口課、聞き取り、令和4年8月25日。</span>'
    text = "".join(f"<p>{words}{note if n == 1 else ''}</p>" for n, words in enumerate(PARAGRAPHS))
    head = f"<h2>{page + 1}　手順の現状</h2><p>{PARAGRAPHS[page % 4]}</p><h3>(1)　様式の数</h3>"
    things = table(chapter, page) if page % 4 == 1 else ""
    name = next(names, None)
    if name:
        things += (
            f'<figure class="doc-figure"><img src="pictures/{name}" alt="様式の数の棒グラフ"'
            f' data-width="75"><figcaption>図{chapter}-{page + 1}　様式の数</figcaption>'
            '<p class="source">（出典）研究会調べ（架空）</p></figure>'
        )
    return head + text + things


def table(chapter: int, page: int) -> str:
    rows = "".join(
        f'<tr><th scope="row"><p>{town}</p></th><td><p>{(n + 3) * 7}件</p></td>'
        f"<td><p>{PARAGRAPHS[n % 4][:40]}</p></td></tr>"
        for n, town in enumerate(TOWNS)
    )
    return (
        f'<div class="doc-table"><table><caption>表{chapter}-{page}　団体ごとの様式の数</caption>'
        '<thead><tr><th scope="col"><p>団体</p></th><th scope="col"><p>様式</p></th>'
        f'<th scope="col"><p>見直しの状況</p></th></tr></thead><tbody>{rows}</tbody></table>'
        '<p class="source">（出典）研究会調べ（架空）</p></div>'
    )


def chart(number: int) -> ContentFile:
    """Bars with a little noise, as a photograph would have."""
    picture = Image.effect_noise((1600, 900), 12).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for bar in range(8):
        height = 100 + (number * 37 + bar * 91) % 650
        draw.rectangle((100 + bar * 180, 850 - height, 200 + bar * 180, 850), fill="#1a3c8c")
    content = io.BytesIO()
    picture.save(content, "PNG")
    return ContentFile(content.getvalue(), f"{number}.png")


def whole(paper: Paper) -> str:
    return render_to_string("documents/paper.html", {"paper": paper})
