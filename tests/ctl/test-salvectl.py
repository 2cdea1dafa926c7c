# SPDX-License-Identifier: GPL-3.0-or-later
"""What salvectl tells: its usage, status, list and verify, of folders that are empty, good, damaged and hostile."""

import datetime
import json
import os
import re
import socket
import subprocess
import sys

from home import DAY, HOUR, case, check, main, same

VERBS = ('status', 'list', 'verify')


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


sys.exit(main())
