# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts which lines and branches of the core and of the notifier their tests run through, and names each line that
they do not.

    coverage.py SOURCE BUILD [FILE]     FILE gets the list of lines
"""

import collections
import os
import subprocess
import sys

from sanitize import configure, run_suites

SUITES = ('core', 'fuzz', 'notifier', 'ctl', 'app', 'faults')
ROOMS = ('src/core', 'src/notifier')

# Below this a change has left its tests behind.
LEAST_LINES = 90


class Room:
    def __init__(self):
        self.lines = self.lines_run = self.branches = self.branches_run = 0
        self.missed = collections.defaultdict(list)

    def share(self):
        return 100 * self.lines_run / self.lines if self.lines else 0


def capture(folder):
    tracefile = os.path.join(folder, 'coverage.info')
    subprocess.run(['lcov', '-q', '--capture', '--directory', folder, '--output-file', tracefile, '--rc',
                    'lcov_branch_coverage=1'], check=True, stderr=subprocess.DEVNULL)
    with open(tracefile, encoding='utf-8') as file:
        return file.read().splitlines()


def read_rooms(source, lines):
    rooms = {name: Room() for name in ROOMS}
    room = path = None
    for line in lines:
        key, _, value = line.partition(':')
        if key == 'SF':
            path = os.path.relpath(os.path.realpath(value), source)
            room = rooms.get(os.path.dirname(path))
        elif room and key == 'DA':
            number, count = value.split(',')[:2]
            room.lines += 1
            room.lines_run += count != '0'
            if count == '0':
                room.missed[path].append(int(number))
        elif room and key == 'BRDA':
            room.branches += 1
            room.branches_run += value.rsplit(',', 1)[1] not in ('-', '0')
    return rooms


def list_missed(source, room):
    for path in sorted(room.missed):
        with open(os.path.join(source, path), encoding='utf-8') as file:
            text = file.read().splitlines()
        for number in sorted(set(room.missed[path])):
            yield '%s:%d: %s' % (path, number, text[number - 1].strip())


def main():
    source, build = (os.path.realpath(path) for path in sys.argv[1:3])
    folder = os.path.join(build, 'coverage')
    # The lines of the finished program: checks of what only a programmer can break are left in.
    configure(source, folder, ['-Db_coverage=true', '--buildtype=debug'])
    subprocess.run(['lcov', '-q', '--zerocounters', '--directory', folder], check=True)
    # What counts its own lines is larger and slower, as under a sanitizer.
    entries = run_suites(folder, SUITES, 'coverage', {'SALVE_TEST_SANITIZER': '1'})
    rooms = read_rooms(source, capture(folder))
    print('1..%d' % (len(rooms) + 1))
    failed = [entry['name'] for entry in entries if entry['result'] not in ('OK', 'SKIP')]
    print('%sok 1 - all suites pass%s' % ('not ' if failed else '', ''.join('\n# ' + name for name in failed)))
    for number, (name, room) in enumerate(rooms.items(), 2):
        print('%sok %d - %s: %.1f %% of %d lines, %.1f %% of %d branches' % (
            '' if room.share() >= LEAST_LINES else 'not ', number, name, room.share(), room.lines,
            100 * room.branches_run / max(room.branches, 1), room.branches))
    if len(sys.argv) > 3:
        with open(sys.argv[3], 'w', encoding='utf-8') as file:
            for room in rooms.values():
                file.writelines(line + '\n' for line in list_missed(source, room))


if __name__ == '__main__':
    main()
