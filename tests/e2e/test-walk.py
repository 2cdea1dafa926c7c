#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole session by what the window calls things, its record, and what is notified after it; and those that
are numb, that are not to be, that are too soon, and that use a device up."""

import datetime
import json
import os
import re
import stat
import zoneinfo

from suite import (SCREENED, case, check, check_schema, instant, main, make_record, note, poll, read_profile, same,
                   wait_draft, write_draft, write_json, write_profile, write_record)
from harness import NOTIFIER_ID
from walk import Walk

HOUR = 3600
DAY = 24 * HOUR
SOAKED = 'Take the device out of the alcohol'
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
    same([(each['area'], each['direction'], each['count'], each['enough']) for each in record['passes']],
         [(area, direction, 1, True) for area in record['areas'] for direction in DIRECTIONS])
    for each in record['passes']:
        check(0 <= each.get('seconds', 0) < 60, 'passes that took %d s' % each.get('seconds', 0))
    same((record['screening']['skin_type'], sorted(record['screening']['no']), record['screening'].get('yes') or []),
         (2, sorted(SCREENED), []))
    check_soaking(record, times)
    same(record['serum']['kind'], 'hyaluronic-acid')
    same((record['pain'], record['erythema']), (3, 1))


def check_soaking(record, times):
    """Before needling and after it, each in its own step."""
    places = dict(zip(((id, name) for id in STEPS for name in ('entered', 'done')), times))
    before, after = (parse(record['device'][name]) for name in ('soak_before', 'soak_after'))
    check(places['device', 'entered'] <= before and before + datetime.timedelta(minutes=10) <= places['device', 'done'],
          'soaked from %s on' % before)
    check(places['soothe', 'entered'] <= after <= places['soothe', 'done'], 'soaked again from %s on' % after)


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


def titles(desk, but=()):
    return [each.summary for each in desk.received if each.summary not in but]


def check_soaked(desk, record):
    """The device lies in the alcohol while the window is closed."""
    end = parse(record['device']['soak_after']).timestamp() + 600
    told = titles(desk).count(SOAKED)
    desk.advance(int(end - desk.now()) - 4)
    poll('the end of the soaking', lambda: titles(desk).count(SOAKED) > told)
    check(-0.1 < desk.received[-1].when + desk.ahead - end < 1, 'it came at another time')
    restart_notifier(desk)


def ledger(desk):
    path = os.path.join(desk.state, 'notified.json')
    if not os.path.exists(path):
        return ''
    with open(path, encoding='utf-8') as file:
        return file.read()


def check_endings(desk, ended):
    for number, (hours, title) in enumerate(ENDINGS):
        note('%d h after' % hours)
        end = ended + hours * HOUR
        before = ledger(desk)
        desk.advance(int(end - desk.now()) - 4)
        shown = desk.wait_notification(title)
        check(-0.1 < shown.when + desk.ahead - end < 1, 'it came %.3f s after its instant'
              % (shown.when + desk.ahead - end))
        same(shown.app, 'Salve')
        check(all(line.startswith('Abdomen and Left outer thigh: ') for line in shown.body.splitlines()), shown.body)
        same(titles(desk, but=[SOAKED]), [title for _, title in ENDINGS[:number + 1]], 'so far')
        # Killed before it is written down, it would be told again.
        poll('the ledger', lambda: ledger(desk) != before)
        if number < len(ENDINGS) - 1:
            restart_notifier(desk)


@case(limit=360)
def from_the_first_start_to_the_last_notification(desk):
    app = desk.start()
    app.find('button', 'Start a Session')
    for words in ('guides', 'not'):
        check(app.says(words), 'the first page does not say %r: %s' % (words, app.texts()))
    same(Walk(app).whole(AREAS, most=1), 8)

    (path, record), = desk.records()
    check_record(record)
    check_aftercare(record)
    check_files(desk, path, record)
    check_ctl(desk)
    check_today(app)
    same(read_profile(desk)['born'], '1990-02-01')
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    same(app.quit(), 0)

    check_soaked(desk, record)
    check_endings(desk, parse(record['ended']).timestamp())
    read = desk.read_daemon()
    same([title for title, _ in read if title != SOAKED], [title for _, title in ENDINGS], 'the daemon has')
    poll('the notifier to leave', lambda: not desk.has_owner(NOTIFIER_ID))
    desk.start_notifier().wait(15)
    same(titles(desk, but=[SOAKED]), [title for _, title in ENDINGS], 'after one more start')
    same(titles(desk).count(SOAKED), 2, 'how often the device was ready')

    app = desk.start()
    # Whether an area is still too soon depends on the hour of the day.
    poll('an end of all waiting',
         lambda: app.says('Everything is allowed again') or app.says('Nothing to wait for'))
    app.find('button', 'Start a Session')
    check(not app.has('button', re.compile('^Sun: wait')), 'Sun still waits')
    same(app.quit(), 0)


# What changes the way

def finish(walk):
    """From the passes on, the shortest way."""
    walk.treat(most=1)
    walk.soothe()
    walk.aftercare()


@case(limit=120)
def with_numbing_cream(desk):
    write_profile(desk)
    draft = write_draft(desk, 'numb')
    app = desk.start()
    walk = Walk(app)
    walk.show('3-numb', 'Do you want numbing cream?')
    walk.put_on('Cream A', percent=4, grams=5, area=60)
    applied = parse(wait_draft(desk, 'the cream', lambda each: each.get('numbing'))['numbing']['applied'])

    note('asked after 15 minutes')
    desk.advance(minutes=15)
    walk.feel_well()
    poll('the question to go', lambda: not app.says('Do you feel well?'))
    note('off after 46')
    desk.advance(minutes=31)
    app.wait_text('Take the cream off')
    app.click('The cream is off')
    app.wait_text('left to begin with the needles')
    app.click('Skin is clean and dry')

    note('asked again after 60, at another step')
    walk.device()
    desk.advance(minutes=4)
    walk.feel_well()
    app.wait_text('Numbing cream washed off 14 min ago. Begin within 16 min.')
    walk.disinfect()
    finish(walk)

    (_, record), = desk.records()
    check_schema(record)
    numbing = record['numbing']
    same((record['id'], numbing['product'], numbing['lidocaine_percent'], numbing['amount_g'], numbing['area_cm2'],
          numbing.get('unnumbed')), (draft['id'], 'Cream A', 4, 5, 60, None))
    same([each['minutes'] for each in numbing['checks']], [15, 60])
    for each in numbing['checks']:
        check(0 <= (parse(each['at']) - applied).total_seconds() / 60 - each['minutes'] < 2, numbing['checks'])
    check(46 <= (parse(numbing['removed']) - applied).total_seconds() / 60 < 47, numbing)
    entered = parse(next(step['entered'] for step in record['steps'] if step['id'] == 'treat'))
    check((entered - parse(numbing['removed'])).total_seconds() < 30 * 60, 'needling began too late')


@case(limit=90)
def after_the_numbing_wore_off(desk):
    """Half an hour after the cream came off nobody begins without having been asked."""
    off = desk.now() - 26 * 60
    write_draft(desk, 'treat', numbing={'product': 'Cream A', 'lidocaine_percent': 4, 'applied': instant(off - 50 * 60),
                                        'removed': instant(off)})
    app = desk.start()
    app.wait_text('Begin within 4 min.')
    desk.advance(minutes=5)
    app.wait_text('It may be wearing off: do not begin now.')
    button = app.find('button', 'Skin is dry')
    poll('the way to be closed', lambda: not app.has_state(button, 'sensitive'))
    app.click('Go on without numbing')
    app.click('Skin is dry')
    app.wait_text('Pass 1 of 4')
    wait_draft(desk, 'that word', lambda each: each['numbing'].get('unnumbed') is True)


@case(limit=90)
def not_at_home(desk):
    """A STOP is told at once, without the rest of the questions, and cannot be overridden."""
    write_profile(desk)
    app = desk.start()
    app.resize(1000, 740)
    walk = Walk(app)
    walk.start()
    walk.about()
    walk.areas(('Abdomen',))
    walk.show('1-check-health', 'Your health today')
    walk.choose('You are pregnant, or may be')
    app.click('Go on')
    walk.show('1-check-verdict', 'Not at home')
    app.wait_text('You are pregnant, or may be')
    same([each for each in ('Go on', 'Go on with more care') if app.has('button', each)], [], 'what leads on')
    note('not by keys, and not by a new start')
    desk.key('Escape')
    app.kill()
    app = desk.start()
    app.wait_text('Not at home')
    app.click('End the session')
    app.find('button', 'New session')
    (_, record), = desk.records()
    check_schema(record)
    same((record['outcome'], record['stopped_because'], record['aftercare']), ('stopped', 'screening', []))
    same(record['screening']['yes'], [{'item': 'pregnancy'}])
    same([step['id'] for step in record['steps']], ['check'])
    check(not os.path.exists(os.path.join(desk.state, 'draft.json')), 'the draft is still there')
    same(app.quit(), 0)


@case(limit=90)
def not_yet(desk):
    """A WAIT gives the day from which it is possible, and plans it."""
    write_profile(desk)
    write_draft(desk, 'check', 4)
    app = desk.start()
    app.wait_text('What came before')
    app.set_checked('A chemical peel in the area')
    today = datetime.datetime.fromtimestamp(desk.now(), zoneinfo.ZoneInfo(desk.env['TZ'])).date()
    note('a day that has not come is refused')
    app.set_text('The last time', (today + datetime.timedelta(days=1)).isoformat())
    app.wait_text('That day has not come yet.')
    last = today - datetime.timedelta(days=3)
    app.set_text('The last time', last.isoformat())
    app.set_checked('None of the others applies')
    app.click('Go on')
    possible = last + datetime.timedelta(days=30)
    day = possible.strftime('%A, ') + str(possible.day) + possible.strftime(' %B')
    app.wait_text('Possible from ' + day)
    app.set_checked(re.compile('^Plan ' + day))
    app.click('End the session')
    app.find('button', 'New session')
    (_, record), = desk.records()
    check_schema(record)
    same((record['outcome'], record['stopped_because']), ('stopped', 'screening'))
    same(record['screening']['yes'], [{'item': 'peel', 'since': last.isoformat()}])
    profile = poll('the plan on the disk', lambda: (read_profile(desk).get('planned') and read_profile(desk)))
    same((profile['planned'], profile['remind']), (possible.isoformat(), True))
    app.wait_text('Next session')
    same(app.quit(), 0)


@case(limit=120)
def too_soon_with_a_word(desk):
    """What a clinician agreed to stands in the record."""
    write_profile(desk)
    started = desk.now() - 4 * DAY
    write_record(desk, make_record(started, areas=['abdomen']))
    write_draft(desk, 'check', 1, areas=[])
    app = desk.start()
    walk = Walk(app)
    walk.see('Where today?')
    walk.choose('Abdomen')
    app.wait_text('Too soon to treat again')
    poll('the way to be closed', lambda: not app.has_state(app.find('button', 'Go on with 1 area'), 'sensitive'))
    berlin = zoneinfo.ZoneInfo(desk.env['TZ'])
    agreed = (datetime.datetime.fromtimestamp(desk.now(), berlin) - datetime.timedelta(days=1)).date().isoformat()
    app.set_text('A clinician agreed on this day', agreed)
    app.set_text('Who agreed, and to what', 'Dr A: 0.25 mm on the abdomen, once')
    walk.areas(('Abdomen',))
    for name, title in (('1-check-health', 'Your health today'), ('1-check-skin', 'The skin of the area today'),
                        ('1-check-lately', 'What came before')):
        walk.clear(name, title)
    walk.verdict()
    walk.cleanse()
    walk.numb()
    walk.device()
    walk.disinfect()
    finish(walk)
    (_, record), = [each for each in desk.records() if parse(each[1]['started']).timestamp() > started + DAY]
    check_schema(record)
    same(record['outcome'], 'completed')
    same(record['screening']['yes'], [{
        'item': 'interval', 'since': datetime.datetime.fromtimestamp(started, berlin).date().isoformat(),
        'agreed': agreed, 'note': 'Dr A: 0.25 mm on the abdomen, once'}])
    note('Today counts from the new session on')
    same(app.quit(), 0)


@case(limit=150)
def a_device_that_is_used_up(desk):
    """The tenth session with a roller is its last."""
    write_profile(desk)
    today = datetime.datetime.fromtimestamp(desk.now(), datetime.timezone.utc).date().isoformat()
    write_json(os.path.join(desk.data, 'shelf.json'), {'format': 1, 'devices': [
        {'id': 'roller-1', 'kind': 'roller', 'name': 'Blue roller', 'needle_mm': 0.25, 'uses_before': 9,
         'added': today, 'first_use': today},
        {'id': 'roller-2', 'kind': 'roller', 'name': 'Black roller', 'needle_mm': 0.25, 'added': today}],
        'products': []})
    write_draft(desk, 'device')
    app = desk.start()
    walk = Walk(app)
    walk.see('Which device?')
    app.wait_text('9 of 10 uses: one use is left')
    walk.choose('Blue roller')
    app.click('Use this device')
    walk.soak()
    walk.disinfect()
    finish(walk)
    (_, record), = desk.records()
    check_schema(record)
    same({name: record['device'][name] for name in ('kind', 'needle_mm', 'name', 'shelf_id')},
         {'kind': 'roller', 'needle_mm': 0.25, 'name': 'Blue roller', 'shelf_id': 'roller-1'})
    note('the shelf counts it')
    desk.key('alt+3')
    app.wait_text('Replace now: 10 of 10 uses')
    same(app.quit(), 0)
    note('the next session cannot use it')
    write_draft(desk, 'device', areas=['calf-left'])
    app = desk.start()
    app.wait_text('Replace now: 10 of 10 uses')
    row = app.find('list item', re.compile('^Blue roller'))
    check(not app.has_state(row, 'sensitive'), 'it can be chosen')
    walk = Walk(app)
    walk.choose('Black roller')
    app.click('Use this device')
    app.wait_text('Prepare the device')
    wait_draft(desk, 'the other device', lambda each: (each.get('device') or {}).get('shelf_id') == 'roller-2')


main()
