#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stop now, at every step: what is kept, what is asked, what follows."""

import os
import re

from suite import case, check, main, note, poll, same, wait_draft, write_draft
from harness import NOTIFIER_ID
from walk import Walk

# Step, part, passes counted; what the page says; why; how that is kept
STOPS = [
    ('check', 0, 0, 'Where today?', 'I changed my mind, or was disturbed', 'mind'),
    ('check', 1, 0, 'Does any of this apply today?', 'Something in the list applies to me', 'reason'),
    ('cleanse', 0, 0, 'Wash your hands', 'I changed my mind, or was disturbed', 'mind'),
    ('numb', 0, 0, 'Do you want numbing cream?', 'Dizzy or unwell', 'dizzy'),
    ('device', 0, 0, 'Which device?', 'I changed my mind, or was disturbed', 'mind'),
    ('treat', 0, 0, 'Disinfect the skin', 'Sharp pain', 'pain'),
    ('treat', 1, 0, 'Pass 1 of 4', 'Blood', 'blood'),
    ('treat', 1, 5, 'Pass 2 of 4', 'Blood', 'blood'),
    ('soothe', 0, 16, 'What goes on the skin?', 'Sharp pain', 'pain'),
    ('aftercare', 0, 16, 'What to wait with', 'Dizzy or unwell', 'dizzy'),
]


def newest(desk):
    """The one record that has come; the earlier ones are cleared away."""
    (path, record), = desk.records()
    os.unlink(path)
    return record


def stop(desk, app, words, why):
    app.click('Stop now')
    app.wait_text('Stopped. What happened?')
    end = app.find('button', re.compile('^End '))
    check(not app.has_state(end, 'sensitive'), 'it can be ended without a word why')
    app.set_checked(why)
    app.click('End and show the aftercare' if words else 'End the session')


def stop_before_needles(desk, app, why):
    stop(desk, app, False, why)
    app.find('button', 'New session')
    record = newest(desk)
    same(record['aftercare'], [])
    same(desk.has_owner(NOTIFIER_ID), False, 'whether there is a notifier')
    return record


def stop_after_needles(desk, app, why):
    stop(desk, app, True, why)
    app.wait_text('What to wait with')
    app.click('Finish and save')
    app.wait_text('What may I do now?')
    record = newest(desk)
    check({'sun', 'sweat', 'products'} <= {each['restriction'] for each in record['aftercare']}, record['aftercare'])
    return record


def stop_at(desk, step, part, passes, words, why, reason):
    note('%s, part %d, %d passes' % (step, part, passes))
    draft = write_draft(desk, step, part, passes=passes)
    app = desk.start()
    app.wait_text(words)
    record = (stop_after_needles if passes else stop_before_needles)(desk, app, why)
    same((record['id'], record['outcome'], record['stopped_because']), (draft['id'], 'stopped', reason))
    same(record['steps'][-1]['id'], 'aftercare' if passes else step)
    poll('the draft to go', lambda: not os.path.exists(os.path.join(desk.state, 'draft.json')))
    same(app.quit(), 0)


@case(limit=120)
def stop_before_the_needles(desk):
    for each in STOPS:
        if not each[2]:
            stop_at(desk, *each)


@case(limit=120)
def stop_after_the_needles(desk):
    for each in STOPS:
        if each[2]:
            stop_at(desk, *each)
            if desk.has_owner(NOTIFIER_ID):
                desk.kill(desk.pid_of(NOTIFIER_ID))


@case()
def going_on_after_stop(desk):
    draft = write_draft(desk, 'treat', 1, passes=6)
    app = desk.start()
    app.wait_text('Pass 3 of 4')
    for number in range(2):
        app.click('Stop now')
        app.wait_text('Stopped. What happened?')
        check(not app.has_state(app.find('button', 'Stop now'), 'sensitive'), 'Stop now while it is stopped')
        app.set_checked('Blood')
        app.wait_text('Press sterile gauze on it')
        app.click('Go on with the session')
        app.wait_text('Pass 3 of 4')
    walk = Walk(app)
    same(walk.treat(), 10)
    walk.soothe()
    walk.aftercare()
    (_, record), = desk.records()
    same((record['id'], record['outcome'], record.get('stopped_because')), (draft['id'], 'completed', None))


@case()
def stop_with_the_cream_on(desk):
    draft = write_draft(desk, 'numb')
    app = desk.start()
    app.wait_text('Do you want numbing cream?')
    Walk(app).put_on('Blue cream')
    app.click('Stop now')
    app.wait_text('The numbing cream is still on. Wash it off now.')
    app.set_checked('Dizzy or unwell')
    app.wait_text('call the emergency number')
    app.click('Show what to do now')
    app.click('Done: end the session')
    app.find('button', 'New session')
    (_, record), = desk.records()
    same((record['id'], record['outcome'], record['stopped_because']), (draft['id'], 'stopped', 'dizzy'))
    check(record['numbing']['applied'], record['numbing'])
    note('nobody said that it is off: the alarm still comes')
    app.wait_text('The session ended with numbing cream on the skin.')
    desk.advance(minutes=60)
    desk.wait_notification('Take the numbing cream off now')


@case()
def the_new_session_after_a_stopped_one(desk):
    """In the same window: nothing of the first is left in the second."""
    app = desk.start()
    walk = Walk(app)
    walk.start()
    walk.see('Where today?')
    walk.choose('Abdomen')
    app.click('Stop now')
    app.set_checked('I changed my mind, or was disturbed')
    app.click('End the session')
    app.click('New session')
    walk.see('Where today?')
    check(not app._is_on(app.find('check box', 'Abdomen')), 'the area of the first is chosen')
    walk.check(('Left hip',))
    walk.see('Wash your hands')
    first = newest(desk)
    second = wait_draft(desk, 'step 2', lambda draft: len(draft['steps']) == 2)
    check(first['id'] != second['id'], 'both have one id')
    same(second['areas'], ['hip-left'])


main()
