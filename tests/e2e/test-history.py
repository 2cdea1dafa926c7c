#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history: what it shows, how it opens, removes and brings back, and what it does with files that harm."""

import datetime
import json
import os
import re
import socket
import stat
import time

from suite import case, check, main, make_record, note, poll, same, write_json, write_record
from harness import NOTIFIER_ID

DAY = 86400
UNREADABLE = 'This file cannot be read. Salve leaves it untouched.'


# As the desk has it.
os.environ['TZ'] = 'Europe/Berlin'
time.tzset()


def local(seconds, form):
    return datetime.datetime.fromtimestamp(seconds).strftime(form)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def open_history(desk):
    app = desk.start()
    desk.key('alt+2')
    app.find('list', 'Sessions')
    return app


def rows(app):
    """What is read aloud of each row, from the top."""
    return [app.name(item) for item in app.find_all('list item') if app.name(item)]


def at(day, hour=18):
    """The same time of day, some days ago."""
    noon = datetime.datetime.now().replace(hour=12, minute=0, second=0, microsecond=0).timestamp()
    return noon - day * DAY + (hour - 12) * 3600


def headings(app):
    return [app.name(item) for item in app.find_all('heading') if re.fullmatch(r'[A-Z]\w+ \d{4}', app.name(item))]


def full_record(started):
    ended = started + 42 * 60
    return make_record(
        started, areas=['abdomen', 'thigh-left-outer'],
        device={'kind': 'stamp', 'needle_mm': 0.3, 'name': 'Stamp & <b>Co'},
        numbing={'product': 'A & <b>', 'lidocaine_percent': 4, 'applied': make_instant(started + 600),
                 'removed': make_instant(started + 600 + 40 * 60)},
        passes=[{'area': 'abdomen', 'direction': 'horizontal', 'count': 4},
                {'area': 'abdomen', 'direction': 'vertical', 'count': 3},
                {'area': 'thigh-left-outer', 'direction': 'diagonal-left', 'count': 2}],
        serum={'kind': 'vitamin-c', 'product': 'C <i>plus</i>'}, pain=7, erythema=3,
        outcome='stopped', stopped_because='blood',
        aftercare=[{'restriction': 'sun', 'until': make_instant(ended + 48 * 3600)},
                   {'restriction': 'waxing', 'until': make_instant(ended + 400 * 3600), 'areas': ['abdomen']}],
        notes='First line.\nSecond <line> & more.', unknown={'kept': [1, 2]})


def make_instant(seconds):
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).isoformat()


def check_detail(app, started):
    """Everything that the record holds, as a person reads it."""
    texts = [text.replace('\N{NO-BREAK SPACE}', ' ') for text in app.texts()]
    for words in (local(started, '%A, ') + str(int(local(started, '%d'))) + local(started, ' %B %Y'),
                  '%s to %s, at home' % (local(started, '%H:%M'), local(started + 42 * 60, '%H:%M')),
                  'Abdomen and Left outer thigh', 'Stamp & <b>Co\nStamp\n0.3 mm', 'A & <b>, 4 % lidocaine',
                  '%s to %s, 40 min' % (local(started + 600, '%H:%M'), local(started + 3000, '%H:%M')),
                  'Side to side: 4\nUp and down: 3', 'Diagonal, left to right: 2', 'Vitamin C, C <i>plus</i>',
                  'Stopped early: Blood', '7 of 10', '3 – Red', 'First line.\nSecond <line> & more.'):
        check(words in texts, '%r is not in %r' % (words, texts))
    names = rows(app)
    for name in ('Areas', 'Device', 'Numbing cream', 'Passes, Abdomen', 'Passes, Left outer thigh', 'Outcome', 'Pain',
                 'Redness at the end', 'Sun', 'Waxing, epilating, laser', 'Check', 'Cleanse', 'Soothe'):
        check(any(row.startswith(name + ': ') for row in names), 'no row of "%s" in %r' % (name, names))


