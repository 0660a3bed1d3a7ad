"""A small paper with everything a text may be made of, as Renderer writes it."""

import base64
import io

from django.template.loader import render_to_string
from PIL import Image

from support.documents.registry import Paper

SENTENCE = "県南地域の小さな自治体では、一人の職員が複数の業務を担当している。"
ROWS = 60


def picture(width=400, height=200):
    content = io.BytesIO()
    Image.new("RGB", (width, height), "#7da7c7").save(content, "PNG")
    return "data:image/png;base64," + base64.b64encode(content.getvalue()).decode()


def table(rows=ROWS):
    body = "".join(
        f'<tr><th scope="row"><p>{number}町</p></th><td><p>{number * 7}件</p></td>'
        "<td><p>窓口の様式</p></td></tr>"
        for number in range(1, rows + 1)
    )
    return (
        '<div class="doc-table" id="t1"><table><caption>表1-1　様式の数</caption>'
        '<thead><tr><th scope="col"><p>団体</p></th><th scope="col"><p>件数</p></th>'
        f'<th scope="col"><p>備考</p></th></tr></thead><tbody>{body}</tbody></table>'
        '<p class="source">（出典）研究会調べ</p></div>'
    )


def note(words):
    return f'\u2060<span class="note">{words}</span>'


BODY = f"""
<nav class="contents"><h1>目次</h1><ol><li class="chapter"><a href="#c1">第1章　背景</a></li>
<li class="section"><a href="#c1-1">1　現状</a></li></ol></nav>
<div class="body"><section><h1 id="c1">第1章　背景</h1>
<p>{SENTENCE * 3}{note("あおば町、聞き取り。")}{SENTENCE * 2}</p>
<h2 id="c1-1">1　現状</h2>
<p>{SENTENCE}水はH<sub>2</sub>O、面積は10km<sup>2</sup>、<ruby>棚倉<rt>たなぐら</rt></ruby>町。
<strong>大切</strong>なのは<a href="#t1">表1-1</a>のとおり。{note("みどり地区、聞き取り。")}</p>
<h4>ア　飛ばした見出し</h4>
<ul><li><p>甲</p><ol><li><p>甲の一</p></li><li><p>甲の二</p></li></ol></li><li><p>乙</p></li></ul>
<blockquote><p>やめてよい仕事を探そう。</p></blockquote>
{table()}
<hr class="page-break">
<figure class="doc-figure" id="f1"><img src="{picture()}" alt="様式の数の推移" data-width="50">
<figcaption>図1-1　推移</figcaption><p class="source">（出典）研究会調べ</p></figure>
<figure class="doc-figure" id="f2"><img src="{picture()}" alt="" data-width="25">
<figcaption>図1-2　写真</figcaption></figure>
<p>{SENTENCE * 80}</p>
</section></div>
"""


def html(body=BODY):
    return render_to_string("documents/paper.html", {"paper": Paper("題名", body, "研究会")})
