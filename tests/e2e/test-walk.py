#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole session by what the window calls things, its record, and what is notified after it."""

import datetime
import json
import os
import re
import stat

from suite import case, check, main, note, poll, same
from harness import NOTIFIER_ID
from walk import Walk

HOUR = 3600
AREAS = ('Abdomen', 'Left outer thigh')
STEPS = ['check', 'cleanse', 'numb', 'device', 'treat', 'soothe', 'aftercare']
DIRECTIONS = ['horizontal', 'vertical', 'diagonal-left', 'diagonal-right']

# What a roller of 0.25 mm asks for, in hours after needling; and how that is told, an instant a line.
HOURS = {'sun': 48, 'sweat': 48, 'products': 72, 'water': 48, 'actives': 72, 'makeup': 24, 'shaving': 48,
         'waxing': 168, 'clothing': 24}
ENDINGS = [
    (24, 'Make-up and scented lotion and Tight clothes: the wait is over'),
    (48, 'Sun, Sweat, Hot bath, pool, sea, sauna and Shaving: the wait is over'),
    (72, 'Harsh products and Vitamin C and other active serums: the wait is over'),
    (168, 'Waxing, epilating, laser: the wait is over'),
]


def parse(text):
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def check_schema(record):
    import jsonschema
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../data/session.schema.json')
    with open(source, encoding='utf-8') as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(record)]
    same(errors, [], 'the schema says')


def check_record(record):
    check_schema(record)
    same(record['outcome'], 'completed')
    same(record['setting'], 'home')
    same(record['areas'], ['abdomen', 'thigh-left-outer'])
    same((record['device']['kind'], record['device']['needle_mm']), ('roller', 0.25))
    same(record.get('numbing'), None, 'numbing')
    same([step['id'] for step in record['steps']], STEPS)
    times = [parse(step[name]) for step in record['steps'] for name in ('entered', 'done')]
    same(times, sorted(times), 'the times of the steps')
    same([(each['area'], each['direction'], each['count']) for each in record['passes']],
         [(area, direction, 4) for area in record['areas'] for direction in DIRECTIONS])
    same(record['serum']['kind'], 'hyaluronic-acid')
    same((record['pain'], record['erythema']), (3, 1))


def check_aftercare(record):
    """From the end of needling, which is when the aftercare began."""
    same(record['ended'], record['steps'][-1]['entered'])
    ended = parse(record['ended'])
    same({each['restriction']: (parse(each['until']) - ended).total_seconds() / HOUR
          for each in record['aftercare']}, HOURS)


def check_files(desk, path, record):
    started = parse(record['started']).astimezone(datetime.timezone.utc)
    same(os.path.basename(path), '%s-%s.json' % (started.strftime('%Y%m%dT%H%M%SZ'), record['id'][:8]))
    same(oct(mode(path)), oct(0o600))
    for folder in (desk.sessions, os.path.dirname(desk.sessions), desk.state):
        same(oct(mode(folder)), oct(0o700), folder)
    same(sorted(os.listdir(desk.sessions)), [os.path.basename(path)])
    check(not os.path.exists(os.path.join(desk.state, 'draft.json')), 'the draft is still there')


def check_ctl(desk):
    same(desk.salvectl('verify').returncode, 0, 'salvectl verify')
    status = json.loads(desk.salvectl('status', '--json').stdout)
    check('sun' in json.dumps(status), status)
    same(len(json.loads(desk.salvectl('list', '--json').stdout)), 1, 'salvectl list')


def check_today(app):
    for title, days in (('Sun', 2), ('Sweat', 2), ('Harsh products', 3)):
        app.find('button', re.compile(r'^%s: wait %d days, until \w+day, \d\d:\d\d$' % (title, days)))
    check(app.says('Abdomen and Left outer thigh'), 'Today does not name the areas: %s' % app.texts())


def restart_notifier(desk):
    """As a crash and the next login do."""
    desk.kill(desk.pid_of(NOTIFIER_ID))
    poll('the notifier to be gone', lambda: not desk.has_owner(NOTIFIER_ID))
    desk.start_notifier()


def check_endings(desk, ended):
    for number, (hours, title) in enumerate(ENDINGS):
        note('%d h after' % hours)
        end = ended + hours * HOUR
        desk.advance(int(end - desk.now()) - 4)
        shown = desk.wait_notification(title)
        check(-0.1 < shown.when + desk.ahead - end < 1, 'it came %.3f s after its instant'
              % (shown.when + desk.ahead - end))
        same(shown.app, 'Salve')
        check(all(line.startswith('Abdomen and Left outer thigh: ') for line in shown.body.splitlines()), shown.body)
        same(len(desk.received), number + 1)
        if number < len(ENDINGS) - 1:
            restart_notifier(desk)


@case(limit=150)
def from_the_first_start_to_the_last_notification(desk):
    app = desk.start()
    app.find('button', 'Start a Session')
    for words in ('guides', 'not'):
        check(app.says(words), 'the first page does not say %r: %s' % (words, app.texts()))
    same(Walk(app).whole(AREAS), 32)

    (path, record), = desk.records()
    check_record(record)
    check_aftercare(record)
    check_files(desk, path, record)
    check_ctl(desk)
    check_today(app)
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    same(app.quit(), 0)

    check_endings(desk, parse(record['ended']).timestamp())
    read = desk.read_daemon()
    same([title for title, _ in read], [title for _, title in ENDINGS], 'the daemon has')
    poll('the notifier to leave', lambda: not desk.has_owner(NOTIFIER_ID))
    desk.start_notifier().wait(15)
    same(len(desk.received), len(ENDINGS), 'notifications after one more start')

    app = desk.start()
    app.wait_text('Nothing to wait for')
    app.find('button', 'Start a Session')
    check(not app.has('button', re.compile('^Sun: wait')), 'Sun still waits')
    same(app.quit(), 0)


main()
