#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Something looks wrong: two actions from everywhere, from the signs to what to do, noted in the record."""

import datetime
import json
import os
import re

import samples
from suite import case, check, instant, main, note, poll, same, wait_draft, write_draft
from waiting import HarnessError

QUESTION = 'What do you see or feel?'
EMERGENCY = 'Call the emergency number now'


def is_open(desk):
    """Asked of the display: there is much to walk in the tree."""
    try:
        return bool(desk.xdotool('search', '--onlyvisible', '--name', '^Something looks wrong$'))
    except HarnessError:
        return False


def see_signs(desk):
    poll('the red flags', lambda: is_open(desk))


def close_signs(desk):
    """Escape, and only the red flags go."""
    desk.key('Escape')
    poll('the red flags to be gone', lambda: not is_open(desk))


def press(desk, app, key, times, name):
    """Presses a key so often and looks whether the keyboard is on what is called so."""
    desk.key(*[key] * times)
    focus(app, name)


def focus(app, name):
    def look():
        item = app.focused()
        return item is not None and name in app.name(item).replace('_', '')
    poll('the keyboard to be on "%s"' % name, look)


def write_sample(desk, days):
    """A session of so many days ago; returns its path."""
    started, record = samples.make(days, 'roller', 0.25, ['abdomen'], 'completed')
    os.makedirs(desk.sessions, mode=0o700, exist_ok=True)
    path = os.path.join(desk.sessions, '%s-%s.json' % (started.strftime('%Y%m%dT%H%M%SZ'), record['id'][:8]))
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(record, file)
    return path


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def wait_events(path, count):
    return poll('%d events in the record' % count, lambda: (len(read(path).get('events') or []) == count
                                                            and (read(path).get('events') or [True])))


def check_schema(record):
    import jsonschema
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../data/session.schema.json')
    errors = [error.message for error in jsonschema.Draft202012Validator(read(source)).iter_errors(record)]
    same(errors, [], 'the schema says')


def go_to_wizard(desk, app):
    desk.key('ctrl+n')
    app.find('button', 'Stop now')


@case(limit=120)
def two_actions_from_everywhere(desk):
    write_sample(desk, 31)
    app = desk.start()
    for key, words in (('alt+1', 'Start a Session'), ('alt+2', 'completed'), ('alt+4', 'What microneedling is'),
                       ('alt+3', 'Devices'), (None, None)):
        note(words or 'a session')
        if key:
            desk.key(key)
            app.find(None, re.compile(words))
        else:
            go_to_wizard(desk, app)
        app.click('Red flags')
        see_signs(desk)
        close_signs(desk)
        desk.key('F1')
        see_signs(desk)
        close_signs(desk)
    check(app.has('button', 'Stop now'), 'Escape has closed more than the red flags')


@case()
def from_today_and_the_menu(desk):
    write_sample(desk, 31)
    app = desk.start()
    app.click('Something looks wrong')
    see_signs(desk)
    app.wait_text(QUESTION)
    close_signs(desk)
    desk.key('F10')
    app.find(None, re.compile('Something Looks Wrong'))
    desk.key('Return')
    see_signs(desk)


@case()
def narrow_and_with_everything_at_hand(desk):
    app = desk.start()
    app.resize(360, 720)
    app.find('button', 'Red flags')
    go_to_wizard(desk, app)
    same(app.size(), (360, 720))
    for name in ('Back', 'Red flags', 'Stop now'):
        x, _, width, _ = app._box(app.find('button', name))
        check(x >= 0 and x + width <= 360, '%s is at %d to %d' % (name, x, x + width))


@case(limit=180)
def noted_in_the_record_by_keyboard_alone(desk):
    write_sample(desk, 48)
    path = write_sample(desk, 31)
    before = read(path)
    app = desk.start()
    desk.key('F1')
    see_signs(desk)
    press(desk, app, 'Down', 20, 'Itchy, red bumps')
    desk.key('space')
    app.wait_text('Have a dermatologist or doctor look at it soon')
    app.wait_text('You can note it in the session of')
    press(desk, app, 'Up', 18, 'Hard to breathe')
    desk.key('space')
    app.wait_text(EMERGENCY)
    app.wait_text('Until help is there')
    check(not app.has('button', 'Stop the session'), 'there is no session to stop')
    begun = int(desk.now())
    press(desk, app, 'shift+Tab', 1, 'Note it in the record')
    desk.key('space')
    (event,) = wait_events(path, 1)
    app.wait_text('Noted in the session of')
    same((event['kind'], event['signs'], event['urgency']), ('red-flag', ['breathing', 'bumps'], 'emergency'))
    check(begun <= datetime.datetime.fromisoformat(event['at']).timestamp() <= desk.now(), event['at'])
    record = read(path)
    check_schema(record)
    same({name: value for name, value in record.items() if name != 'events'}, before)
    focus(app, 'Undo the note')
    desk.key('Return')
    wait_events(path, 0)
    desk.key('alt+n')
    wait_events(path, 1)
    close_signs(desk)
    desk.key('alt+2')
    app.click_at(app.find('list item', re.compile('Abdomen')))
    app.wait_text('Signs of an emergency')
    check(any('Hard to breathe' in line for line in app.texts()), app.texts())


@case()
def nothing_to_note_it_in(desk):
    write_sample(desk, 7 * 12 + 1)
    app = desk.start()
    desk.key('F1')
    app.set_checked('Hard to breathe, or wheezing')
    app.wait_text(EMERGENCY)
    app.wait_text('Nothing is noted')
    check(not app.has('button', 'Note it in the record'), 'there is nothing to note it in')


@case(limit=180)
def an_emergency_ends_the_session(desk):
    app = desk.start()
    go_to_wizard(desk, app)
    desk.key('F1')
    see_signs(desk)
    app.set_checked('Pus')
    app.wait_text('See a doctor today')
    check(not app.has('button', 'Stop the session'), 'a doctor today need not end the session')
    app.set_checked('Fainting or confusion')
    app.wait_text(EMERGENCY)
    app.click('Note it in the record')
    app.wait_text('Noted in the session under way.')
    draft = wait_draft(desk, 'the signs', lambda each: each.get('events'))
    (event,) = draft['events']
    same((event['signs'], event['urgency']), (['faint', 'infection-pus'], 'emergency'))
    app.click('Undo the note')
    wait_draft(desk, 'no signs', lambda each: not each.get('events'))
    app.click('Note it in the record')
    app.click('Stop the session')
    app.wait_text('Stopped. What happened?')
    check(not is_open(desk), 'the red flags are still there')
    app.set_checked('I changed my mind, or was disturbed')
    app.click('End the session')
    (_, record), = poll('the record', desk.records)
    same([each['signs'] for each in record['events']], [['faint', 'infection-pus']])
    check_schema(record)


@case()
def with_cream_on_its_signs_come_first(desk):
    write_draft(desk, 'numb', numbing={'lidocaine_percent': 4, 'applied': instant(desk.now() - 20 * 60)})
    app = desk.start()
    app.find('button', 'Stop now')
    desk.key('F1')
    see_signs(desk)
    app.wait_text('While it is on, and for 4 hours after')
    desk.key('End')
    focus(app, 'Burning, weals or blisters where the numbing cream is')
    desk.key('Home', 'space')
    app.wait_text('Wash off any numbing cream, and say that you used it.')
    # The session goes on behind: its keys are not reached from here, its timer is.
    draft = wait_draft(desk, 'the cream', lambda each: each['numbing'])
    same(draft['steps'][-1]['id'], 'numb')
    check('removed' not in draft['numbing'], 'a key has reached the session')


main()