@case(limit=180)
def by_month_and_in_detail(desk):
    days = (3, 5, 40, 75, 110)
    records = {day: write_record(desk, full_record(at(day)) if day == 5 else make_record(at(day))) for day in days}
    app = open_history(desk)
    poll('five rows', lambda: len(rows(app)) == len(days))
    same([name.split(':')[0] for name in rows(app)],
         [local(at(day), '%A ') + str(int(local(at(day), '%d'))) + local(at(day), ' %B, %H') for day in days])
    months = [local(at(day), '%B %Y') for day in days]
    same(headings(app), [month for i, month in enumerate(months) if month not in months[:i]])

    note('by a click')
    stopped, = app.find_all('list item', re.compile('stopped early'))
    app.click_at(stopped)
    app.wait_text('What was done')
    check_detail(app, at(5))
    app.click('All sessions')
    poll('the list again', lambda: len(rows(app)) == len(days) and not app.says('What was done'))

    note('by keyboard, and back to the same row')
    name = rows(app)[2]
    for _ in range(30):
        item = app.focused()
        if item is not None and app.name(item) == name:
            break
        desk.key('Tab')
    desk.key('Return')
    app.wait_text(os.path.basename(records[40]))
    check(app.says('Completed'), app.texts())
    desk.key('alt+Left')
    poll('the focus on the row again', lambda: app.focused() is not None and app.name(app.focused()) == name)
    same(app.quit(), 0)
    same(sorted(os.listdir(desk.sessions)), sorted(os.path.basename(path) for path in records.values()))


@case(limit=180)
def remove_and_undo(desk):
    path = write_record(desk, full_record(at(1)))
    other = write_record(desk, make_record(at(20)))
    os.chmod(path, 0o600)
    # Not as Salve would write it: undo brings back the file, not what was understood of it.
    content = json.dumps(json.loads(read(path))).encode() + b'\n\n'
    with open(path, 'wb') as file:
        file.write(content)
    app = open_history(desk)

    def remove():
        app.click_at(app.find('list item', re.compile('stopped early')))
        app.click('Remove This Session')
        app.wait_text('Session removed')
        poll('the file to go', lambda: not os.path.exists(path))
        poll('one row', lambda: len(rows(app)) == 1)

    remove()
    app.click('Undo')
    poll('the file to come back', lambda: os.path.exists(path))
    same(read(path), content)
    same(oct(stat.S_IMODE(os.stat(path).st_mode)), oct(0o600))
    poll('two rows', lambda: len(rows(app)) == 2)
    app.wait_gone('button', 'Undo')

    note('and for good')
    remove()
    trash = os.path.join(os.path.dirname(desk.sessions), 'trash')
    same(read(os.path.join(trash, os.path.basename(path))), content)
    desk.key('alt+1')
    app.find('button', 'Start a Session')
    same(app.quit(), 0)
    app = open_history(desk)
    same(len(rows(app)), 1)
    check(not app.has('button', 'Undo'), 'it offers an undo after a restart')
    same(os.listdir(desk.sessions), [os.path.basename(other)])


# What may lie in the folder

def deep(levels):
    return b'{"format": 1, "id": ' + b'[' * levels + b']' * levels + b'}'


