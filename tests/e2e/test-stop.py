#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stop now, at every step: what is kept, what is asked, what follows."""

import datetime
import os
import re

from suite import case, check, main, note, poll, same, wait_draft, write_draft, write_profile
from harness import NOTIFIER_ID
from walk import Walk

# Step, part, passes counted; what the page says; why; how that is kept
STOPS = [
    ('check', 0, 0, 'About you', 'I changed my mind, or was disturbed', 'mind'),
    ('check', 1, 0, 'Where today?', 'I changed my mind, or was disturbed', 'mind'),
    ('check', 2, 0, 'Your health today', 'Something in the list applies to me', 'reason'),
    ('check', 5, 0, 'Nothing speaks against it today', 'Something in the list applies to me', 'reason'),
    ('cleanse', 0, 0, 'Wash your hands', 'I changed my mind, or was disturbed', 'mind'),
    ('numb', 0, 0, 'Do you want numbing cream?', 'Dizzy or unwell', 'dizzy'),
    ('device', 0, 0, 'Which device?', 'I changed my mind, or was disturbed', 'mind'),
    ('device', 1, 0, 'Prepare the device', 'I changed my mind, or was disturbed', 'mind'),
    ('treat', 0, 0, 'Disinfect the skin', 'Sharp pain', 'pain'),
    ('treat', 1, 0, 'Pass 1 of 4', 'Dizzy or unwell', 'dizzy'),
    # Where there is blood the needles were in the skin, so that pass counts.
    ('treat', 1, 0, 'Pass 1 of 4', 'Blood', 'blood'),
    ('treat', 1, 5, 'Pass 2 of 4', 'Blood', 'blood'),
    ('treat', 1, 16, 'All areas are treated', 'I changed my mind, or was disturbed', 'mind'),
    ('soothe', 0, 16, 'What goes on the skin?', 'Sharp pain', 'pain'),
    ('soothe', 1, 16, 'Clean the device', 'I changed my mind, or was disturbed', 'mind'),
    ('aftercare', 0, 16, 'What to wait with', 'Dizzy or unwell', 'dizzy'),
]

# What comes first then
FIRST_AID = {
    'Blood': 'Blood: press gauze on it',
    'Sharp pain': 'Sharp pain: cool it',
    'Dizzy or unwell': 'Dizzy: lie down, legs up',
}
# In hours: as after needles of up to 0.3 mm, and as after the next longer ones
WAITS = {'sun': 48, 'sweat': 48, 'products': 72}
LONGER_WAITS = {'sun': 72, 'sweat': 72, 'products': 120}


def newest(desk):
    """The one record that has come; the earlier ones are cleared away."""
    (path, record), = desk.records()
    os.unlink(path)
    return record


def stop(app, needled, why):
    app.click('Stop now')
    app.wait_text('Stopped. What happened?')
    end = app.find('button', re.compile('^End '))
    check(not app.has_state(end, 'sensitive'), 'it can be ended without a word why')
    app.set_checked(why)
    if why in FIRST_AID:
        app.click('Show what to do now')
        app.wait_text(FIRST_AID[why])
        app.click('Done: show the aftercare' if needled else 'Done: end the session')
    else:
        app.click('End and show the aftercare' if needled else 'End the session')


def waits(record):
    ended = datetime.datetime.fromisoformat(record['ended'])
    hours = {each['restriction']: (datetime.datetime.fromisoformat(each['until']) - ended).total_seconds() / 3600
             for each in record['aftercare']}
    return {name: hours.get(name) for name in WAITS}


def stop_before_needles(desk, app, why):
    stop(app, False, why)
    app.find('button', 'New session')
    record = newest(desk)
    same(record['aftercare'], [])
    if record.get('device'):
        poll('the notifier to leave, for the device no longer matters', lambda: not desk.has_owner(NOTIFIER_ID))
    same(desk.has_owner(NOTIFIER_ID), False, 'whether there is a notifier')
    return record


def stop_after_needles(desk, app, why):
    stop(app, True, why)
    app.wait_text('What to wait with')
    app.click('Finish and save')
    app.wait_text('What may I do now?')
    record = newest(desk)
    same(waits(record), LONGER_WAITS if why in FIRST_AID else WAITS)
    return record


def is_needled(step, part, passes, words, why, reason):
    return passes > 0 or (step, part, why) == ('treat', 1, 'Blood')


