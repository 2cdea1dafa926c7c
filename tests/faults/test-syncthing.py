#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's two computers, whose folders Syncthing keeps in step: what either saves arrives on the other, what both
change at once is there in both versions and is made one, and nothing that was called saved is lost."""

import collections
import json
import os
import random
import re
import sys
import threading
import time

from computers import check_holds, make_pair
from faults import Failure, check, note, run_cases
from syncthing import wait_until

BUILD = sys.argv[1]
# So few that both often change the same.
RECORDS = 12
SECONDS = 60 * float(os.environ.get('SALVE_SOAK_MINUTES') or 1)
RECORD = re.compile(r'\d{8}T\d{6}Z-[0-9a-f]{8}(?:-\d+)?\.json')
COPY = re.compile(r'\d{8}T.*?(\.sync-conflict-| \(conflicted copy ).*\.json')
WORD = re.compile(r'\b[ab]\d{5}\.')
LOOPBACK = ('0100007F', '0' * 24 + '01000000', '0' * 16 + 'FFFF00000100007F')


# Cases

def saved():
    """what both save at the same time arrives on both, over nothing but the loopback"""
    with make_pair(BUILD) as both:
        names = {each: [] for each in both.both}
        started = time.monotonic()
        threads = [threading.Thread(target=lambda each=each: names[each].extend(
            each.save('%s%05d.' % (each.name[0], number)) for number in range(50))) for each in both.both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wanted = sorted(sum(names.values(), []))
        check(len(wanted) == 100, 'not all were saved: %d' % len(wanted))
        wait_until(lambda: both.one.list('sessions') == both.other.list('sessions') == wanted, both.describe)
        took = time.monotonic() - started
        both.settle()
        for each in both.both:
            answer = each.verify()
            check(answer['records'] == 100 and 'versions' not in answer, str(answer))
            stray = [(local, remote) for local, remote in each.sync.list_addresses()
                     if local not in LOOPBACK or remote not in LOOPBACK and remote.strip('0')]
            check(not stray, '%s reaches beyond this computer: %s' % (each.name, stray))
        note('100 records, all on both after %.1f s' % took)


def check_offered(computer, name, copies):
    """Both programs know it for a version of that record, and not for a session of its own."""
    check(computer.versions(name) == copies, '%s: %s' % (computer.name, computer.versions(name)))
    answer = computer.verify()
    check(answer['versions'] == copies, str(answer))
    check('another version of ' + name in computer.place.run('salvectl', 'verify').text, 'it is not offered')
    listed = computer.place.run('salvectl', 'list').text
    check(listed.count('another version of ' + name) == 1 and listed.count(name) >= 2, listed)
    records = [line for line in computer.run('writer', 'list') if line.startswith('record ')]
    check(len(records) == 1, '%s: a version counts as a session: %s' % (computer.name, records))


def edited():
    """a record that both change becomes one with another version, which is merged on one and so on both"""
    with make_pair(BUILD) as both:
        name = both.one.save('begun')
        both.settle()
        both.part()
        both.one.run('writer', 'edit', name, 'begun, at the desk')
        time.sleep(1.1)
        both.other.run('writer', 'edit', name, 'begun, on the train')
        both.start()
        both.settle()
        copies = [each for each in both.one.list('sessions') if each != name]
        check(len(copies) == 1 and '.sync-conflict-' in copies[0], str(copies))
        for each in both.both:
            check_offered(each, name, copies)
        both.other.run('writer', 'merge', name, copies[0])
        both.settle()
        for each in both.both:
            check_holds(each, 'sessions/' + name, 'at the desk', 'on the train')
            check(each.list('sessions') == [name] and not each.versions(name), str(each.list('sessions')))
            check('versions' not in each.verify(), 'it is still offered')
            removed = {path: text for path, text in each.read().items() if path.startswith('trash/')}
            for words in ('at the desk', 'on the train'):
                check(any(words in text for text in removed.values()), '%s is not in the trash: %s' % (words, removed))


def answered():
    """two check-ins on two computers are both in the record once it is merged"""
    with make_pair(BUILD) as both:
        name = both.one.save('begun')
        both.settle()
        both.part()
        both.one.run('writer', 'check-in', name)
        both.other.run('writer', 'add-flag', name)
        both.start()
        both.settle()
        copy, = both.one.versions(name)
        both.one.run('writer', 'merge', name, copy)
        both.settle()
        for each in both.both:
            check_holds(each, 'sessions/' + name, '"redness"', '"check_ins"')


def joined():
    """two computers that were each used alone are joined: all records, one shelf, one profile"""
    with make_pair(BUILD, started=False) as both:
        names = [each.save(each.name) for each in both.both]
        for each in both.both:
            each.run('writer', 'shelf', 'Cream of the ' + each.name)
            each.run('writer', 'profile')
        both.start()
        both.settle()
        for each in both.both:
            check(each.list('sessions') == sorted(names), str(each.list('sessions')))
            check(len(each.file_versions('shelf.json')) == 1, str(sorted(each.read())))
            # They say the same.
            check(not each.file_versions('profile.json'), str(sorted(each.read())))
        both.one.run('writer', 'merge-file', 'shelf.json')
        both.settle()
        for each in both.both:
            check_holds(each, 'shelf.json', 'Cream of the desktop', 'Cream of the laptop')
            check(not each.file_versions('shelf.json') and 'versions' not in each.verify(), str(sorted(each.read())))


def write_profile(computer, **members):
    path = computer.path('profile.json')
    members = {**(computer.show('profile.json') if os.path.exists(path) else {'format': 1}), **members}
    with open(path + '~', 'w', encoding='utf-8') as file:
        json.dump(members, file)
    os.replace(path + '~', path)


def documents():
    """a shelf and a profile that both change are offered, merged, and the same on both"""
    with make_pair(BUILD) as both:
        both.one.run('writer', 'shelf', 'Soap')
        both.one.run('writer', 'profile')
        both.settle()
        both.part()
        for each in both.both:
            each.run('writer', 'shelf', 'Cream of the ' + each.name)
            write_profile(each, **{each.name: each.name, 'reminders': {'discreet': each is both.one}})
        both.start()
        both.settle()
        for each, name in ((each, name) for each in both.both for name in ('shelf.json', 'profile.json')):
            copies = each.file_versions(name)
            check(len(copies) == 1 and '.sync-conflict-' in copies[0], '%s: %s' % (each.name, copies))
            check(copies[0] in each.verify().get('versions', []), '“verify” does not tell of %s' % copies[0])
        both.one.run('writer', 'merge-file', 'shelf.json')
        both.other.run('writer', 'merge-file', 'profile.json')
        both.settle()
        for each in both.both:
            check_holds(each, 'shelf.json', 'Soap', 'Cream of the desktop', 'Cream of the laptop')
            check_holds(each, 'profile.json', 'desktop', 'laptop', '1990')
            check(each.show('profile.json')['reminders']['discreet'], 'what was discreet on one is not any more')
            check(not each.file_versions('shelf.json') + each.file_versions('profile.json'), str(sorted(each.read())))
            check('versions' not in each.verify(), 'it is still offered')


def removed():
    """a record that one removes and the other changes stays, changed, and what was removed is in the trash"""
    for first in (0, 1):
        with make_pair(BUILD) as both:
            name = both.one.save('begun')
            both.settle()
            both.part()
            changes = [(both.one, 'remove', name), (both.other, 'edit', name, 'begun, and changed')]
            for computer, *command in changes if first == 0 else changes[::-1]:
                computer.run('writer', *command)
                time.sleep(1.1)
            both.start()
            both.settle()
            for each in both.both:
                check_holds(each, 'sessions/' + name, 'begun, and changed')
                check_holds(each, 'trash/' + name, 'begun')
                check('versions' not in each.verify() and not each.versions(name), str(each.list('sessions')))
            # Undone too late: what the other changed is not overwritten.
            check(both.one.place.run('writer', 'undo', name).error, 'the removal was undone over the change')
            check_holds(both.one, 'sessions/' + name, 'begun, and changed')


def undone():
    """what one removes goes on both, and comes back on both from the trash of the other"""
    with make_pair(BUILD) as both:
        name = both.one.save('begun')
        both.settle()
        both.one.run('writer', 'remove', name)
        both.settle()
        for each in both.both:
            check(not each.list('sessions'), str(each.list('sessions')))
        both.other.run('writer', 'undo', name)
        both.settle()
        for each in both.both:
            check_holds(each, 'sessions/' + name, 'begun')
            check(name not in each.list('trash'), str(each.list('trash')))


def apart():
    """a record that both remove, in two versions, is gone on both and in the trash in both versions"""
    with make_pair(BUILD) as both:
        name = both.one.save('begun')
        both.settle()
        both.part()
        for each in both.both:
            each.run('writer', 'edit', name, 'begun, ' + each.name)
            each.run('writer', 'remove', name)
        both.start()
        both.settle()
        for each in both.both:
            check(not each.list('sessions'), str(each.list('sessions')))
            texts = [text for path, text in each.read().items() if path.startswith('trash/')]
            for words in ('begun, desktop', 'begun, laptop'):
                check(any(words in text for text in texts), '%s is lost: %s' % (words, texts))


# What is Syncthing's own

HALF = '{"format": 1, "id": "6a1f3c0'


def write_own(computer, name):
    """As it lies in the folder while Syncthing is at work, and after it was killed. By path, what they say."""
    files = {'.stignore': '// nothing\n', '.stversions/shelf~20261122-123047.json': HALF}
    for folder in ('', 'sessions/', 'trash/'):
        files[folder + '.syncthing.%s.tmp' % name] = HALF
        files[folder + '.syncthing.%064x.tmp' % 7] = HALF
        files[folder + '~syncthing~%s.tmp' % name] = HALF
    files['sessions/.stversions/' + name.replace('.json', '~20261122-123047.json')] = HALF
    for path, text in files.items():
        path = computer.path(path)
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        # Older than what our own programs sweep, and than what the trash keeps.
        os.utime(path, (time.time() - 40 * 86400,) * 2)
    return files


def own():
    """what is Syncthing's own is no record, is not swept, not reported, not repaired and not exported"""
    with make_pair(BUILD) as both:
        name = both.one.save('begun')
        both.settle()
        # The laptop keeps versions of what it replaces: these are Syncthing's own, not made up.
        both.one.run('writer', 'edit', name, 'begun, and changed')
        both.settle()
        kept = [each for _, _, names in os.walk(both.other.path('.stversions')) for each in names]
        check(len(kept) == 1, 'Syncthing keeps no versions: %s' % kept)
        both.stop()
        for each in both.both:
            files = write_own(each, name)
            each.run('writer', 'scan')
            os.utime(each.path('trash', '.seen'), (time.time() - 86400,) * 2)
            each.run('writer', 'scan')
            check(each.run('writer', 'list')[:-1] == ['record %s %s begun, and changed' % (
                name, each.show('sessions/' + name)['id'])], str(each.run('writer', 'list')))
            check(each.verify()['records'] == 1, 'there is one record')
            check('nothing to repair' in each.place.run('salvectl', 'verify', '--repair').text.lower(), 'it repairs')
            exported = json.loads(each.place.run('salvectl', 'export', '-').text)
            check(len(exported['sessions']) == 1, str(exported))
            for path, text in files.items():
                with open(each.path(path), encoding='utf-8') as file:
                    check(file.read() == text, path + ' was changed')
            check(os.path.isdir(each.path('.stfolder')), '.stfolder is gone')


