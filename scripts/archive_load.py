#!/usr/bin/env python3
"""Makes articles for measuring the archive: JSON Lines of varied templates, the same for the same seed.

    scripts/archive_load.py COUNT [--seed N] [--words 500] > articles.jsonl
    scripts/archive_load.py COUNT --copies > copies.jsonl   # near-duplicates and strangers, see below
    scripts/archive_load.py COUNT --readings > export.jsonl # the same with readings, for lagebild import
    scripts/archive_load.py --queries COUNT > queries.txt   # one query a line

With --copies every fifth article is an original, followed by four copies of it: behind an agency's frame,
with 5 % of the words changed, its first half, and extended by half. The id tells which: 12-frame.
"""
import argparse
import hashlib
import json
import random
import sys

SYLLABLES = ("ba be bi bo da de do fa fe ga go ha he ja ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri "
             "ro sa se si so ta te ti to va ve vi wa we zo").split()
GOODS = {
    "de": "Getreide Kohle Erdgas Stahl Medikamente Lokomotiven Turbinen Fischmehl Holz Zement Dünger Kupfer Milchpulver "
          "Solarzellen Batterien Papier Wasserpumpen Saatgut Kabel Ziegel".split(),
    "en": "grain coal gas steel medicines locomotives turbines fishmeal timber cement fertiliser copper milk panels "
          "batteries paper pumps seed cable bricks".split(),
}
PLACES = {
    "de": "Hafen Bahnhof Flughafen Lager Werk Grenzposten Krankenhaus Staudamm Rathaus Markt Museum Tunnel".split(),
    "en": "port station airport depot plant checkpoint hospital dam hall market museum tunnel".split(),
}
ROLES = {
    "de": "Außenminister Verkehrsministerin Sprecher Sprecherin Bürgermeister Direktorin Generalsekretär Botschafterin "
          "Oppositionsführer Gewerkschafterin".split(),
    "en": ["foreign minister", "transport minister", "spokesman", "spokeswoman", "mayor", "director",
           "secretary general", "ambassador", "opposition leader", "union leader"],
}
SAID = {
    "de": [
        "{role} {name} sagte am {day}, {content_k}.",
        "{role} {name} bestritt am {day}, dass {content_d}.",
        "„{content_m}“, sagte {name}.",
        "Laut {name} {content_v}.",
        "{name} kündigte an, {content_z}.",
        "{name} warf der Regierung vor, {content_z}.",
        "{name} forderte, {content_k}.",
        "Nach Angaben von {name} {content_v}.",
    ],
    "en": [
        "{role} {name} said on {day} that {content}.",
        "{name} denied that {content}.",
        "\"{content_u},\" {name} said.",
        "According to {name}, {content}.",
        "{name} announced that {content}.",
        "{name} accused the government of {content_g}.",
        "{name} warned that {content}.",
        "{role} {name} told reporters that {content}.",
    ],
}
# The acts of the templates, the same order in both languages.
ACTS = ["state", "deny", "state", "state", "announce", "accuse", "demand", "state"]
FILLER = {
    "de": [
        "Die Straßen um {place} {town} waren am Morgen leer, nur wenige Wagen fuhren in die Stadt.",
        "Seit {year} ist die Menge an {good} in {town} um {number} Prozent gestiegen.",
        "Viele Familien in {town} leben von {good} und fürchten um ihre Arbeit.",
        "Der Weg vom {place} bis zum Markt ist {number} Kilometer lang und wird selten geräumt.",
        "In den Läden von {town} kostete {good} zuletzt {number} Euro je Sack.",
        "Ein alter Plan aus dem Jahr {year} sah dort einen zweiten {place} vor, gebaut wurde er nie.",
    ],
    "en": [
        "The streets around the {place} in {town} were empty in the morning, and few cars came into the city.",
        "Since {year} the amount of {good} in {town} has grown by {number} percent.",
        "Many families in {town} live on {good} and fear for their work.",
        "The way from the {place} to the market is {number} kilometres long and is rarely cleared.",
        "In the shops of {town} a bag of {good} cost {number} euros last week.",
        "An old plan of {year} had a second {place} there, but it was never built.",
    ],
}
DAYS = {"de": "Montag Dienstag Mittwoch Donnerstag Freitag".split(),
        "en": "Monday Tuesday Wednesday Thursday Friday".split()}
