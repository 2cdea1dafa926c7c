#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real notification in a real daemon: a click on it, its words, the alarm of the numbing cream."""

import re

from suite import case, check, main, make_record, note, poll, same, wait_draft, write_draft, write_record
from harness import APP_ID, NOTIFIER_ID
from walk import Walk

HOUR = 3600
MINUTE = 60
CREAM = 'A & <b>'


def announce(desk):
    """A session of yesterday, whose wait for the sun ends while the window is closed."""
    record = make_record(desk.now() - 24 * HOUR, areas=['hip-left'])
    write_record(desk, record)
    desk.start_notifier()
    desk.advance(hours=25)
    return desk.wait_notification('Sun and Sweat')


def click(desk):
    poll('the daemon to show it', lambda: desk.shown() == 1)
    desk.dunstctl('action', '0')


@case()
def a_click_opens_the_window_on_today(desk):
    shown = announce(desk)
    same(desk.has_owner(APP_ID), False, 'whether there is a window')
    check('default' in shown.actions, shown.actions)
    click(desk)
    app = desk.attach()
    app.wait_text('What may I do now?')
    app.find('button', re.compile('^Sun: allowed'))
    app.close()
    app.wait_end()


@case()
def a_click_turns_the_open_window_to_today(desk):
    announce(desk)
    app = desk.start()
    desk.key('alt+2')
    app.find('list', 'Sessions')
    click(desk)
    app.wait_text('What may I do now?')
    check(not app.has('list', 'Sessions'), 'the history is still shown')
    same(desk.pid_of(APP_ID), app.pid)
    same(app.quit(), 0)


@case()
def a_click_during_a_session_leaves_it_alone(desk):
    announce(desk)
    write_draft(desk, 'treat', 1, passes=2)
    app = desk.start()
    app.wait_text('Pass 3 of 4')
    click(desk)
    desk.key('space')
    app.wait_text('Pass 4 of 4')


@case()
def an_open_window_starts_the_notifier(desk):
    write_record(desk, make_record(desk.now() - 24 * HOUR))
    app = desk.start()
    app.wait_text('What may I do now?')
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    same(app.quit(), 0)
    desk.advance(hours=25)
    desk.wait_notification('Sun and Sweat')


@case()
def the_alarm_of_the_cream_with_the_window_closed(desk):
    write_draft(desk, 'numb')
    app = desk.start()
    Walk(app).put_on(CREAM)
    wait_draft(desk, 'a cream', lambda draft: (draft.get('numbing') or {}).get('product') == CREAM)
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    same(app.quit(), 0)

    note('at 15 minutes it asks')
    desk.advance(minutes=14)
    same(desk.received, [])
    desk.advance(minutes=1)
    desk.wait_notification('Do you feel well?')
    note('at 54 minutes there is no more')
    desk.advance(minutes=39)
    same(len(desk.received), 1)
    note('at 55')
    desk.advance(MINUTE)
    soon = desk.wait_notification('Take the numbing cream off within 5 minutes')
    note('at 60')
    desk.advance(minutes=5)
    now = desk.wait_notification('Take the numbing cream off now')
    same((soon.hints['urgency'], now.hints['urgency']), (1, 2))
    # Over the bus as markup, which the daemon asked for; to read as it was typed.
    for each in soon, now:
        check(each.body.endswith('Product: A &amp; &lt;b&gt;'), each.body)
    poll('the alarm and the second question to be left', lambda: desk.shown() == 2)
    desk.advance(minutes=30)
    read = desk.read_daemon()
    same(sorted(title for title, _ in read), ['Do you feel well?', 'Do you feel well?', 'Take the numbing cream off now',
                                              'Take the numbing cream off within 5 minutes'])
    for title, body in read:
        check(title == 'Do you feel well?' or strip(body).endswith('Product: A & <b>'), body)
    same(len(desk.received), 4)
    same(len(desk.records()), 0)


def strip(body):
    """As the daemon shows it: without its markup."""
    for entity, sign in (('&lt;', '<'), ('&gt;', '>'), ('&amp;', '&')):
        body = body.replace(entity, sign)
    return body


@case()
def no_alarm_for_a_cream_that_is_off(desk):
    write_draft(desk, 'numb')
    app = desk.start()
    Walk(app).put_on(CREAM)
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    desk.advance(minutes=16)
    app.wait_text('Do you feel well?')
    desk.wait_notification('Do you feel well?')
    app.click('I feel well')
    poll('the question to go', lambda: desk.shown() == 0)
    desk.advance(minutes=40)
    desk.wait_notification('Take the numbing cream off within')
    app.wait_text('Take the cream off now')
    app.click('The cream is off')
    app.find('button', 'Skin is clean and dry')
    poll('the notification to go', lambda: desk.shown() == 0)
    desk.advance(minutes=10)
    app.wait_text('Numbing cream washed off 10 min ago')
    desk.wait_notification('Do you feel well?')
    poll('the third notification', lambda: len(desk.received) == 3)


main()
