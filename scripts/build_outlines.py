#!/usr/bin/env python3
"""Makes Sources/Desk/Resources/countries.tsv: outlines of countries for the map of the desk.

Data: Natural Earth 1:110m, public domain, as Debian's r-cran-rnaturalearthdata (CC0) carries it.
Needs: pip install rdata; apt-get install (or dpkg-deb -x) r-cran-rnaturalearthdata.
Usage: build_outlines.py FOLDER/usr/lib/R/site-library/rnaturalearthdata/data/Rdata > countries.tsv

Each line: ISO 3166-1 alpha-2, x and y of a point inside, and a path of SVG, in the Equal Earth
projection (Savric, Patterson and Jenny, 2018) on a field of 1000 to 450.
"""
import gzip
import lzma
import math
import sys

import rdata


def unpacked(raw):
    """One object of R's lazy-load database: a length, the letter Z, raw LZMA2."""
    if raw[4:5] != b"Z":
        raise SystemExit("this database is compressed in another way")
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6}]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(raw[5:])


def tree(raw):
    return rdata.parser.parse_data(raw)


def project(lon, lat):
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2 ** 3
    x = (2 * math.sqrt(3) * math.radians(lon) * math.cos(theta)
         / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)))
    y = a4 * t6 * t2 * theta + a3 * t6 * theta + a2 * t2 * theta + a1 * theta
    return 500 + x * 1000 / 5.42, 252 - y * 1000 / 5.42


def area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1])) / 2


def center(ring):
    a = area(ring) or 1e-9
    pairs = list(zip(ring, ring[1:] + ring[:1]))
    cx = sum((p[0] + q[0]) * (p[0] * q[1] - q[0] * p[1]) for p, q in pairs) / (6 * a)
    cy = sum((p[1] + q[1]) * (p[0] * q[1] - q[0] * p[1]) for p, q in pairs) / (6 * a)
    return cx, cy


def path(ring):
    out, last = [], None
    for x, y in ring:
        point = (round(x * 2) / 2, round(y * 2) / 2)
        if point == last:
            continue
        if last is None:
            out.append("M%g %g" % point)
        else:
            out.append("l%g %g" % (point[0] - last[0], point[1] - last[1]))
        last = point
    return "".join(out) + "Z" if len(out) > 2 else ""


def main():
    base = sys.argv[1]
    index = rdata.conversion.convert(tree(gzip.decompress(open(base + ".rdx", "rb").read())))
    database = open(base + ".rdb", "rb").read()
    offset, length = (int(n) for n in index["variables"]["countries110"])
    parsed = tree(unpacked(database[offset:offset + length]))
    attributes = lambda node: pairs(node.attributes)

    def pairs(node):
        found = {}
        while node is not None and node.info.type == rdata.parser.RObjectType.LIST:
            found[name(node.tag)] = node.value[0]
            node = node.value[1]
        return found

    def name(node):
        while node.info.type == rdata.parser.RObjectType.REF:
            node = node.referenced_object
        return node.value.value.decode()

    shapes = attributes(parsed.object)
    table = shapes["data"]
    columns = [s.value.decode() for s in attributes(table)["names"].value]
    def column(wanted):
        node = table.value[columns.index(wanted)]
        levels = attributes(node).get("levels") if node.attributes else None
        if levels is not None:
            return [levels.value[i - 1].value.decode("latin-1") for i in node.value]
        return [(s.value or b"").decode("latin-1") for s in node.value]
    codes = column("iso_a2")
    names = column("name")
    fixes = {"Norway": "NO", "France": "FR", "Kosovo": "XK", "N. Cyprus": "", "Somaliland": ""}
    print("# Natural Earth 1:110m, public domain; made by scripts/build_outlines.py")
    for code, country, shape in zip(codes, names, shapes["polygons"].value):
        if country == "Antarctica":
            continue
        code = fixes.get(country, code)
        if len(code) != 2:
            code = "-"
        rings = []
        for polygon in attributes(shape)["Polygons"].value:
            coords = attributes(polygon)["coords"].value
            half = len(coords) // 2
            rings.append([project(lon, lat) for lon, lat in zip(coords[:half], coords[half:])])
        largest = max(rings, key=lambda ring: abs(area(ring)))
        x, y = center(largest)
        drawn = "".join(path(ring) for ring in rings)
        print("%s\t%.1f\t%.1f\t%s" % (code, x, y, drawn or "M%.1f %.1fh1v1z" % (x, y)))


main()
