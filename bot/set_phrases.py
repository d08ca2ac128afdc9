"""Texts that ask about the bot or its last answer, in the languages that it reads."""

from __future__ import annotations

from collections.abc import Collection

from questions.understanding.clean import clean, split, words

LONGEST = 32
"""How long such a text is at most, in characters: most questions need no closer look."""

_FOR_HELP = (
    "help", "help me", "help please", "help me please", "please help", "please help me",
    "i need help", "i need some help", "need help", "can you help", "can you help me",
    "could you help me", "how does this work", "how does this bot work", "how do i use this",
    "how do i use this bot", "how to use", "how to use this", "how to use this bot",
    "instructions", "instructions please", "commands", "list commands", "show commands",
    "what are the commands", "what commands are there", "which commands are there",
    "aide", "à l'aide", "aide-moi", "aidez-moi", "aidez-moi svp", "aidez-moi s'il vous plaît",
    "besoin d'aide", "j'ai besoin d'aide", "comment ça marche", "comment ça fonctionne",
    "mode d'emploi", "commandes", "les commandes", "quelles sont les commandes",
    "ayuda", "ayúdame", "ayúdenme", "ayuda por favor", "ayúdame por favor", "necesito ayuda",
    "cómo funciona esto", "cómo funciona este bot", "cómo se usa", "cómo se usa esto",
    "instrucciones", "comandos", "qué comandos hay", "cuáles son los comandos",
    "помощь", "помоги", "помогите", "помоги мне", "помогите мне", "помогите пожалуйста",
    "нужна помощь", "мне нужна помощь", "как это работает", "как работает этот бот",
    "как пользоваться", "как этим пользоваться", "инструкция", "команды", "список команд",
    "какие есть команды",
    "مساعدة", "المساعدة", "ساعدني", "ساعدوني", "ساعدني من فضلك", "ساعدوني من فضلكم",
    "أحتاج مساعدة", "أحتاج إلى مساعدة", "كيف يعمل هذا", "كيف يعمل هذا البوت", "كيف أستخدم هذا",
    "كيف أستخدم هذا البوت", "الأوامر", "ما هي الأوامر", "قائمة الأوامر",
    "帮助", "帮帮我", "帮我", "帮帮忙", "帮忙", "请帮我", "需要帮助", "我需要帮助", "怎么用",
    "这个怎么用", "怎么使用", "如何使用", "使用说明", "使用方法", "命令", "有哪些命令",
)  # fmt: skip

_FOR_ORIGIN = (
    "source", "sources", "the source", "the sources", "your source", "your sources", "how come",
    "what is the source", "what's the source", "what are the sources",
    "what is your source", "what's your source", "what are your sources", "source please",
    "where is this from", "where is that from", "where's this from", "where's that from",
    "where does this come from", "where does that come from", "where did you get this",
    "where did you get that", "where did you find this", "where did you find that",
    "how do you know", "how do you know that", "how do you know this", "says who", "who says so",
    "why do you say that", "why this answer", "is that true", "is this true", "can i trust this",
    "source svp", "la source", "les sources", "quelle source", "quelle est la source",
    "quelles sont les sources", "quelles sont vos sources", "d'où ça vient",
    "d'où vient cette info", "d'où vient cette réponse", "comment le savez-vous",
    "comment tu le sais", "qui dit ça",
    "fuente", "fuentes", "la fuente", "las fuentes", "cuál es la fuente", "cuáles son las fuentes",
    "de dónde sale esto", "de dónde sale eso", "de dónde viene esto", "cómo lo sabes",
    "cómo lo sabe", "cómo sabes eso", "quién lo dice",
    "источник", "источники", "какой источник", "какие источники", "откуда это",
    "откуда такие данные", "откуда эта информация", "откуда вы это знаете",
    "откуда ты это знаешь", "кто это сказал",
    "مصدر", "المصدر", "المصادر", "ما المصدر", "ما هو المصدر", "ما هي المصادر", "من أين هذا",
    "من أين هذه المعلومة", "من أين هذه المعلومات", "كيف تعرف ذلك", "كيف عرفت", "من قال ذلك",
    "来源", "出处", "来源是什么", "出处是什么", "消息来源", "信息来源", "这是哪里来的",
    "从哪里来的", "你怎么知道", "你怎么知道的", "谁说的", "有什么根据", "根据是什么",
)  # fmt: skip

_HELP_WORDS, _ORIGIN_WORDS = (frozenset(map(split, texts)) for texts in (_FOR_HELP, _FOR_ORIGIN))


def asks_for_help(said: str) -> bool:
    """Tell whether a text asks what can be done here, and nothing else."""
    return said.strip() == "?" or _is_one_of(_HELP_WORDS, said)


def asks_for_origin(said: str) -> bool:
    """Tell whether a text asks where the last answer comes from, and nothing else."""
    return _is_one_of(_ORIGIN_WORDS, said)


def _is_one_of(phrases: Collection[tuple[str, ...]], said: str) -> bool:
    return len(said) <= LONGEST and words(clean(said)).texts in phrases