# At random

class Actor(threading.Thread):
    """One computer's person: saves, edits, removes, undoes and merges. Each change leaves a word."""

    def __init__(self, computer, mark, seed, end):
        super().__init__()
        self.computer, self.mark, self.end = computer, mark, end
        self.chance = random.Random(seed)
        self.words, self.counts, self.wrong = [], collections.Counter(), None

    def pick(self, folder, form=RECORD):
        names = [each for each in self.computer.list(folder) if form.fullmatch(each)]
        return self.chance.choice(names) if names else None

    def make_word(self):
        return '%s%05d.' % (self.mark, len(self.words) + self.counts['refused'] + 1)

    def act(self):
        """Returns what was done, and whether that was acknowledged."""
        what = self.chance.choices(('save', 'append', 'remove', 'undo', 'merge'), (2, 8, 1, 1, 2))[0]
        word, writer = self.make_word(), self.computer.place.run
        if what == 'save' and len(self.computer.list('sessions')) < RECORDS:
            self.computer.save(word)
            self.words.append(word)
            return what, True
        name = self.pick('trash' if what == 'undo' else 'sessions', COPY if what == 'merge' else RECORD)
        if name is None or what == 'save':
            return what, False
        if what == 'append':
            said = writer('writer', what, name, word)
            if said.done:
                self.words.append(word)
        elif what == 'merge':
            original = name[:name.index(COPY.fullmatch(name)[1])] + '.json'
            said = writer('writer', what, original, name)
        else:
            said = writer('writer', what, name)
        check(said.done or said.error, '%s %s: %s' % (what, name, said.text))
        return what, said.done

    def look(self):
        lines = self.computer.run('writer', 'list')
        bad = [line for line in lines if line.startswith('unreadable')]
        # One that another takes away while it is looked at is not damaged.
        bad = [line for line in bad if os.path.exists(self.computer.path('sessions', line.split(' ')[1]))]
        check(not bad, str(bad))

    def run(self):
        try:
            while time.monotonic() < self.end:
                what, done = self.act()
                self.counts[what if done else 'refused'] += 1
                if self.chance.random() < 0.1:
                    self.look()
                time.sleep(self.chance.uniform(0, 0.1))
        except Exception as error:  # told by the case
            self.wrong = error