OUTLETS = ["Nordblatt", "Harbour News", "Ostkurier", "Capital Post", "Talbote", "World Wire", "Wochenspiegel",
           "Delta Times", "Küstenblatt", "Gulf Observer"]


def name(rng):
    word = lambda: "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()
    return word() + " " + word()


class World:
    """The people and towns that articles share."""

    def __init__(self, people=20000, towns=800):
        rng = random.Random(1)
        self.people = [(name(rng), rng.randrange(10)) for _ in range(people)]
        self.towns = ["".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize() for _ in range(towns)]


def content(rng, lang, town):
    good, place = rng.choice(GOODS[lang]), rng.choice(PLACES[lang])
    number = rng.randint(3, 990)
    if lang == "de":
        return {
            "content_k": f"der {place} in {town} brauche {number} Tonnen {good}",
            "content_d": f"der {place} in {town} {number} Tonnen {good} braucht",
            "content_m": f"Der {place} in {town} braucht {number} Tonnen {good}",
            "content_v": f"braucht der {place} in {town} {number} Tonnen {good}",
            "content_z": f"{number} Tonnen {good} nach {town} zu liefern",
        }
    text = f"the {place} in {town} needs {number} tons of {good}"
    return {"content": text, "content_u": text[0].upper() + text[1:],
            "content_g": f"sending {number} tons of {good} to {town}"}


def article(rng, world, number, words):
    lang = "de" if number % 2 else "en"
    town = rng.choice(world.towns)
    cast = [world.people[min(int(rng.expovariate(1 / 2500)), len(world.people) - 1)] for _ in range(6)]
    sentences, count, said = [], 0, []
    while count < words:
        if rng.random() < 0.32:
            person, role = rng.choice(cast)
            template, parts = rng.choice(SAID[lang]), content(rng, lang, town)
            text = template.format(role=ROLES[lang][role], name=person, day=rng.choice(DAYS[lang]), **parts)
            words_of = next(parts[key] for key in sorted(parts, reverse=True) if "{" + key + "}" in template)
            said.append((len(sentences), person, ROLES[lang][role], words_of, ACTS[SAID[lang].index(template)]))
        else:
            text = rng.choice(FILLER[lang]).format(
                place=rng.choice(PLACES[lang]), town=rng.choice(world.towns) if rng.random() < 0.5 else town,
                good=rng.choice(GOODS[lang]), number=rng.randint(2, 9999), year=rng.randint(1950, 2023))
        text = text[0].upper() + text[1:]
        sentences.append(text)
        count += len(text.split())
    paragraphs = [" ".join(sentences[i:i + 4]) for i in range(0, len(sentences), 4)]
    day = rng.randrange(5 * 336)
    date = f"{2020 + day // 336}-{day % 336 // 28 + 1:02}-{day % 28 + 1:02}"
    return {"id": f"load-{number}", "date": date, "lang": lang, "outlet": rng.choice(OUTLETS),
            "url": f"https://load.example/{number}", "text": "\n\n".join(paragraphs)}, sentences, said


