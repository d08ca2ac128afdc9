"""Bring a text into the one form in which texts are compared: case, accents and width taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

HEAD, TAIL = 200, 100
"""How much of a long text is read: its beginning and its end, in characters."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"\d+(?:\.\d+)+|[{_HAN}]|(?:(?![{_HAN}_])\w)+")
_ASCII_WORD = re.compile(r"\d+(?:\.\d+)+|[a-zA-Z0-9]+")
_PAUSE = re.compile(r"[^\w\s'\-]|_")
_ASCII_PAUSE = re.compile(r"[^a-zA-Z0-9\s'\-]")
_MARKUP = re.compile(r"</?[a-z]{1,10}(?:\s[^<>]*)?/?>|@\w+")
"""Tags, and the handles by which bots are spoken to in groups."""


_TRADITIONAL = (
    "國際還沒權難問題對於關說話誰為麼樣個們這麼會們觀點態聯邊應該當選舉領導層總統長類責處罰種滅絕戰爭"
    "罪審庭檢舉記護衛組織團體資金參與報復婦歧視雙別變環後進過發實現認識講論談話請問答復應報導聞"
    "壓從營離經歷終極線統約綱無殺專業員機構項優順議題條聽見讀寫書義務處決廢執維歡迎給簽學術單"
    "較區別異麗華東車馬龍門開張陳劉黃楊趙吳孫許鄭謝羅葉蘇盧蔣賈鄧韓馮蕭鐘鍾兩邊萬億後裡麵來"
    "莊鄒喬賀龐閻顧龔錢湯魯韋雲蘭偉強傑瑩靜儀慶豐遠鳳嬌嫻軍輝銘鋒鋼鐵錦銀鍵鎮閃閱陽陰隊隨險隱"
    "雜霧靈響頂須預頻額願顯飛飯飲館駐騎驗驚鬥魚鮮鳥鴻鷹鹽麥黨齊齒齡龜貝貞財貢貧貨販貪貫貸費貿"
    "賓賞賢賣質賴購贈贊趕趨跡踐軌軟輕載輔輛輪輯輸轉辦辭農迴逕遞適遲遺鄉鄰釋針鈴鉛銷錄錯鎖鏡鑰"
    "閉閒間閣闊闖陝陸陣"
    "曉爾亞歐納諾達倫頓爺媽親愛號災歸爲僅價儘盡傷傳債傾側償儲內冊剛創劃劇勞勝勢勵協卻厭叢啟喪嘗"
    "嚇嚴圍園圖圓堅場塊墊壞壯壽夠夢夾奪奮奧妝寧寬寶將尋屆屬岡島嶺師帳帶幣幫幹幾庫廠廣彈彎徵徹恥"
    "悅惱惡慘慣慮憂憐憑憲憶懇懷懸懼戲戶拋掃掛採揚換損搖搶摯撥撫擁擇擊擔據擠擬擴擺擾攔攝敗敵數斷"
    "時晉暫棄棟樂標樓樞橋檔欄歲殘毀氣況涼淚淨淺測渾湧溫滿漁漢漸潑潔潛濟濤濫瀕灑灘灣煙煩熱燈燒爐"
    "爛牆狀狹獄獨獲獻瑪產畫療瘋盜盤監眾矚確碼礙礦禍禦禮稱積穩窮竊競筆築節範籌糧糾紀紅紋純紙級紛"
    "細結絡綠網緊緒緩編練縣縮績繞繼續罵罷習聖聰聲職肅腦腳膚臉臨舊艙艦艱藝藥虛虧蟲補裝製複襲規覺"
    "覽觸訂計討訓託訪設訴診註評詞試詩詳誇誌語誤誘課調諒謀謊謂謙謠證譯讓賊賭躍軸連週運違遷邁邏醜"
    "醫鑑鑽闡隻雖雞電頭顏風飄養餓餘驅髮鬧嗎妳臺佔係併倆倉偵備僱兇凍凱刪劑動勳匯呂喚嘆壇墮墜壩夥"
    "擋輩姦娛嬰寢屍崗帥恆憤懲戀捨掙揮搗撐撓擄攜攤斂斃槍毆溝濃瘓癱穢緝縱縛繩脅膽蘆衝訊訟詐誹謗譴譽賄"
    "賬贖遊醞隸頒頹顛飢騙騷骯鬆絞剝緣亂甦癥僑囑紐絲緬錶軋輿轄釐鎗陞鞏驟"
)
_SIMPLIFIED = (
    "国际还没权难问题对于关说话谁为么样个们这么会们观点态联边应该当选举领导层总统长类责处罚种灭绝战争"
    "罪审庭检举记护卫组织团体资金参与报复妇歧视双别变环后进过发实现认识讲论谈话请问答复应报导闻"
    "压从营离经历终极线统约纲无杀专业员机构项优顺议题条听见读写书义务处决废执维欢迎给签学术单"
    "较区别异丽华东车马龙门开张陈刘黄杨赵吴孙许郑谢罗叶苏卢蒋贾邓韩冯萧钟钟两边万亿后里面来"
    "庄邹乔贺庞阎顾龚钱汤鲁韦云兰伟强杰莹静仪庆丰远凤娇娴军辉铭锋钢铁锦银键镇闪阅阳阴队随险隐"
    "杂雾灵响顶须预频额愿显飞饭饮馆驻骑验惊斗鱼鲜鸟鸿鹰盐麦党齐齿龄龟贝贞财贡贫货贩贪贯贷费贸"
    "宾赏贤卖质赖购赠赞赶趋迹践轨软轻载辅辆轮辑输转办辞农回径递适迟遗乡邻释针铃铅销录错锁镜钥"
    "闭闲间阁阔闯陕陆阵"
    "晓尔亚欧纳诺达伦顿爷妈亲爱号灾归为仅价尽尽伤传债倾侧偿储内册刚创划剧劳胜势励协却厌丛启丧尝"
    "吓严围园图圆坚场块垫坏壮寿够梦夹夺奋奥妆宁宽宝将寻届属冈岛岭师帐带币帮干几库厂广弹弯征彻耻"
    "悦恼恶惨惯虑忧怜凭宪忆恳怀悬惧戏户抛扫挂采扬换损摇抢挚拨抚拥择击担据挤拟扩摆扰拦摄败敌数断"
    "时晋暂弃栋乐标楼枢桥档栏岁残毁气况凉泪净浅测浑涌温满渔汉渐泼洁潜济涛滥濒洒滩湾烟烦热灯烧炉"
    "烂墙状狭狱独获献玛产画疗疯盗盘监众瞩确码碍矿祸御礼称积稳穷窃竞笔筑节范筹粮纠纪红纹纯纸级纷"
    "细结络绿网紧绪缓编练县缩绩绕继续骂罢习圣聪声职肃脑脚肤脸临旧舱舰艰艺药虚亏虫补装制复袭规觉"
    "览触订计讨训托访设诉诊注评词试诗详夸志语误诱课调谅谋谎谓谦谣证译让贼赌跃轴连周运违迁迈逻丑"
    "医鉴钻阐只虽鸡电头颜风飘养饿余驱发闹吗你台占系并俩仓侦备雇凶冻凯删剂动勋汇吕唤叹坛堕坠坝伙"
    "挡辈奸娱婴寝尸岗帅恒愤惩恋舍挣挥捣撑挠掳携摊敛毙枪殴沟浓痪瘫秽缉纵缚绳胁胆芦冲讯讼诈诽谤谴誉贿"
    "账赎游酝隶颁颓颠饥骗骚肮松绞剥缘乱苏症侨嘱纽丝缅表轧舆辖厘枪升巩骤"
)
"""Traditional Chinese characters in what supporters write, and the same simplified."""

