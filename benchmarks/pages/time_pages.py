#!/usr/bin/env python3
"""Measures how long a program takes for a page, without its start.

    time_pages.py PATH FOLDER [NUMBER]      runs `PATH extract` over the pages of a folder, at most NUMBER, evenly chosen

The pages a second are those of one run over all of them. The time of a single page is the processor time of a run that reads
it eleven times minus that of a run that reads it once, by ten: it does not depend on what else the machine does.
"""
import glob
import os
import resource
import subprocess
import sys


def seconds(binary, paths):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([binary, "extract", "--format", "json", *paths], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    binary, folder = sys.argv[1:3]
    paths = sorted(glob.glob(os.path.join(folder, "**", "*.html"), recursive=True))
    if len(sys.argv) > 3:
        step = max(len(paths) / int(sys.argv[3]), 1)
        paths = [paths[int(index * step)] for index in range(int(len(paths) / step))]
    size = sum(map(os.path.getsize, paths)) / len(paths)
    start = seconds(binary, [os.devnull])
    print(f"{len(paths)} pages of {size / 1000:.0f} KB: {len(paths) / (seconds(binary, paths) - start):.0f} pages a second")
    times = sorted((seconds(binary, [path] * 11) - seconds(binary, [path])) / 10 for path in paths)
    share = lambda part: times[min(int(len(times) * part), len(times) - 1)] * 1000
    print(f"a page: median {share(.5):.1f} ms, 95 % {share(.95):.1f} ms, 99 % {share(.99):.1f} ms, longest {times[-1] * 1000:.1f} ms")


main()