def damaged():
    good = json.dumps(make_record(at(200)), indent=2).encode()

    def changed(**more):
        return json.dumps({**json.loads(good), **more}).encode()
    return {
        'cut-off': good[:len(good) // 2],
        'empty': b'',
        'deep': deep(100000),
        'latin-1': changed(notes='Z').replace(b'"Z"', b'"Caf\xe9"'),
        'zero-bytes': b'\0' * 4096,
        'list': b'[]',
        'areas-a-number': changed(areas=7),
        'started-a-word': changed(started='yesterday'),
        'impossible-date': changed(ended='2026-02-30T12:00:00Z'),
        'ends-before-it-starts': changed(ended='2001-01-01T00:00:00Z'),
        'aftercare-of-words': changed(aftercare=['sun']),
        'no-id': json.dumps({name: value for name, value in json.loads(good).items() if name != 'id'}).encode(),
        'two-values': good + good,
        'format-a-text': changed(format='1'),
    }


def fill_with_harm(desk):
    """Returns the paths."""
    folder = desk.sessions
    os.makedirs(folder, mode=0o700, exist_ok=True)
    outside = os.path.join(desk.root, 'outside.json')
    write_json(outside, make_record(at(300)))
    paths = []

    def path(name):
        paths.append(os.path.join(folder, name))
        return paths[-1]
    for number, (name, content) in enumerate(damaged().items()):
        # Half of them under a name as Salve gives it.
        full = '20260%d01T100000Z-%s.json' % (1 + number % 9, '%08x' % number) if number % 2 else name + '.json'
        with open(path(full), 'wb') as file:
            file.write(content)
    os.mkfifo(path('pipe.json'))
    os.mkdir(path('x.json'))
    server = socket.socket(socket.AF_UNIX)
    # The path itself would be too long for a socket.
    here = os.getcwd()
    os.chdir(folder)
    server.bind('socket.json')
    os.chdir(here)
    paths.append(os.path.join(folder, 'socket.json'))
    os.symlink(outside, path('20260401T100000Z-abcdef01.json'))
    os.symlink('/nowhere/at/all', path('dangling.json'))
    os.symlink('loop.json', path('loop.json'))
    os.symlink('/dev/zero', path('zero.json'))
    with open(path('20260501T100000Z-abcdef02.json'), 'wb') as file:
        file.truncate(2 << 30)
    with open(path('notes.txt'), 'wb') as file:
        file.write(b'no record')
    return paths


def fingerprint(path):
    info = os.lstat(path)
    kept = [stat.S_IFMT(info.st_mode), info.st_mode, info.st_size, info.st_mtime_ns, info.st_ino]
    if stat.S_ISREG(info.st_mode) and info.st_size < 1 << 24:
        kept.append(read(path))
    if stat.S_ISLNK(info.st_mode):
        kept.append(os.readlink(path))
    return kept


def check_listed(app, paths):
    names = rows(app)
    for path in paths:
        name = os.path.basename(path)
        if not name.endswith('.json'):
            continue
        found = [row for row in names if row.startswith(name + ': ')]
        same(len(found), 1, 'rows of ' + name)
        check(found[0].endswith(UNREADABLE), found[0])
        reason = found[0][len(name) + 2:-len(UNREADABLE)].strip(' ,.')
        check(len(reason) > 5, '%s is listed without a reason: %r' % (name, found[0]))


@case(limit=120)
def files_that_harm(desk):
    paths = fill_with_harm(desk)
    good = [write_record(desk, make_record(at(day))) for day in (2, 30, 150)]
    before = {path: fingerprint(path) for path in paths + good}
    app = open_history(desk)
    poll('all rows', lambda: len([row for row in rows(app) if row.endswith('completed')]) == len(good))
    check(app.work() < 8, 'it worked for %.1f s' % app.work())
    check_listed(app, paths)

    note('one of them in detail')
    app.click_at(app.find('list item', re.compile('cannot be read')))
    app.wait_text('This file cannot be read')
    check(not app.has('button', re.compile('Remove')), 'it offers to remove what it cannot read')
    desk.key('alt+1')
    app.wait_text('What may I do now?')

    note('the two others')
    if not desk.has_owner(NOTIFIER_ID):
        desk.start_notifier()
    done = desk.salvectl('verify', '--json')
    same(done.returncode, 1)
    told = json.dumps(json.loads(done.stdout))
    for path in paths:
        if path.endswith('.json'):
            check(os.path.basename(path) in told, 'salvectl verify does not tell of ' + path)
    desk.advance(days=1)
    check(app.running() and desk.has_owner(NOTIFIER_ID), 'one of them has gone')
    same(app.quit(), 0)
    for path, kept in before.items():
        same(fingerprint(path), kept, path)
    same(sorted(os.listdir(desk.sessions)), sorted(os.path.basename(path) for path in before))


@case(limit=90)
def what_is_mended_or_comes_while_it_is_open(desk):
    write_record(desk, make_record(at(2)))
    broken = os.path.join(desk.sessions, '20260301T100000Z-0000abcd.json')
    with open(broken, 'wb') as file:
        file.write(b'{')
    app = open_history(desk)
    poll('the broken one', lambda: any(row.endswith(UNREADABLE) for row in rows(app)))
    record = make_record(at(100), id='0000abcd-1', notes='mended')
    write_json(broken + '.tmp', record)
    os.replace(broken + '.tmp', broken)
    poll('both', lambda: [row.endswith('completed') for row in rows(app)] == [True, True])
    os.unlink(broken)
    poll('one', lambda: len(rows(app)) == 1)
    newer = make_record(at(3), format=2)
    path = write_record(desk, newer)
    content = read(path)
    app.click_at(poll('the newer', lambda: (app.find_all('list item', re.compile('completed')) + [None, None])[1]))
    app.wait_text('A newer Salve made this record.')
    same(app.quit(), 0)
    same(read(path), content)


@case(limit=180)
def three_hundred_records(desk):
    paths = [write_record(desk, make_record(at(3 * number))) for number in range(300)]
    app = desk.start()
    desk.key('alt+2')
    row = app.find('list item', re.compile('completed'))
    # Of its own time: a busy computer takes longer.
    check(app.work() < 8, 'it worked for %.1f s' % app.work())
    app.click_at(row)
    # Looking at so many rows takes long, and the keys wait for each other by themselves.
    for keys, path in (((), paths[0]), (('End',), paths[-1]), (('Up',), paths[-2]), (('Home',), paths[0])):
        if keys:
            desk.key('Escape', *keys, 'Return')
        app.wait_text(os.path.basename(path))
    same(app.quit(), 0)


main()