_LETTERS = str.maketrans(
    dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True))
    | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
    | {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
        "æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "ё": "е",
        "ى": "ي", "ة": "ه", "ـ": None, "ی": "ي", "ک": "ك",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "′": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_SHORT_I = "и\u0306"
"""Cyrillic й taken apart: a letter of its own, not и with an accent."""


class Words(NamedTuple):
    """Words as compared, and whether a comma or the like parts each from the word before."""

    texts: tuple[str, ...]
    pauses: tuple[bool, ...]


def clean(text: str) -> str:
    """Fold a text: NFKC, no format characters or surrogates, lower case, Latin without accents.

    Native scripts stay native; Arabic loses its vowel signs and joins its letter variants.
    """
    kept = capped(text)
    if kept.isascii():
        lower = kept.lower()
        return _MARKUP.sub(" ", lower) if "<" in lower or "@" in lower else lower
    compatible = unicodedata.normalize("NFKC", _visible(kept)).casefold()
    folded = _unaccented(unicodedata.normalize("NFD", compatible))
    composed = unicodedata.normalize("NFC", folded).translate(_LETTERS)
    return capped(_MARKUP.sub(" ", composed))


def words(text: str) -> Words:
    """Split a cleaned text: runs of letters and digits, dotted numbers, single Han characters."""
    bare = text.rstrip("?!. ")
    if bare.isascii() and bare.replace(" ", "").isalnum():
        plain = bare.split()
        return Words(tuple(plain), (False,) * len(plain))
    word, pause = (_ASCII_WORD, _ASCII_PAUSE) if text.isascii() else (_WORD, _PAUSE)
    texts = tuple(word.findall(text))
    if pause.search(bare) is None:
        return Words(texts, (False,) * len(texts))
    pauses: list[bool] = []
    end = 0
    for match in word.finditer(text):
        start = match.start()
        close = not pauses or text[end:start] == " "
        pauses.append(not close and pause.search(text, end, start) is not None)
        end = match.end()
    return Words(texts, tuple(pauses))


@lru_cache(maxsize=100_000)
def split(text: str) -> tuple[str, ...]:
    """Clean a text and return its words alone. Kept until `split.cache_clear()`, for an index."""
    cleaned = clean(text)
    return tuple((_ASCII_WORD if cleaned.isascii() else _WORD).findall(cleaned))


def is_han(word: str) -> bool:
    """Tell whether a word is written in Chinese characters, which are words of one each."""
    return (
        "\u3400" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff" or word[0] > "\U0001ffff"
    )


def is_cyrillic(word: str) -> bool:
    """Tell whether a word is written in Cyrillic letters."""
    return "\u0400" <= word[0] <= "\u052f"


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return "\u0600" <= word[0] <= "\u06ff"


def capped(text: str) -> str:
    """Return what is read of a text: of a long one, its beginning and its end."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"


class _Without(dict[int, int | None]):
    """A table for `str.translate` that leaves characters out, and learns which as they come."""

    def __init__(self, is_left_out: Callable[[str], object]) -> None:
        self._is_left_out = is_left_out

    def __missing__(self, code: int) -> int | None:
        self[code] = None if self._is_left_out(chr(code)) else code
        return self[code]


_MARKS = _Without(unicodedata.combining)
_INVISIBLE = _Without(lambda character: unicodedata.category(character) in ("Cf", "Cs"))


def _visible(text: str) -> str:
    return text.translate(_INVISIBLE)


def _unaccented(decomposed: str) -> str:
    return decomposed.replace(_SHORT_I, "й").translate(_MARKS)
