#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visit to a clinic: two screens to a running countdown, what is refused, and what is not lost."""

import datetime
import json
import os
import re
import time
import zoneinfo

from suite import case, check, check_schema, main, note, poll, same
from harness import NOTIFIER_ID

DAY = 24
# What needles of 1.5 mm ask for, in hours after needling.
TABLE = {'sun': 14 * DAY, 'sweat': 4 * DAY, 'products': 10 * DAY, 'water': 7 * DAY, 'actives': 7 * DAY,
         'makeup': 3 * DAY, 'shaving': 7 * DAY, 'waxing': 28 * DAY, 'clothing': 3 * DAY}


def parse(text):
    return datetime.datetime.fromisoformat(text)


def hours_of(record):
    ended = parse(record['ended'])
    return {each['restriction']: round((parse(each['until']) - ended).total_seconds() / 3600)
            for each in record['aftercare']}


def day(desk, ahead):
    """A day as the desk's clock has it."""
    today = datetime.datetime.fromtimestamp(desk.now(), zoneinfo.ZoneInfo(desk.env['TZ'])).date()
    return today + datetime.timedelta(days=ahead)


def open_visit(app):
    app.click('Log a Clinic Visit')
    app.wait_text('What was done?')


def fill_first(desk, app):
    app.set_text('Day', str(day(desk, -1)))
    app.set_text('Time of day', '18:30')
    app.set_text('Needle length', '1.5')
    app.set_checked('Abdomen')
    app.set_checked('Left hip')
    app.set_checked('Pen')
    app.click('Go on')
    app.wait_text('What did the clinic say?')


def only_record(desk):
    (path, record), = desk.records()
    return record


@case(limit=240)
def two_screens_to_a_countdown(desk):
    app = desk.start()
    app.resize(360, 720)
    open_visit(app)
    fill_first(desk, app)
    app.wait_text('1.5 mm on Abdomen and Left hip.')
    note('the table is shown, and the longer counts')
    app.wait_text('Salve’s table: 14 days, until')
    app.set_text('Sun', '28')
    app.wait_text('Longer than Salve’s table, so the clinic counts.')
    app.set_text('Sweat', '2')
    app.wait_text('Shorter than Salve’s table, so the table counts: 4 days')
    app.click('More: baths, shaving, make-up and others')
    app.set_text('Shaving', '10')
    app.set_text('Note, if you like', 'Pinpoint bleeding, cooled afterwards')
    app.click('Save the visit')
    app.wait_text('What may I do now?')
    poll('a countdown', lambda: any(re.match('2[67] days', text) for text in app.texts()))
    record = only_record(desk)
    check_schema(record)
    same((record['setting'], record['outcome']), ('clinic', 'completed'))
    same(record['areas'], ['abdomen', 'hip-left'])
    same((record['device']['kind'], record['device']['needle_mm']), ('pen', 1.5))
    same(record['ended'][:16], '%sT18:30' % day(desk, -1))
    same(record['notes'], 'Pinpoint bleeding, cooled afterwards')
    same(hours_of(record), {**TABLE, 'sun': 28 * DAY, 'shaving': 10 * DAY})
    note('the notifier watches')
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    same(app.size(), (360, 720))
    same(app.quit(), 0)


@case(limit=240)
def refused_in_words(desk):
    app = desk.start()
    open_visit(app)
    note('three at once, and no area')
    app.set_text('Day', str(day(desk, 1)))
    app.set_text('Time of day', '25:00')
    app.set_text('Needle length', '40')
    app.wait_text('It has to be from 0.1 to 5 mm.')
    app.click('Go on')
    app.wait_text('Choose at least one area.')
    said = app.texts()
    for words in ('This is in the future. Log the visit once it is over.',
                  'Salve cannot read this time. Write it like 18:30.'):
        check(words in said, '%s: %s' % (words, said))
    note('a comma for a point, and a day that no calendar has')
    app.set_text('Needle length', '1,5')
    app.set_text('Day', '2026-02-30')
    app.wait_text('Salve cannot read this number. Write it like 2.5.')
    app.wait_text('There is no such day.')
    note('put right')
    app.set_text('Day', str(day(desk, -1)))
    app.set_text('Time of day', '18:30')
    app.set_text('Needle length', '')
    app.set_checked('Abdomen')
    app.click('Go on')
    app.wait_text('Needles of a length you were not told, on Abdomen.')
    note('a word of the clinic that is none')
    app.set_text('Sun', '91')
    app.wait_text('It has to be from 1 to 90 days.')
    app.click('Save the visit')
    # GTK clicks a quarter of a second later, and what is refused changes nothing to wait for.
    time.sleep(2)
    app.set_text('Sun', '')
    app.wait_text('Salve’s table: 14 days, until')
    same(desk.records(), [])
    app.click('Save the visit')
    app.wait_text('What may I do now?')
    record = only_record(desk)
    check_schema(record)
    same(hours_of(record), TABLE)
    check('kind' not in record.get('device', {}), record)
    same(app.quit(), 0)


@case(limit=240)
def nothing_typed_is_lost(desk):
    os.makedirs(desk.sessions)
    app = desk.start()
    open_visit(app)
    fill_first(desk, app)
    app.set_text('Sun', '28')
    note('a folder that cannot be written to')
    os.rename(desk.sessions, desk.sessions + '.away')
    with open(desk.sessions, 'w'):
        pass
    app.click('Save the visit')
    app.wait_text('The visit is not saved')
    same(app.get_text('Sun'), '28')
    note('back keeps what was typed, on both screens')
    app.click('Back')
    app.wait_text('What was done?')
    same(app.get_text('Needle length'), '1.5')
    os.unlink(desk.sessions)
    os.rename(desk.sessions + '.away', desk.sessions)
    app.click('Go on')
    app.wait_text('What did the clinic say?')
    same(app.get_text('Sun'), '28')
    app.click('Save the visit')
    app.wait_text('What may I do now?')
    same(hours_of(only_record(desk))['sun'], 28 * DAY)
    same(app.quit(), 0)


@case(limit=240)
def leaving_asks_only_when_something_was_typed(desk):
    app = desk.start()
    note('nothing typed: no question')
    open_visit(app)
    app.click('Back')
    app.wait_text('Welcome to Salve')
    note('something typed: kept, then discarded')
    open_visit(app)
    app.set_text('Needle length', '1.5')
    app.click('Back')
    app.wait_text('Discard this visit?')
    app.click('Keep it')
    poll('the question to go', lambda: not app.says('Discard this visit?'))
    same(app.get_text('Needle length'), '1.5')
    desk.key('Escape')
    app.wait_text('Discard this visit?')
    app.click('Discard')
    app.wait_text('Welcome to Salve')
    note('closing the window asks too')
    open_visit(app)
    same(app.get_text('Needle length'), '')
    app.set_checked('Abdomen')
    app.close()
    app.wait_text('Discard this visit?')
    app.click('Keep it')
    poll('the question to go', lambda: not app.says('Discard this visit?'))
    check(app.running(), 'the window closed')
    app.close()
    app.wait_text('Discard this visit?')
    app.click('Discard')
    same(app.wait_end(), 0)
    same(desk.records(), [])


main()