def stop_at(desk, *each):
    step, part, passes, words, why, reason = each
    needled = is_needled(*each)
    note('%s, part %d, %d passes' % (step, part, passes))
    draft = write_draft(desk, step, part, passes=passes)
    app = desk.start()
    app.wait_text(words)
    record = (stop_after_needles if needled else stop_before_needles)(desk, app, why)
    same((record['id'], record['outcome'], record['stopped_because']), (draft['id'], 'stopped', reason))
    same(record['steps'][-1]['id'], 'aftercare' if needled else step)
    poll('the draft to go', lambda: not os.path.exists(os.path.join(desk.state, 'draft.json')))
    same(app.quit(), 0)


@case(limit=200)
def stop_before_the_needles(desk):
    for each in STOPS:
        if not is_needled(*each):
            stop_at(desk, *each)


@case(limit=200)
def stop_after_the_needles(desk):
    for each in STOPS:
        if is_needled(*each):
            stop_at(desk, *each)
            if desk.has_owner(NOTIFIER_ID):
                desk.kill(desk.pid_of(NOTIFIER_ID))


@case(limit=90)
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
    # Two of this direction are left, and the two others end at once.
    same(walk.treat(most=2), 2 + 2 * 2)
    walk.soothe()
    walk.aftercare()
    (_, record), = desk.records()
    same((record['id'], record['outcome'], record.get('stopped_because')), (draft['id'], 'completed', None))


@case(limit=90)
def one_click_where_it_matters(desk):
    """Blood, sharp pain and dizziness have a button beside the passes; a slip is taken back, the rest is not."""
    draft = write_draft(desk, 'treat', 1, passes=5)
    app = desk.start()
    for why, title in (('Blood', 'Blood: press gauze on it'), ('Sharp pain', 'Sharp pain: cool it'),
                       ('Dizzy', 'Dizzy: lie down, legs up')):
        note(why)
        app.wait_text('Pass 2 of 4')
        app.click(why)
        app.wait_text(title)
        app.click('Go on: it was a slip')
    app.wait_text('Pass 2 of 4')
    app.click('Blood')
    app.wait_text('Blood: press gauze on it')
    note('a power cut on top')
    wait_draft(desk, 'the stop', lambda each: each.get('stopped_because') == 'blood')
    app.kill()
    app = desk.start()
    app.wait_text('Blood: press gauze on it')
    app.click('Done: show the aftercare')
    app.wait_text('What to wait with')
    app.click('Finish and save')
    app.wait_text('What may I do now?')
    record = newest(desk)
    same((record['id'], record['outcome'], record['stopped_because']), (draft['id'], 'stopped', 'blood'))
    same(waits(record), LONGER_WAITS)
    note('the needles were in the skin: that pass counts')
    same(sum(each['count'] for each in record['passes']), 6)


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
    app.wait_text('Dizzy: lie down, legs up')
    app.click('Done: end the session')
    note('nobody said that it is off: it is shown, and the alarm still comes')
    app.wait_text('The session ended with numbing cream on the skin. Wash it off now')
    (_, record), = desk.records()
    same((record['id'], record['outcome'], record['stopped_because']), (draft['id'], 'stopped', 'dizzy'))
    check(record['numbing']['applied'], record['numbing'])
    desk.advance(minutes=60)
    desk.wait_notification('Take the numbing cream off now')


@case(limit=90)
def the_new_session_after_a_stopped_one(desk):
    """In the same window: nothing of the first is left in the second."""
    write_profile(desk)
    app = desk.start()
    walk = Walk(app)
    walk.start()
    walk.about()
    walk.see('Where today?')
    walk.choose('Abdomen')
    app.click('Stop now')
    app.set_checked('I changed my mind, or was disturbed')
    app.click('End the session')
    app.click('New session')
    walk.about()
    walk.see('Where today?')
    check(not app._is_on(app.find('check box', 'Abdomen')), 'the area of the first is chosen')
    walk.areas(('Left hip',))
    walk.see('Your health today')
    check(not app._is_on(app.find('check box', 'None of these applies to me')), 'an answer of the first is there')
    first = newest(desk)
    second = wait_draft(desk, 'areas', lambda draft: draft['areas'])
    check(first['id'] != second['id'], 'both have one id')
    same(second['areas'], ['hip-left'])


main()
