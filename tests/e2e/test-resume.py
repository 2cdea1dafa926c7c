#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that a power cut, a closed window or a damaged file interrupts goes on where it was."""

import os
import re

from suite import (case, check, main, make_record, note, poll, same, wait_draft, write_draft, write_json,
                   write_record)
from walk import Walk

POSITION = re.compile(r'^Step (\d) of 7$')


def draft_path(desk):
    return os.path.join(desk.state, 'draft.json')


def position(app):
    """What the window says of where it is."""
    return next((int(POSITION.match(text)[1]) for text in app.texts() if POSITION.match(text)), None)


class Life:
    """A walk that is cut off at every page, and goes on in a window started anew."""

    def __init__(self, desk):
        self.desk = desk
        self.app = desk.start()
        self.walk = Walk(self.app)

    def again(self):
        self.app = self.desk.start()
        self.walk = Walk(self.app)

    def draft(self):
        return wait_draft(self.desk, 'anything', lambda draft: True)

    def cut(self, step, title, test=lambda draft: True):
        """Kills the window once the step is on the disk, and wants to see the same page again."""
        note('cut in step %d, "%s"' % (step, title))
        self.app.wait_text(title)
        wait_draft(self.desk, 'step %d' % step, lambda draft: len(draft['steps']) == step and test(draft))
        before = self.draft()
        seen = self.app.texts()
        self.app.kill()
        self.again()
        self.app.wait_text(title)
        same(position(self.app), step)
        now = self.app.texts()
        same(([text for text in now if text not in seen], [text for text in seen if text not in now]), ([], []),
             'what is new on the page, and what is missing')
        # Written anew, and nothing in it has changed.
        same(self.draft(), before, 'the draft')


def has_area(draft):
    return draft['areas'] == ['abdomen']


def part(number):
    return lambda draft: draft['steps'][-1].get('part') == number


def passes(draft):
    return sum(each['count'] for each in draft.get('passes') or [])


@case(limit=170)
def killed_at_every_step(desk):
    life = Life(desk)
    life.walk.start()
    life.cut(1, 'About you')
    life.walk.about()
    life.cut(1, 'Where today?', part(1))
    life.walk.choose('Abdomen')
    life.cut(1, 'Go on with 1 area', has_area)
    life.walk.press('Go on with 1 area')
    life.cut(1, 'Your health today', part(2))
    life.walk.choose('Fever or an illness lately')
    life.app.set_text('Gone since', '2020-01-01')
    life.cut(1, 'Long enough ago.', lambda draft: draft['screening']['yes'] == [{'item': 'fever', 'since': '2020-01-01'}])
    life.walk.choose('None of the others applies')
    life.walk.press('Go on')
    life.cut(1, 'The skin of the area today', part(3))
    life.walk.choose('None of these applies to me')
    life.walk.press('Go on')
    life.cut(1, 'What came before', part(4))
    life.walk.choose('None of these applies to me')
    life.walk.press('Go on')
    life.cut(1, 'Nothing speaks against it today', part(5))
    life.walk.press('Go on')
    life.cut(2, 'Wash your hands')
    life.walk.press('Hands are clean')
    life.cut(2, 'Wash the skin', part(1))
    life.walk.press('Skin is clean and dry')
    life.cut(3, 'Do you want numbing cream?')
    life.walk.press('Go on without numbing')
    life.cut(4, 'Which device?')
    life.walk.choose('Roller')
    life.walk.choose_length('0.25')
    life.cut(4, 'Use this device', lambda draft: (draft.get('device') or {}).get('needle_mm') == 0.25)
    life.walk.press('Use this device')
    life.cut(4, 'Prepare the device', part(1))
    life.walk.press('In the alcohol: start the timer')
    life.cut(4, 'Device in the alcohol: 10 min to go', lambda draft: draft['device'].get('soak_before'))
    desk.advance(minutes=10)
    life.cut(4, 'The device is dry')
    life.walk.press('The device is dry')
    life.cut(5, 'Disinfect the skin')
    life.walk.press('Skin is dry')
    life.cut(5, 'Pass 1 of 4', part(1))
    for count in range(1, 7):
        desk.key('space')
    life.cut(5, 'Pass 3 of 4', lambda draft: passes(draft) == 6)
    check(life.app.says('Up and down'), life.app.texts())
    for count in range(7, 17):
        desk.key('space')
    life.cut(5, 'All areas are treated', lambda draft: passes(draft) == 16)
    life.walk.press('Go on to soothe')
    life.cut(6, 'What goes on the skin?')
    life.walk.choose('Plain hyaluronic acid gel')
    life.walk.press('Go on')
    life.cut(6, 'Clean the device', part(1))
    life.walk.press('In the alcohol: start the timer')
    life.cut(6, 'Start the time again', lambda draft: draft['device'].get('soak_after'))
    life.walk.press('Go on')
    life.cut(6, 'How was it?', part(2))
    life.walk.press('Go on to aftercare')
    life.cut(7, 'What to wait with')
    life.walk.aftercare()
    (_, record), = desk.records()
    same((record['outcome'], record['areas'], passes(record)), ('completed', ['abdomen'], 16))
    same([step['id'] for step in record['steps']],
         ['check', 'cleanse', 'numb', 'device', 'treat', 'soothe', 'aftercare'])


