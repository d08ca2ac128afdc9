"""Texts that ask for help with the bot itself, in the languages that it reads."""

from __future__ import annotations

from questions.understanding.clean import split

_PLEAS = (
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

_WORDS = frozenset(map(split, _PLEAS))


def asks_for_help(said: str) -> bool:
    """Tell whether a text asks what can be done here, and nothing else."""
    return said.strip() == "?" or split(said) in _WORDS
