"""How names of people are kept: as they were typed, and still findable.

The glyph of a name matters to its owner, so nothing here applies NFC or NFKC to what is stored:
both replace characters (U+FA19 becomes 神). Only a key kept beside the name, for searching and
comparing, is folded.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

KANA_WITH_MARK = re.compile("[\u3041-\u30ff][\u3099\u309a]")
VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
HIRAGANA = re.compile("[\u3041-\u3096\u309d\u309eー・ 　]*")
GETA = "〓"
LINE_BREAKS_AND_CONTROL = {"Cc", "Zl", "Zp"}

# Written variants of one character, the form people type when they search first.
VARIANTS = """
    高髙 崎﨑嵜 辺邉邊 斉齋齊斎 浜濵濱 吉𠮷 徳德 柳栁 桑桒 瀬瀨 清淸 青靑 橋槗 土圡 館舘
    桧檜 沢澤 広廣 国國圀 恵惠 真眞 桜櫻 島嶋嶌 富冨 条條 蔵藏 応應 竜龍 万萬 寿壽 実實
    豊豐 学學 県縣 栄榮 曽曾 弥彌 仮假 亜亞 与與 礼禮 来來 仏佛 鉄鐵 塩鹽 黒黑 会會 円圓
    剥剝 填塡 頬頰 叱𠮟 嘘噓 繋繫 鴎鷗 薮藪 昇曻 関關 滝瀧 渋澁 渓溪 検檢 薫薰 児兒 峰峯
    巌巖 経經 継繼 総總 静靜 摂攝 荘莊 蔵藏 為爲 穂穗 隠隱 郷鄕 黄黃 尭堯 遥遙 蛍螢 坂阪
"""
FOLD = {ord(other): word[0] for word in VARIANTS.split() for other in word[1:]}
TO_HIRAGANA = {code: code - 0x60 for code in [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]}


def as_typed(text: str) -> str:
    """The name as its owner writes it; only kana that came apart (か + ゛, from Macs) is composed.

    >>> as_typed(" 髙橋 か\\u3099 ")
    '髙橋 が'
    """
    return KANA_WITH_MARK.sub(lambda pair: unicodedata.normalize("NFC", pair.group()), text).strip()


def hiragana(text: str) -> str:
    """A reading in hiragana, whatever kana it was typed in.

    >>> hiragana("ﾀｶﾊｼ"), hiragana("ワタナベ　ガク")
    ('たかはし', 'わたなべ　がく')
    """
    spaced = text.strip().replace("　", "\0")
    return unicodedata.normalize("NFKC", spaced).translate(TO_HIRAGANA).replace("\0", "　")


def search_key(text: str) -> str:
    """What two spellings of one name have in common: 髙橋, 高橋 and ﾀｶﾊｼ beside タカハシ.

    >>> search_key("髙橋　見本"), search_key("ﾀｶﾊｼ"), search_key("辻\\U000e0100")
    ('高橋見本', 'たかはし', '辻')
    """
    plain = unicodedata.normalize("NFKC", VARIATION_SELECTORS.sub("", text)).casefold()
    return "".join(plain.translate(TO_HIRAGANA).translate(FOLD).split())


def validate_name(text: str) -> None:
    """Refuse what other machines cannot show: private use, the geta mark 〓, control characters."""
    for character in text:
        if unicodedata.category(character) == "Co" or character == GETA:
            raise ValidationError(
                _(
                    "The character “%(character)s” may not be shown on other computers. Please use "
                    "a similar character, and tell the secretariat how the name should be printed."
                ),
                code="private_use",
                params={"character": character},
            )
        if unicodedata.category(character) in {*LINE_BREAKS_AND_CONTROL, "Cf"}:
            raise ValidationError(
                _("There is a character that cannot be seen. Please type it again."), code="control"
            )


def validate_line(text: str) -> None:
    """Refuse line breaks and control characters: in a mail they would make lines of their own."""
    if any(unicodedata.category(character) in LINE_BREAKS_AND_CONTROL for character in text):
        raise ValidationError(
            _("There is a line break or an invisible character. Please type it in one line."),
            code="control",
        )


def validate_hiragana(text: str) -> None:
    """Refuse a reading that is not kana."""
    if not HIRAGANA.fullmatch(text):
        raise ValidationError(
            _("Please enter the reading in hiragana, for example たかはし."), code="kana"
        )