@case()
def the_numbing_timer_runs_on(desk):
    life = Life(desk)
    write_draft(desk, 'numb')
    life.app.quit()
    life.again()
    life.walk.put_on('Blue cream')
    before = wait_draft(desk, 'a cream', lambda draft: (draft.get('numbing') or {}).get('applied'))
    life.app.kill()
    desk.advance(minutes=10)
    life.again()
    life.app.wait_text('Let it work')
    life.app.wait_text('Numbing cream on for 10 min.')
    same(life.draft()['numbing'], before['numbing'])
    note('the clock goes on while the window is open')
    desk.advance(minutes=22)
    life.app.wait_text('Numbing cream on for 32 min.')
    life.app.wait_text('It is working')
    life.walk.press('The cream is off')
    life.app.wait_text('Numbing cream washed off 0 min ago.')
    wait_draft(desk, 'no cream', lambda draft: draft['numbing'].get('removed'))
    life.walk.press('Skin is clean and dry')
    life.app.wait_text('Which device?')
    wait_draft(desk, 'step 4', lambda draft: len(draft['steps']) == 4)
    life.app.kill()
    desk.advance(minutes=10)
    life.again()
    life.app.wait_text('Which device?')
    life.app.wait_text('Numbing cream washed off 10 min ago. Begin within 20 min.')


@case()
def closed_instead_of_killed(desk):
    write_draft(desk, 'treat', 1, passes=5)
    app = desk.start()
    app.wait_text('Pass 2 of 4')
    desk.key('space')
    app.wait_text('Pass 3 of 4')
    same(app.quit(), 0)
    same(passes(wait_draft(desk, 'anything', lambda draft: True)), 6)
    app = desk.start()
    app.wait_text('Pass 3 of 4')
    note('Escape asks why; the question is asked again, or the session goes on')
    desk.key('Escape')
    app.wait_text('Stopped. What happened?')
    same(app.quit(), 0)
    app = desk.start()
    app.wait_text('Pass 3 of 4')
    same(len(desk.records()), 0)


@case()
def a_damaged_draft_is_set_aside(desk):
    for name, content in (('cut off', b'{"format": 1, "id": "abc", "sta'), ('not UTF-8', b'{"format": "\xe4"}'),
                          ('empty', b''), ('of another shape', b'[1, 2]')):
        note(name)
        os.makedirs(desk.state, mode=0o700, exist_ok=True)
        with open(draft_path(desk), 'wb') as file:
            file.write(content)
        before = set(os.listdir(desk.state))
        app = desk.start()
        app.wait_text('The session that was under way cannot be read')
        app.find('button', 'Start a Session')
        same(app.quit(), 0)
        new, = [name for name in set(os.listdir(desk.state)) - before if name.endswith('.unreadable.json')]
        with open(os.path.join(desk.state, new), 'rb') as file:
            same(file.read(), content)
        check(not os.path.exists(draft_path(desk)), 'the damaged draft is still in the way')
    app = desk.start()
    app.find('button', 'Start a Session')
    check(not app.says('cannot be read'), app.texts())


@case()
def what_is_no_plain_file_is_set_aside(desk):
    os.makedirs(desk.state, mode=0o700)
    os.mkfifo(draft_path(desk))
    app = desk.start()
    app.wait_text('The session that was under way cannot be read')
    app.click('New session')
    app.wait_text('Where today?')
    wait_draft(desk, 'a step', lambda draft: draft['steps'])


@case()
def a_draft_that_was_saved_is_dropped(desk):
    record = make_record(desk.now() - 3600)
    path = write_record(desk, record)
    with open(path, 'rb') as file:
        content = file.read()
    draft = {name: value for name, value in record.items() if name not in ('ended', 'outcome')}
    write_json(draft_path(desk), draft)
    app = desk.start()
    app.wait_text('What may I do now?')
    poll('the draft to go', lambda: not os.path.exists(draft_path(desk)))
    with open(path, 'rb') as file:
        same(file.read(), content, 'the record')


@case()
def a_stale_draft_is_not_believed(desk):
    write_draft(desk, 'treat')
    desk.advance(hours=5)
    app = desk.start()
    app.wait_text('Where today?')
    same(app.quit(), 0)
    os.unlink(draft_path(desk))
    note('where needles touched the skin, the aftercare is left')
    write_draft(desk, 'treat', 1, passes=3)
    desk.advance(hours=5)
    app = desk.start()
    app.wait_text('What to wait with')
    app.click('Finish and save')
    app.wait_text('What may I do now?')
    (_, record), = desk.records()
    same((record['outcome'], record['stopped_because'], passes(record)), ('stopped', 'interrupted', 3))


main()
