"""A roster of any size: twelve people to ask about, and behind them thousands of others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from questions.candidate import Candidate

ASKED_ABOUT = (
    ("Amara", "Okonkwo"),
    ("Tomás", "Rivera"),
    ("Ingrid", "Østergaard"),
    ("Wei", "Linqiu"),
    ("Nadia", "Haddadin"),
    ("Pieter", "Vandermeulen"),
    ("Sakura", "Nakashima"),
    ("Olena", "Petrenko"),
    ("Farid", "Rahmani"),
    ("Grace", "Mwangi"),
    ("Élodie", "Marchand"),
    ("Mateus", "Cardoso"),
)
"""Given and family names; no other candidate has one of these family names."""

_GIVEN = """
    Abena Adriana Aisha Alejandro Anders Anjali Anneke Antoine Aroha Asif Beatriz Bogdan Carmen
    Chidi Chloé Dalia Daniela Darko Desta Diego Dmitri Eleni Emeka Emre Esther Fatou Fernando
    Gabriela Giulia Goran Hamza Hanna Haruto Helga Hiroshi Hugo Ibrahim Ilse Imani Indira Isabel
    Ivana Jamila Javier Jelena Joseph Julia Kamala Karim Kateryna Keiko Khadija Kofi Lars Laila
    Leila Lucía Magnus Malik Marek Mariam Marta Mei Miguel Mirjana Mohammed Nasrin Ngozi Nikolai
    Noor Oluwaseun Omar Paolo Petra Priya Rafael Ramón Rania Ravi Rosa Samir Sanjay Selin Sergei
    Simone Siti Sofía Stefan Svetlana Tariq Tatiana Tendai Thandiwe Tomasz Uche Valentina Viktor
    Yara Yusuf Zainab Zoltán
"""

_BEGINNINGS = """
    Ab Ade Al Am Ban Bar Bel Ber Bor Bra Cal Car Cha Chi Dan Del Dia Do Dra Eke Eri Fal Far Fer
    Gal Gar Gor Hal Har Hoff Ibra Ika Jan Jara Kal Kam Kara Kov Kuma Laz Lin Lund Mak Mal Mar Mbe
    Mend Moro Nak Nav Nde Nor Oba Ola Oru Pal Pav Pel Qua Rad Ram Ros Sal San Sch Sor Stan Tak Tan
    Tor Ubi Ul Vasi Vel Wal Wie Yam Yil Zam Zel
"""

_ENDINGS = """
    aba adze ahashi akis alvo amoto andez ankar aro arsson ashvili atović atti aya ebe ekwe eleke
    elli enko eris escu eshi etto ević ewski iadis iak ibeko ides ikov inen ingh inho ini isz ito
    mann ocha odinga olo omba onen oğlu orov ossen otti oulos ovic oye rup sen ström tay ubu uddin
    uli unde urti uzi vall watt yama zadeh
"""


def roster(size: int) -> Iterator[Candidate]:
    """Make candidates, always the same: those asked about first, then `size` - 12 others."""
    chance = random.Random(size)
    families = ["".join(parts) for parts in product(_BEGINNINGS.split(), _ENDINGS.split())]
    chance.shuffle(families)
    given_names = _GIVEN.split()
    for number in range(size):
        if number < len(ASKED_ABOUT):
            given, family = ASKED_ABOUT[number]
        else:
            given, family = chance.choice(given_names), families[number % len(families)]
        initial = f"{given[0]}. {family}"
        aliases = (initial,) if number % 4 == 0 else ()
        yield Candidate(
            id=f"c{number + 1:04}",
            name=f"{given} {family}",
            family_name=family,
            aliases=aliases,
            nominated_by=f"Member State {number % 193 + 1}",
            status="withdrawn" if number % 40 == 39 else "nominated",
        )
