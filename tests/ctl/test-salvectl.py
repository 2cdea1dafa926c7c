# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb of salvectl, on folders that are empty, good, damaged and hostile."""

import datetime
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import traceback
import uuid

HOUR = 3600
DAY = 24 * HOUR
VERBS = ('status', 'list', 'verify')
CASES = []


def case(function):
    CASES.append(function)
    return function


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def same(got, wanted):
    check(got == wanted, f'{got!r} instead of {wanted!r}')


class Home:
    def __init__(self, program):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix='salve-')
        self.sessions = os.path.join(self.folder, 'data', 'salve', 'sessions')
        self.state = os.path.join(self.folder, 'state', 'salve')
        self.env = dict(os.environ, HOME=self.folder, XDG_DATA_HOME=os.path.join(self.folder, 'data'),
                        XDG_STATE_HOME=os.path.join(self.folder, 'state'),
                        XDG_RUNTIME_DIR=os.path.join(self.folder, 'run'), LC_ALL='C.UTF-8', TZ='Europe/Berlin')
        for name in ('DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'SALVE_TEST_CLOCK'):
            self.env.pop(name, None)
        os.mkdir(self.env['XDG_RUNTIME_DIR'])
        self.now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def run(self, *arguments, **options):
        return subprocess.run([self.program, *arguments], env=self.env, capture_output=True, timeout=20, **options)

    def expect(self, code, *arguments):
        """What it prints, as text."""
        result = self.run(*arguments)
        same(result.returncode, code)
        check(b'CRITICAL' not in result.stderr and b'WARNING' not in result.stderr, result.stderr)
        self.errors = result.stderr.decode()
        return result.stdout.decode()

    def expect_json(self, code, *arguments):
        return json.loads(self.expect(code, *arguments, '--json'))

    def time(self, seconds):
        return (self.now + datetime.timedelta(seconds=seconds)).isoformat()

    def name(self, seconds, session):
        return (self.now + datetime.timedelta(seconds=seconds)).strftime('%Y%m%dT%H%M%SZ') + f'-{session[:8]}.json'

    def record(self, begun, ends, **members):
        session = str(uuid.uuid4())
        document = {'format': 1, 'id': session, 'setting': 'home', 'started': self.time(begun),
                    'ended': self.time(begun + 900), 'outcome': 'completed', 'areas': ['abdomen'],
                    'device': {'kind': 'roller', 'needle_mm': 0.25},
                    'aftercare': [{'restriction': each, 'until': self.time(end)} for each, end in ends]}
        document.update(members)
        name = self.name(begun, session)
        self.save(name, json.dumps(document))
        return name

    def save(self, name, text):
        os.makedirs(self.sessions, 0o700, exist_ok=True)
        with open(os.path.join(self.sessions, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def save_state(self, name, text):
        os.makedirs(self.state, 0o700, exist_ok=True)
        with open(os.path.join(self.state, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def save_data(self, name, text):
        self.save(os.path.join('..', name), text)

    def aside(self, name, state=False):
        """What was set aside under that name, and the reason beside it."""
        folder = os.path.join(os.path.dirname(self.sessions) if not state else self.state, 'set-aside')
        same(stat.S_IMODE(os.lstat(folder).st_mode), 0o700)
        with open(os.path.join(folder, name + '.reason.txt'), encoding='utf-8') as file:
            same(stat.S_IMODE(os.fstat(file.fileno()).st_mode), 0o600)
            return os.path.join(folder, name), file.read()

    def remove(self, name):
        trash = os.path.join(os.path.dirname(self.sessions), 'trash')
        os.makedirs(trash, 0o700, exist_ok=True)
        os.rename(os.path.join(self.sessions, name), os.path.join(trash, name))
        return os.path.join(trash, name)

    def draft(self):
        self.save_state('draft.json', json.dumps({
            'format': 1, 'id': str(uuid.uuid4()), 'setting': 'home', 'started': self.time(-600),
            'areas': ['abdomen'], 'aftercare': [],
            'steps': [{'id': 'check', 'entered': self.time(-600), 'done': self.time(-500)},
                      {'id': 'cleanse', 'entered': self.time(-500)}]}))

    def contents(self):
        """Of the files that the person may miss, whatever their names."""
        found = set()
        for folder, _, files in os.walk(os.path.join(self.folder, 'data')):
            for name in files:
                with open(os.path.join(folder, name), encoding='utf-8') as file:
                    found.add(file.read())
        return found

    def listing(self):
        found = []
        for folder, folders, files in os.walk(self.folder):
            for name in folders + files:
                path = os.path.join(folder, name)
                info = os.lstat(path)
                found.append((path, stat.S_IFMT(info.st_mode), info.st_mode, info.st_mtime_ns, info.st_size))
        return sorted(found)


# Usage

@case
def help_and_version(home):
    text = home.expect(0, '--help')
    for verb in VERBS:
        check(verb in text, text)
    check(home.expect(0, '--version').startswith('salvectl '), 'no version')


@case
def bad_usage(home):
    for arguments in ((), ('dance',), ('--dance',), ('list', 'list'), ('list', '--dance'), ('',), ('\x1b[2J',),
                      ('list', '--repair'), ('--repair',), ('status', '--repair'), ('export',), ('import',),
                      ('export', 'a', 'b'), ('import', '--only-sessions', 'a'), ('export', '--repair', 'a')):
        same(home.expect(2, *arguments), '')
        check(home.errors.startswith('salvectl: '), home.errors)
        check('\x1b' not in home.errors, home.errors)


@case
def output_that_cannot_be_written(home):
    with open('/dev/full', 'wb') as full:
        result = subprocess.run([home.program, 'list'], env=home.env, stdout=full, stderr=subprocess.PIPE)
    same(result.returncode, 1)
    check(result.stderr, 'nothing was said')


# Nothing there

@case
def nothing_is_made_where_nothing_is(home):
    before = home.listing()
    same(home.expect_json(0, 'status'), {'restrictions': [], 'draft': None, 'notifier_running': None, 'unreadable': 0})
    same(home.expect_json(0, 'list'), {'sessions': []})
    same(home.expect_json(0, 'verify'), {'records': 0, 'unreadable': [], 'repaired': False, 'steps': []})
    for verb in VERBS:
        check(home.expect(0, verb).strip(), verb)
        same(home.errors, '')
    same(home.listing(), before)


@case
def an_empty_folder(home):
    os.makedirs(home.sessions)
    os.makedirs(home.state)
    before = home.listing()
    for verb in VERBS:
        home.expect_json(0, verb)
    same(home.listing(), before)


# Good records

@case
def status_of_what_is_running(home):
    home.record(-HOUR, [('sun', 2 * DAY), ('sweat', DAY), ('products', -60)], areas=['abdomen', 'thigh-left-outer'])
    home.record(-2 * HOUR, [('sun', 3 * DAY)])
    status = home.expect_json(0, 'status')
    same([each['restriction'] for each in status['restrictions']], ['sun', 'sweat'])
    sun, sweat = status['restrictions']
    same(sorted(sun['areas']), ['abdomen', 'thigh-left-outer'])
    same(datetime.datetime.fromisoformat(sun['until']), home.now + datetime.timedelta(days=3))
    check(0 < sweat['remaining_seconds'] <= DAY, sweat)
    lines = home.expect(0, 'status').splitlines()
    check(lines[0].startswith('Sun') and 'Abdomen' in lines[0] and 'until' in lines[0], lines)
    same(lines[0].index('until'), lines[1].index('until'))
    check('Nothing is restricted.' not in lines, lines)


@case
def status_follows_the_test_clock(home):
    home.record(-HOUR, [('sun', DAY)])
    clock = os.path.join(home.folder, 'clock')
    with open(clock, 'w', encoding='ascii') as file:
        file.write(str(DAY + 1))
    home.env['SALVE_TEST_CLOCK'] = clock
    same(home.expect_json(0, 'status')['restrictions'], [])


@case
def instants_are_rfc_3339(home):
    """Each with seconds and with an offset of hours and minutes, as the record's schema has it."""
    event = {'kind': 'other', 'at': home.time(-DAY)}
    began = (home.now - datetime.timedelta(days=2)).astimezone(
        datetime.timezone(datetime.timedelta(hours=5, minutes=45)))
    started, ended = began.isoformat(), began.replace(microsecond=250000).isoformat()
    home.record(-2 * DAY, [('sun', 2 * DAY)], events=[event], started=started, ended=ended)
    home.record(-HOUR, [('sweat', DAY)])
    home.draft()
    shape = re.compile(r'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$')
    status, sessions = home.expect_json(0, 'status'), home.expect_json(0, 'list')['sessions']
    instants = [each['until'] for each in status['restrictions']] + [status['draft']['started']]
    instants += [each[member] for each in sessions for member in ('started', 'ended')]
    instants += [told['at'] for each in sessions for told in each['events']]
    same(len(instants), 8)
    for instant in instants:
        check(shape.match(instant), instant)
    check(started in instants and ended in instants, instants)


@case
def status_of_a_draft(home):
    home.draft()
    draft = home.expect_json(0, 'status')['draft']
    same((draft['step'], draft['areas']), ('cleanse', ['abdomen']))
    check('under way' in home.expect(0, 'status'), 'the draft is not mentioned')


@case
def status_asks_the_bus_for_the_notifier(home):
    config = os.path.join(home.folder, 'bus.conf')
    with open(config, 'w', encoding='ascii') as file:
        file.write('<busconfig><type>session</type><listen>unix:path='
                   + os.path.join(home.env['XDG_RUNTIME_DIR'], 'bus')
                   + '</listen><policy context="default"><allow send_destination="*"/>'
                   '<allow receive_sender="*"/><allow own="*"/></policy>'
                   '</busconfig>')
    bus = subprocess.Popen(['dbus-daemon', '--config-file', config, '--print-address', '--nofork'],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        bus.stdout.readline()
        same(home.expect_json(0, 'status')['notifier_running'], False)
        check('not running' in home.expect(0, 'status'), 'not said')
        import gi
        gi.require_version('Gio', '2.0')
        from gi.repository import Gio, GLib
        connection = Gio.DBusConnection.new_for_address_sync(
            'unix:path=' + os.path.join(home.env['XDG_RUNTIME_DIR'], 'bus'),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        connection.set_exit_on_close(False)
        connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                             GLib.Variant('(su)', ('io.github.salve.Salve.Notifier', 0)), None, 0, 5000, None)
        same(home.expect_json(0, 'status')['notifier_running'], True)
        connection.close_sync(None)
    finally:
        bus.terminate()
        bus.wait()
        bus.stdout.close()


@case
def status_does_not_wait_for_a_bus_that_is_stuck(home):
    with socket.socket(socket.AF_UNIX) as stuck:
        stuck.bind(os.path.join(home.env['XDG_RUNTIME_DIR'], 'bus'))
        stuck.listen()
        same(home.expect_json(0, 'status')['notifier_running'], None)


@case
def list_is_newest_first(home):
    old = home.record(-3 * DAY, [], outcome='stopped', stopped_because='pain')
    new = home.record(-DAY, [], device={'kind': 'pen', 'needle_mm': 1.5}, setting='clinic')
    sessions = home.expect_json(0, 'list')['sessions']
    same([each['file'] for each in sessions], [new, old])
    same(sessions[0]['device'], {'kind': 'pen', 'needle_mm': 1.5})
    same([each['outcome'] for each in sessions], ['completed', 'stopped'])
    same([each['setting'] for each in sessions], ['clinic', 'home'])
    same(datetime.datetime.fromisoformat(sessions[1]['started']), home.now - datetime.timedelta(days=3))
    lines = home.expect(0, 'list').splitlines()
    same(len(lines), 2)
    check(new in lines[0] and 'Abdomen' in lines[0] and '1.5' in lines[0] and 'completed' in lines[0], lines)
    check(old in lines[1] and 'stopped' in lines[1], lines)
    same(lines[0].index(new), lines[1].index(old))


@case
def list_tells_what_happened(home):
    event = {'kind': 'red-flag', 'at': home.time(-DAY), 'signs': ['bumps', 'heart'], 'urgency': 'emergency', 'note': 'left'}
    home.record(-2 * DAY, [], events=[event, {'kind': 'other', 'at': event['at']}])
    home.record(-3 * DAY, [])
    sessions = home.expect_json(0, 'list')['sessions']
    told = sessions[0]['events']
    same(datetime.datetime.fromisoformat(told[0].pop('at')), datetime.datetime.fromisoformat(event.pop('at')))
    same(told[0], event)
    same([told[1][each] for each in ('kind', 'signs', 'urgency', 'note')], ['other', [], None, None])
    same(sessions[1]['events'], [])


@case
def verify_of_good_files(home):
    home.record(-DAY, [('sun', DAY)])
    home.draft()
    home.save_state('notified.json', '{"format":1,"announced":[]}')
    before = home.listing()
    same(home.expect_json(0, 'verify'), {'records': 1, 'unreadable': [], 'repaired': False, 'steps': []})
    home.expect(0, 'verify')
    same(home.listing(), before)


@case
def a_file_that_is_being_written_is_none(home):
    name = home.record(-DAY, [])
    home.save(name + '.A1B2C3', 'half')
    home.save('.hidden', 'half')
    os.utime(os.path.join(home.sessions, name + '.A1B2C3'), (0, 0))
    same(home.expect_json(0, 'verify')['records'], 1)
    check(os.path.exists(os.path.join(home.sessions, name + '.A1B2C3')), 'it was removed')


# Damaged ones

@case
def damaged_files_are_named(home):
    good = home.record(-DAY, [('sun', DAY)])
    bad = home.record(-HOUR, [])
    home.save(bad, '{"format":1,')
    home.save_state('draft.json', '[]')
    home.save_state('notified.json', '{"format":1}')
    report = home.expect_json(1, 'verify')
    same(report['records'], 2)
    same(sorted(os.path.basename(each['file']) for each in report['unreadable']),
         sorted([bad, 'draft.json', 'notified.json']))
    check(all(each['error'] for each in report['unreadable']), report)
    text = home.expect(1, 'verify')
    for name in (bad, 'draft.json', 'notified.json'):
        check(name in text, text)
    check(good not in text, text)

    sessions = home.expect_json(1, 'list')['sessions']
    same([each['file'] for each in sessions], [bad, good])
    check('error' in sessions[0] and 'error' not in sessions[1], sessions)
    check('cannot be read' in home.expect(1, 'list').splitlines()[0], 'not said')

    status = home.expect_json(1, 'status')
    same((len(status['restrictions']), status['unreadable']), (1, 1))
    check('error' in status['draft'], status)
    check('verify' in home.errors, home.errors)
    home.expect(1, 'status')


@case
def a_folder_that_is_a_file(home):
    os.makedirs(os.path.dirname(home.sessions))
    with open(home.sessions, 'w', encoding='ascii'):
        pass
    for verb in ('status', 'list'):
        same(home.expect(1, verb, '--json'), '')
        check(home.errors, 'nothing was said')
    report = home.expect_json(1, 'verify')
    same([each['file'] for each in report['unreadable']], [home.sessions])


# Hostile ones

@case
def hostile_files(home):
    good = home.record(-DAY, [('sun', DAY)])
    names = [home.name(-HOUR, f'{i:08d}') for i in range(6)]
    os.mkfifo(os.path.join(home.sessions, names[0]))
    os.mkdir(os.path.join(home.sessions, names[1]))
    os.symlink('/dev/zero', os.path.join(home.sessions, names[2]))
    with open(os.path.join(home.sessions, names[3]), 'wb') as file:
        file.truncate(8 << 30)
    home.save(names[4], '[' * 1000000)
    home.save(names[5], '{"format":1,"id":"\x07","areas":7}')
    os.makedirs(home.state)
    os.mkfifo(os.path.join(home.state, 'draft.json'))
    os.symlink('/dev/zero', os.path.join(home.state, 'notified.json'))
    before = home.listing()
    report = home.expect_json(1, 'verify')
    same(sorted(os.path.basename(each['file']) for each in report['unreadable']),
         sorted(names + ['draft.json', 'notified.json']))
    same(len(home.expect_json(1, 'list')['sessions']), 7)
    same(home.expect_json(1, 'status')['unreadable'], 6)
    for verb in VERBS:
        home.expect(1, verb)
    check(good in home.expect(1, 'list'), 'the good one is missing')
    same(home.listing(), before)


# Repairing

@case
def nothing_to_repair(home):
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')
    home.record(-DAY, [('sun', DAY)])
    home.draft()
    home.save_data('shelf.json', '{"format":1,"devices":[]}')
    home.save_data('profile.json', '{"format":7,"born":7}')
    home.save_state('notified.json', '{"format":1,"announced":[]}')
    before = home.listing()
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')
    same(home.expect_json(0, 'verify', '--repair')['steps'], [])
    same(home.listing(), before)


@case
def damaged_files_are_set_aside(home):
    good = home.record(-DAY, [('sun', DAY)])
    bad = home.record(-HOUR, [])
    home.save(bad, '{"format":1,')
    home.save_state('draft.json', '[]')
    home.save_state('notified.json', '{"format":1}')
    home.save_data('shelf.json', '{"format":1,"devices":7}')
    home.save_data('profile.json', '{"format":0}')
    before = home.listing()
    planned = home.expect_json(1, 'verify')
    same([each['action'] for each in planned['steps']], ['set-aside'] * 5)
    check('--repair' in home.expect(1, 'verify'), 'repairing is not offered')
    same(home.listing(), before)

    lines = home.expect(0, 'verify', '--repair').splitlines()
    same(len(lines), 5)
    for name, state, text, line in ((bad, False, '{"format":1,', lines[0]), ('shelf.json', False, None, lines[1]),
                                    ('profile.json', False, None, lines[2]), ('draft.json', True, '[]', lines[3]),
                                    ('notified.json', True, '{"format":1}', lines[4])):
        path, reason = home.aside(name, state)
        check(path in line and name in line, line)
        with open(path, encoding='utf-8') as file:
            check(text is None or file.read() == text, path)
        origin, why = reason.splitlines()
        same(os.path.basename(origin), name)
        check(why and why in line, (why, line))
    check(os.path.exists(os.path.join(home.sessions, good)), 'the good one is gone')
    home.expect(0, 'verify')
    after = home.listing()
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')
    same(home.listing(), after)

    home.save(bad, 'again')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(os.path.basename(step['to']), bad[:-5] + '-2.json')
    home.aside(bad[:-5] + '-2.json')
    with open(home.aside(bad)[0], encoding='utf-8') as file:
        same(file.read(), '{"format":1,')


@case
def what_is_in_the_trash_comes_back(home):
    bad, other = home.record(-HOUR, [('sun', DAY)]), home.record(-2 * HOUR, [])
    for name in (bad, other):
        home.remove(name)
    home.save(bad, '{')
    step, = home.expect_json(1, 'verify')['steps']
    same((step['action'], os.path.basename(step['from'])), ('restore', bad))
    check('trash' in home.expect(0, 'verify', '--repair'), 'the trash is not mentioned')
    home.aside(bad)
    same([each['file'] for each in home.expect_json(0, 'list')['sessions']], [bad])
    same(len(home.expect_json(0, 'status')['restrictions']), 1)
    same(sorted(os.listdir(os.path.join(home.sessions, '..', 'trash'))), [other])
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')


@case
def the_trash_is_asked_by_session_too(home):
    """Of a damaged copy under a number, where the trash has the same session under another."""
    name = home.record(-HOUR, [])
    path = home.remove(name)
    os.rename(path, path[:-5] + '-3.json')
    home.save(name[:-5] + '-2.json', '')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(step['action'], 'restore')
    same(os.listdir(home.sessions), [name[:-5] + '-2.json'])
    same(home.expect_json(0, 'verify')['records'], 1)


@case
def what_is_here_already_is_not_brought_back(home):
    name = home.record(-HOUR, [])
    shutil.copy(os.path.join(home.sessions, name), os.path.join(home.sessions, 'mine.json'))
    home.remove(name)
    home.save(name, '{')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(step['action'], 'set-aside')
    same(os.listdir(home.sessions), ['mine.json'])


@case
def left_overs_are_swept_and_named(home):
    name = home.record(-HOUR, [])
    path = os.path.join(home.sessions, name)
    os.utime(path, (1000, 1000))
    with open(path, encoding='utf-8') as file:
        text = file.read()
    home.save(name + '.A1B2C3', 'half')
    home.save(name + '.A1B2C4', text)
    home.save(name + '.A1B2C5', text.replace('abdomen', 'hip-left'))
    lost = home.name(-DAY, '12345678')
    home.save(lost + '.N12345.A1B2C6', text)
    home.save_state('draft.json.A1B2C7', '{')
    home.save_data('shelf.json.A1B2C8', '{"format":1}')
    home.save(name + '.A1B2C9', 'being written')
    home.save('.hidden', 'another program')
    for folder in (home.sessions, home.state, os.path.dirname(home.sessions)):
        for left in os.listdir(folder):
            if left[-6:].startswith('A1B2C') and not left.endswith('9'):
                os.utime(os.path.join(folder, left), (2000, 2000))
    steps = home.expect_json(0, 'verify')['steps']
    same([each['action'] for each in steps], ['sweep'] * 6)
    said = {each['file'][-6:]: each['error'] for each in steps}
    check('whole' not in said['A1B2C3'] and 'whole' not in said['A1B2C4'], said)
    check(f'newer than “{name}”' in said['A1B2C5'], said)
    check(f'there is no “{lost}”' in said['A1B2C6'] and 'there is no “shelf.json”' in said['A1B2C8'], said)
    home.expect(0, 'verify', '--repair')
    same(sorted(os.listdir(home.sessions)), sorted(['.hidden', name, name + '.A1B2C9']))
    with open(home.aside(name + '.A1B2C5')[0], encoding='utf-8') as file:
        same(file.read(), text.replace('abdomen', 'hip-left'))
    home.aside('draft.json.A1B2C7', True)
    same(os.listdir(home.state), ['set-aside'])


@case
def hostile_files_are_moved_as_they_are(home):
    home.record(-DAY, [('sun', DAY)])
    names = [home.name(-HOUR, f'{i:08d}') for i in range(6)]
    paths = [os.path.join(home.sessions, name) for name in names]
    os.mkfifo(paths[0])
    os.makedirs(os.path.join(paths[1], 'inside'))
    os.symlink('/dev/zero', paths[2])
    with open(paths[3], 'wb') as file:
        file.truncate(8 << 30)
    home.save(names[4], '[' * 1000000)
    os.symlink('nowhere', paths[5])
    home.save('note.txt', 'not ours')
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(os.path.join(home.sessions, 'socket.json')))
    try:
        os.mknod(os.path.join(home.sessions, 'null.json'), 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        # Only root makes devices; a pipe stands in.
        os.mkfifo(os.path.join(home.sessions, 'null.json'))
    with open(os.path.join(home.sessions.encode(), b'\xff\x1b.json'), 'wb') as file:
        file.write(b'{')
    os.makedirs(home.state)
    os.mkfifo(os.path.join(home.state, 'draft.json'))
    os.symlink('/dev/zero', os.path.join(home.state, 'notified.json'))
    same(len(home.expect_json(0, 'verify', '--repair')['steps']), 12)
    kinds = [stat.S_IFMT(os.lstat(home.aside(name)[0]).st_mode) for name in names]
    same(kinds, [stat.S_IFIFO, stat.S_IFDIR, stat.S_IFLNK, stat.S_IFREG, stat.S_IFREG, stat.S_IFLNK])
    same(os.listdir(home.aside(names[1])[0]), ['inside'])
    same(os.readlink(home.aside(names[5])[0]), 'nowhere')
    same(os.lstat(home.aside(names[3])[0]).st_size, 8 << 30)
    home.aside('note.txt')
    check(stat.S_ISSOCK(os.lstat(home.aside('socket.json')[0]).st_mode), 'no socket')
    check(not stat.S_ISREG(os.lstat(home.aside('null.json')[0]).st_mode), 'no device')
    same(len(os.listdir(home.sessions)), 1)
    home.expect(0, 'verify')


@case
def a_name_that_is_taken_is_left_alone(home):
    """Neither what was set aside before nor a text that looks like a reason is overwritten."""
    name = home.record(-HOUR, [])
    home.save(name, '{')
    aside = os.path.join(os.path.dirname(home.sessions), 'set-aside')
    os.makedirs(aside)
    for taken in (name, name[:-5] + '-2.json.reason.txt'):
        with open(os.path.join(aside, taken), 'w', encoding='ascii') as file:
            file.write('mine')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(os.path.basename(step['to']), name[:-5] + '-3.json')
    for taken in (name, name[:-5] + '-2.json.reason.txt'):
        with open(os.path.join(aside, taken), encoding='ascii') as file:
            same(file.read(), 'mine')


@case
def what_cannot_be_moved_stays(home):
    """A folder of files that cannot be written to, a place that is none, and one on which the disk is at fault."""
    name = home.record(-HOUR, [])
    home.save(name, '{')
    aside = os.path.join(os.path.dirname(home.sessions), 'set-aside')
    with open(aside, 'w', encoding='ascii'):
        pass
    before = home.listing()
    step, = home.expect_json(1, 'verify', '--repair')['steps']
    check(step['failed'] and 'to' not in step, step)
    check('set-aside' in home.expect(1, 'verify', '--repair'), 'the reason is missing')
    same(home.listing(), before)
    os.unlink(aside)
    shutil.rmtree(home.sessions)
    with open(home.sessions, 'w', encoding='ascii'):
        pass
    step, = home.expect_json(1, 'verify', '--repair')['steps']
    same((step['action'], step['file']), ('leave', home.sessions))
    check('stays as it is' in home.expect(1, 'verify', '--repair'), 'not said')


@case
def repair_beside_a_writer(home):
    """Who writes a record while it is repaired finds it where it was, and nothing that was whole is gone."""
    name = home.record(-HOUR, [('sun', DAY)])
    path = os.path.join(home.sessions, name)
    with open(path, encoding='utf-8') as file:
        whole = file.read()
    over = threading.Event()

    def write():
        while not over.is_set():
            for text in ('{', whole):
                with open(path + '.A1B2C3', 'w', encoding='utf-8') as file:
                    file.write(text)
                os.rename(path + '.A1B2C3', path)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        results = [home.run('verify', '--repair').returncode for _ in range(40)]
    finally:
        over.set()
        writer.join()
    check(set(results) <= {0, 1}, results)
    with open(path, encoding='utf-8') as file:
        same(file.read(), whole)
    same(home.expect_json(0, 'verify')['unreadable'], [])


@case
def repair_may_be_killed_anywhere(home):
    """At each system call that changes a folder: nothing is lost, and the next run does the rest."""
    if not shutil.which('strace'):
        return 'strace is not here'
    bad, damaged = home.record(-HOUR, [('sun', DAY)]), home.record(-2 * HOUR, [])
    home.remove(bad)
    home.save(bad, 'one')
    home.save(damaged, 'two')
    home.save(damaged + '.A1B2C3', 'three')
    os.utime(os.path.join(home.sessions, damaged + '.A1B2C3'), (1000, 1000))
    good = home.contents()
    kept = home.folder + '-kept'
    shutil.copytree(home.folder, kept, symlinks=True)
    n = 0
    try:
        for call in ('renameat2', 'rename', 'fsync', 'mkdir', 'openat'):
            when = 0
            while True:
                when += 1
                result = subprocess.run(
                    ['strace', '-qq', '-f', '-o', '/dev/null', '-e', f'trace={call}', '-e',
                     f'inject={call}:signal=KILL:when={when}', home.program, 'verify', '--repair'],
                    env=home.env, capture_output=True, timeout=60)
                missing = good - home.contents()
                check(not missing, f'{call} {when}: {missing} is gone')
                if result.returncode == 0:
                    break
                n += 1
                home.expect(0, 'verify', '--repair')
                check(not good - home.contents(), f'{call} {when}: gone afterwards')
                same(home.expect_json(0, 'verify')['steps'], [])
                names = [each['file'] for each in home.expect_json(0, 'list')['sessions']]
                check(len(names) == 1 and names[0].startswith(bad[:-5]), f'{call} {when}: {names}')
                for name in os.listdir(home.folder):
                    shutil.rmtree(os.path.join(home.folder, name))
                shutil.copytree(kept, home.folder, symlinks=True, dirs_exist_ok=True)
            for name in os.listdir(home.folder):
                shutil.rmtree(os.path.join(home.folder, name))
            shutil.copytree(kept, home.folder, symlinks=True, dirs_exist_ok=True)
    finally:
        shutil.rmtree(kept)
    check(n >= 20, f'only {n} kills')
    return None


# Export and import

@case
def export_writes_all_and_import_brings_it_back(home):
    names = [home.record(-DAY, [('sun', DAY)], later={'a': [1, None, 'é\x1b']}), home.record(-2 * DAY, [], format=2)]
    home.save_data('shelf.json', '{"format":1,"devices":[],"later":1}')
    home.save_data('profile.json', '{"format":1,"born":"1990-02-28"}')
    file = os.path.join(home.folder, 'all')
    before = home.listing()
    check('2 sessions were written' in home.expect(0, 'export', file), 'not said')
    same(stat.S_IMODE(os.stat(file).st_mode), 0o600)
    with open(file, encoding='utf-8') as opened:
        text = opened.read()
    archive = json.loads(text)
    same(sorted(each['format'] for each in archive['sessions']), [1, 2])
    check({'a': [1, None, 'é\x1b']} in [each.get('later') for each in archive['sessions']], archive)
    same((archive['shelf'], archive['profile']),
         ({'format': 1, 'devices': [], 'later': 1}, {'format': 1, 'born': '1990-02-28'}))
    os.rename(file, home.folder + '-all')
    same([each[:4] for each in home.listing()], [each[:4] for each in before])
    os.rename(home.folder + '-all', file)
    same(home.expect(0, 'export', '-'), text)
    same(sorted(json.loads(home.expect(0, 'export', '-', '--only-sessions'))), ['format', 'sessions'])
    same(home.expect(1, 'export', file), '')
    check('is there already' in home.errors, home.errors)

    with Home(home.program) as other:
        check('2 sessions were added.' in other.expect(0, 'import', file), 'not said')
        same(sorted(os.listdir(other.sessions)), sorted(names))
        for folder, folders, files in os.walk(os.path.dirname(other.sessions)):
            for name in folders + files:
                mode = os.lstat(os.path.join(folder, name)).st_mode
                same(stat.S_IMODE(mode), 0o700 if stat.S_ISDIR(mode) else 0o600)
        same(other.expect(0, 'export', '-'), text)
        after = other.listing()
        same([each['fate'] for each in other.expect_json(0, 'import', file)['entries']], ['present'] * 4)
        result = other.run('import', '-', input=text.encode())
        same((result.returncode, result.stdout), (0, b'0 sessions were added. 2 were here already.\n'))
        same(other.listing(), after)
        same(other.expect_json(0, 'verify')['unreadable'], [])


@case
def import_overwrites_nothing(home):
    name = home.record(-DAY, [('sun', DAY)], notes='here')
    with open(os.path.join(home.sessions, name), encoding='utf-8') as opened:
        record = json.load(opened)
    file = os.path.join(home.folder, 'all')
    with open(file, 'w', encoding='utf-8') as opened:
        json.dump({'format': 1, 'sessions': [dict(record, notes='there'), {'format': 1, 'id': '\x1b'}, record]}, opened)
    report = home.expect_json(1, 'import', file)
    same([each['fate'] for each in report['entries']], ['beside', 'refused', 'present'])
    same(report['entries'][1]['session'], 2)
    beside = report['entries'][0]['file']
    check('conflict' in beside and beside.startswith(name[:-5]), beside)
    with open(os.path.join(home.sessions, name), encoding='utf-8') as opened:
        same(json.load(opened)['notes'], 'here')
    with open(os.path.join(home.sessions, beside), encoding='utf-8') as opened:
        same(json.load(opened)['notes'], 'there')
    text = home.expect(1, 'import', file)
    check('Session 2 of the file cannot be read' in text and '2 were here already' in text, text)
    same(len(os.listdir(home.sessions)), 2)


@case
def what_cannot_be_exported_is_named(home):
    good, bad = home.record(-DAY, []), home.record(-HOUR, [])
    home.save(bad, '{')
    file = os.path.join(home.folder, 'all')
    report = home.expect_json(1, 'export', file)
    same((report['sessions'], len(report['left_out'])), (1, 1))
    check(bad in report['left_out'][0] and bad in home.errors and good not in home.errors, home.errors)
    same(home.expect(1, 'export', '/dev/full'), '')
    same(home.expect(1, 'export', os.path.join(home.folder, 'nowhere', 'all')), '')
    with open('/dev/full', 'wb') as full:
        result = subprocess.run([home.program, 'export', '-'], env=home.env, stdout=full, stderr=subprocess.PIPE)
    same(result.returncode, 1)


@case
def what_cannot_be_imported_changes_nothing(home):
    home.record(-DAY, [])
    file = os.path.join(home.folder, 'all')
    before = None
    for text in ('', '{', '[]', '{"format":1}', '{"format":2,"sessions":[]}', '{"format":1,"sessions":[{}', '[' * 1000000):
        with open(file, 'w', encoding='ascii') as opened:
            opened.write(text)
        before = home.listing()
        for arguments in (('import', file), ('import', file, '--json')):
            same(home.expect(1, *arguments), '')
            check(home.errors.startswith('salvectl: ') and '\n' == home.errors[-1], home.errors)
        same(home.run('import', '-', input=text.encode()).returncode, 1)
        same(home.listing(), before)
    os.unlink(file)
    os.mkfifo(file)
    for path in (file, home.folder, '/dev/zero', os.path.join(home.folder, 'nowhere')):
        home.expect(1, 'import', path)


@case
def an_import_that_fails_half_way_says_so(home):
    """The shelf cannot be written where a folder of no use is in the way of the records."""
    home.record(-DAY, [])
    file = os.path.join(home.folder, 'all')
    home.expect(0, 'export', file)
    with Home(home.program) as other:
        os.makedirs(os.path.dirname(other.sessions))
        with open(other.sessions, 'w', encoding='ascii'):
            pass
        report = json.loads(other.expect(1, 'import', file, '--json'))
        check(report['error'] and report['entries'] == [], report)
        check('was not imported' in other.errors, other.errors)


@case
def an_import_may_be_killed_anywhere(home):
    if not shutil.which('strace'):
        return 'strace is not here'
    for day in range(1, 4):
        home.record(-day * DAY, [('sun', DAY)])
    home.save_data('shelf.json', '{"format":1,"devices":[]}')
    file = os.path.join(home.folder, 'all')
    home.expect(0, 'export', file)
    n = 0
    for call in ('renameat2', 'rename', 'fsync', 'write'):
        for when in range(1, 100):
            with Home(home.program) as other:
                result = subprocess.run(
                    ['strace', '-qq', '-f', '-o', '/dev/null', '-e', f'trace={call}', '-e',
                     f'inject={call}:signal=KILL:when={when}', other.program, 'import', file],
                    env=other.env, capture_output=True, timeout=60)
                if result.returncode == 0:
                    break
                n += 1
                same(other.expect_json(0, 'verify')['unreadable'], [])
                check('refused' not in other.expect(0, 'import', file, '--json'), 'refused')
                same(len(other.expect_json(0, 'list')['sessions']), 3)
                same(other.expect(0, 'export', '-'), home.expect(0, 'export', '-'))
    check(n >= 10, f'only {n} kills')
    return None


@case
def nothing_reaches_the_terminal_raw(home):
    evil = '\x1b[2J\x07\x9b31m\u202e\u2066\u2028\x7f\r\n'
    home.record(-HOUR, [('sun', DAY), (evil, DAY)], areas=['abdomen', evil], device={'kind': evil, 'needle_mm': 1})
    home.save(evil + '.json', '{')
    for raw in (b'\xff\xfe\x1b.json',):
        with open(os.path.join(home.sessions.encode(), raw), 'wb') as file:
            file.write(b'{"' + raw + b'":')
    home.save_state('draft.json', json.dumps({
        'format': 1, 'id': evil, 'setting': 'home', 'started': home.time(-600), 'areas': [evil],
        'steps': [{'id': evil, 'entered': home.time(-600)}], 'aftercare': []}))
    for verb in VERBS:
        for arguments in ((verb,), (verb, '--json')):
            result = home.run(*arguments)
            same(result.returncode, 1)
            for text in (result.stdout.decode(), result.stderr.decode()):
                left = set(text) & (set(evil) - set(' [2J31m\n'))
                check(not left, f'{arguments}: {left!r}')
            if len(arguments) > 1:
                json.loads(result.stdout)
    found = home.expect_json(1, 'status')
    check(evil in [each['restriction'] for each in found['restrictions']], found)


def run(program, function):
    """What went wrong, and why it could not be tried."""
    try:
        with Home(program) as home:
            return None, function(home)
    except Exception:
        return traceback.format_exc(), None


def main():
    program = os.path.abspath(sys.argv[1])
    wanted = sys.argv[2:]
    cases = [each for each in CASES if not wanted or each.__name__ in wanted]
    failed = 0
    print(f'1..{len(cases)}', flush=True)
    for number, function in enumerate(cases, 1):
        problem, skipped = run(program, function)
        failed += problem is not None
        for line in (problem or '').splitlines():
            print('#', line.encode('unicode_escape').decode())
        print('not ok' if problem else 'ok', number, function.__name__.replace('_', ' ')
              + (f' # SKIP {skipped}' if skipped else ''), flush=True)
    return 1 if failed else 0


sys.exit(main())