def reading(base, sentences, said):
    """The line of an export: an article with the rows that a reader would find."""
    text = base["text"]
    starts, position = [], 0
    for sentence in sentences:
        starts.append(text.index(sentence[1:], position) - 1)
        position = starts[-1] + len(sentence)
    actors, statements = {}, []
    for index, person, role, words, act in said:
        sentence = sentences[index]
        at = sentence.lower().find(words.lower())
        name_at = sentence.find(person)
        if at < 0 or name_at < 0:
            continue
        start = starts[index]
        actor = actors.setdefault(person, {"id": f"a{len(actors) + 1}", "kind": "person", "name": person, "aliases": [],
                                           "role": role, "mentions": []})
        actor["mentions"].append([start + name_at, start + name_at + len(person)])
        statements.append({
            "id": f"s{len(statements) + 1}", "form": "indirect", "act": act,
            "factuality": "CT-" if act == "deny" else "CT+",
            "source": {"spans": [[start + name_at, start + name_at + len(person)]], "actors": [actor["id"]],
                       "anonymous": False},
            "cue": [[start + name_at, start + name_at + len(person)]], "content": [[start + at, start + at + len(words)]],
            "frame": [[start, start + len(sentence)]], "confidence": 0.7})
    document = {"id": hashlib.sha256(text.encode()).hexdigest(), "language": base["lang"], "published": base["date"],
                "outlet": base["outlet"], "url": base["url"], "text": text}
    whole = {"format": "lagebild.reading/1", "document": document, "actors": list(actors.values()), "times": [],
             "quantities": [], "norms": [], "statements": statements, "events": []}
    return {"kind": "document", "name": base["id"], "added": "2025-01-01T00:00:00Z",
            "readings": [{"reader": "load", "reading": whole}]}


def copies(rng, base, other):
    """Four derivatives of an article, each as another outlet's."""
    words = base["text"].split(" ")
    half = " ".join(words[:len(words) // 2])
    edited = [rng.choice(words) if rng.random() < 0.05 else word for word in words]
    extra = " ".join(other["text"].split(" ")[:len(words) // 2])
    frame = ("(Agentur) " if base["lang"] == "de" else "(Agency) ") + base["text"] + "\n\n© 2024 all rights reserved."
    for kind, text in (("frame", frame), ("edited", " ".join(edited)), ("half", half),
                       ("extended", base["text"] + "\n\n" + extra)):
        yield dict(base, id=base["id"] + "-" + kind, url=base["url"] + "/" + kind, outlet="Copy " + kind, text=text)


def query(rng, world):
    """Structured and text terms together, common and rare ones."""
    lang = rng.choice(["de", "en"])
    month = lambda: f"{rng.randint(2020, 2024)}-{rng.randint(1, 12):02}"
    first = month()
    terms = [
        f'who:"{world.people[min(int(rng.expovariate(1 / 2500)), 19999)][0]}"', f"about:{rng.choice(GOODS[lang])}",
        "act:" + rng.choice(["deny", "state", "announce", "accuse", "state,deny"]), f"about:{rng.choice(world.towns)}",
        f"from:{first} to:{first}", f"from:{first[:4]}", rng.choice(PLACES[lang]), f"lang:{lang}",
        f"-about:{rng.choice(GOODS[lang])}",
    ]
    chosen = rng.sample(terms, rng.randint(2, 4))
    if all(term.startswith("-") or term.startswith("from") for term in chosen):
        chosen.append("act:deny")
    return " ".join(chosen)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--copies", action="store_true")
    parser.add_argument("--readings", action="store_true")
    parser.add_argument("--queries", type=int, default=0)
    options = parser.parse_args()
    rng, world = random.Random(options.seed), World()
    write = sys.stdout.write
    for _ in range(options.queries):
        write(query(rng, world) + "\n")
    if options.readings:
        write('{"format":"lagebild.archive/1"}\n')
    for number in range(options.count):
        base, sentences, said = article(rng, world, number, options.words)
        if options.readings:
            line = json.dumps(reading(base, sentences, said), ensure_ascii=False, separators=(",", ":"))
            write(line + "\n")
            continue
        write(json.dumps(base, ensure_ascii=False) + "\n")
        if options.copies:
            other = article(random.Random(number + 1_000_000), world, number, options.words)[0]
            for copy in copies(rng, base, other):
                write(json.dumps(copy, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
