# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's two computers, each with Salve's programs and a folder of its own, which Syncthing keeps in step."""

import contextlib
import json
import os
import random
import time
import uuid

from faults import Place, check, make_record, make_root
from syncthing import Syncthing, find_program, read_folder, wait_until


class Computer:
    """Its programs and its folder."""

    def __init__(self, build, root, name, **settings):
        self.name = name
        self.place = Place(build, os.path.join(root, name))
        self.folder = os.path.join(self.place.root, 'data', 'salve')
        os.makedirs(self.folder, 0o700)
        self.sync = Syncthing(self.place.root, self.folder, **settings)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def list(self, folder):
        with contextlib.suppress(FileNotFoundError):
            return sorted(os.listdir(self.path(folder)))
        return []

    def run(self, *command, text=''):
        said = self.place.run(*command, text=text)
        check(said.done, '%s: %s: %s' % (self.name, ' '.join(command), said.text))
        return said.text.splitlines()

    def save(self, words):
        """Returns the record's name."""
        identity = str(uuid.uuid4())
        month, day, hour = random.randint(1, 10), random.randint(1, 28), random.randint(1, 20)
        started = '2026-%02d-%02dT%02d:00:00+01:00' % (month, day, hour)
        self.run('writer', 'save', text=make_record(identity, started, words))
        return '2026%02d%02dT%02d0000Z-%s.json' % (month, day, hour - 1, identity[:8])

    def show(self, name):
        with open(self.path(name), encoding='utf-8') as file:
            return json.load(file)

    def notes(self, name):
        return self.show('sessions/' + name)['notes']

    def versions(self, name):
        return [line.split(' ', 1)[1] for line in self.run('writer', 'versions', name) if line != 'done']

    def file_versions(self, name):
        lines = self.run('writer', 'file-versions', name)[:-1]
        check(all(line.startswith('version ') for line in lines), 'cannot be merged: %s' % lines)
        return [line.split(' ', 1)[1] for line in lines]

    def verify(self):
        """What salvectl says, that no file is damaged."""
        said = self.place.run('salvectl', 'verify', '--json')
        check(said.status == 0, '%s: %s' % (self.name, said.text))
        answer = json.loads(said.text)
        check(not answer['unreadable'] and not answer['steps'], '%s: %s' % (self.name, said.text))
        return answer

    def read(self):
        return read_folder(self.folder)


class Pair:
    """The two, in step as far as they reach each other."""

    def __init__(self, build, root, versions):
        find_program()
        self.one = Computer(build, root, 'desktop', versions=versions)
        self.other = Computer(build, root, 'laptop', versions=versions, keeps_replaced=True)
        self.both = self.one, self.other
        for computer, peer in (self.both, self.both[::-1]):
            computer.sync.configure(peer.sync)

    def start(self):
        for each in self.both:
            if each.sync.process is None:
                each.sync.start()
        wait_until(lambda: self.one.sync.is_connected(self.other.sync), 'they do not find each other')

    def part(self):
        """From now on neither hears of the other."""
        self.other.sync.stop()

    def describe(self):
        one, other = (each.read() for each in self.both)
        return ', '.join('%s: %r and %r' % (path, one.get(path, '')[-80:], other.get(path, '')[-80:])
                         for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path))

    def is_in_step(self):
        for each in self.both:
            each.sync.scan()
        return self.one.read() == self.other.read() and all(each.sync.is_idle() for each in self.both)

    def settle(self):
        """Until both have the same, and still do a moment later."""
        wait_until(self.is_in_step, self.describe)
        time.sleep(1.5)
        wait_until(self.is_in_step, self.describe)

    def stop(self):
        for each in self.both:
            each.sync.stop()


@contextlib.contextmanager
def make_pair(build, started=True, versions=10):
    with make_root(build) as root:
        both = Pair(build, root, versions)
        try:
            if started:
                both.start()
            yield both
        finally:
            both.stop()


def check_holds(computer, path, *words):
    text = computer.read().get(path, '')
    check(all(word in text for word in words), '%s: %s lacks one of %s: %s' % (computer.name, path, words, text))