def trouble(both, chance, end):
    """Syncthing is killed and started again, on one or the other. Returns how often."""
    count = 0
    while time.monotonic() < end:
        time.sleep(chance.uniform(1, 5))
        sync = chance.choice(both.both).sync
        sync.kill()
        time.sleep(chance.uniform(0, 4))
        sync.start()
        count += 1
    return count


def collect_words(both):
    return {word for each in both.both for text in each.read().values() for word in WORD.findall(text)}


def at_random():
    """while both save, edit, remove, undo and merge and Syncthing is killed, no acknowledged word is lost"""
    seed = random.randrange(1 << 30)
    note('seed %d' % seed)
    chance = random.Random(seed)
    # Beyond so many as are kept Syncthing deletes the oldest, which is for the person to say.
    with make_pair(BUILD, versions=-1) as both:
        end = time.monotonic() + SECONDS
        actors = [Actor(each, mark, seed + number, end)
                  for number, (each, mark) in enumerate(zip(both.both, 'ab'))]
        for each in actors:
            each.start()
        kills = trouble(both, chance, end)
        for each in actors:
            each.join()
            if each.wrong is not None:
                raise Failure('%s: %r' % (each.computer.name, each.wrong)) from each.wrong
        there = collect_words(both)
        lost = [word for each in actors for word in each.words if word not in there]
        check(not lost, 'lost: %s' % lost)
        # One that often lost the other waits five minutes before it calls again.
        both.stop()
        both.start()
        both.settle()
        there = collect_words(both)
        lost = [word for each in actors for word in each.words if word not in there]
        check(not lost, 'lost once both were in step: %s' % lost)
        copies = [each.verify().get('versions', []) for each in both.both]
        check(copies[0] == copies[1], str(copies))
        counts = sum((each.counts for each in actors), collections.Counter())
        check(kills > 0 and counts['append'] > 0 and counts['merge'] > 0, 'nothing happened: %s' % dict(counts))
        note('%.0f s, %d words acknowledged, 0 lost: %s; Syncthing killed %d times; %d files, %d other versions left'
             % (SECONDS, sum(len(each.words) for each in actors),
                ', '.join('%s %d' % each for each in sorted(counts.items())), kills, len(both.one.read()),
                len(copies[0])))


os.umask(0o022)
sys.exit(run_cases(saved, edited, answered, joined, documents, removed, undone, apart, own, at_random))
