#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that a power cut, a closed window or a damaged file interrupts goes on where it was."""

import os
import re

from suite import (SCREENED, case, check, instant, main, make_draft, make_record, note, poll, same, wait_draft,
                   write_draft, write_json, write_record)
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
        self.again()

    def again(self):
        self.app = self.desk.start()
        self.walk = Walk(self.app)

    def draft(self):
        return wait_draft(self.desk, 'anything', lambda draft: True)

    def die(self, minutes=0):
        """Killed, and started again so many minutes later."""
        self.app.kill()
        self.desk.advance(minutes=minutes)
        self.again()

    def cut(self, step, title, test=lambda draft: True):
        """Kills the window once the step is on the disk, and wants to see the same page again."""
        note('cut in step %d, "%s"' % (step, title))
        self.app.wait_text(title)
        before = wait_draft(self.desk, 'step %d' % step, lambda draft: len(draft['steps']) == step and test(draft))
        seen = words(self.app)
        self.die()
        self.app.wait_text(title)
        same(position(self.app), step)
        now = poll('all of the page', lambda: words(self.app))
        same(([text for text in now if text not in seen], [text for text in seen if text not in now]), ([], []),
             'what is new on the page, and what is missing')
        # Written anew, and nothing in it has changed.
        same(self.draft(), before, 'the draft')

    def cut_for(self, minutes, *texts):
        """Kills the window for so long, and wants to read these words then."""
        note('cut for %d minutes, then "%s"' % (minutes, texts[0]))
        before = self.draft()
        self.die(minutes)
        for text in texts:
            self.app.wait_text(text)
        same(self.draft(), before, 'the draft')


def words(app):
    """What the page says; the seconds of needling run on while it is looked at."""
    return [text for text in app.texts() if not re.match(r'\d+:\d\d here', text)]


def has_area(draft):
    return draft['areas'] == ['abdomen']


def part(number):
    return lambda draft: draft['steps'][-1].get('part') == number


def passes(draft):
    return sum(each['count'] for each in draft.get('passes') or [])


def answered(draft, *items):
    return set(items) <= set(draft['screening'].get('no') or [])


def cut_check(life):
    life.cut(1, 'About you')
    life.app.set_text('Day of birth', '1990-02-01')
    life.walk.choose('Burns easily, tans a little')
    life.walk.choose('None of these applies to me')
    life.cut(1, 'About you', lambda draft: draft['screening'].get('skin_type') == 2 and answered(draft, 'age', 'keloid'))
    check(life.app.says('Thursday, 1 February 1990'), life.app.texts())
    life.walk.press('Go on')
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


def cut_device(life):
    life.cut(4, 'Which device?')
    life.walk.choose('Roller')
    life.walk.choose_length('0.25')
    life.cut(4, 'Use this device', lambda draft: (draft.get('device') or {}).get('needle_mm') == 0.25)
    life.walk.press('Use this device')
    life.cut(4, 'Prepare the device', part(1))
    life.walk.press('In the alcohol: start the timer')
    life.app.wait_text('Device in the alcohol: 10 min to go')
    wait_draft(life.desk, 'a soaking', lambda draft: draft['device'].get('soak_before'))
    life.cut_for(4, 'Device in the alcohol: 6 min to go', 'Leave it in the alcohol until')
    check(not life.app.has_state(life.app.find('button', 'Wait for the alcohol'), 'sensitive'), 'it may be taken out')
    life.cut_for(6, 'The device has soaked for long enough', 'Take it out and let it dry in the air')
    life.walk.press('The device is dry')


def cut_treat(life):
    life.cut(5, 'Disinfect the skin')
    life.walk.press('Skin is dry')
    life.cut(5, 'Pass 1 of 4', part(1))
    for count in range(1, 7):
        life.desk.key('space')
    life.cut(5, 'Pass 3 of 4', lambda draft: passes(draft) == 6)
    check(life.app.says('Up and down'), life.app.texts())
    note('what was asked after Stop is gone with the window, and the passes are not')
    life.walk.press('Stop now')
    life.app.wait_text('Stopped. What happened?')
    life.cut_for(0, 'Pass 3 of 4', 'Up and down')
    for count in range(7, 17):
        life.desk.key('space')
    life.cut(5, 'All areas are treated', lambda draft: passes(draft) == 16)
    life.walk.press('Go on to soothe')


def cut_soothe(life):
    life.cut(6, 'What goes on the skin?')
    life.walk.choose('Plain hyaluronic acid gel')
    life.walk.press('Go on')
    life.cut(6, 'Clean the device', part(1))
    life.walk.press('In the alcohol: start the timer')
    wait_draft(life.desk, 'a soaking', lambda draft: draft['device'].get('soak_after'))
    life.cut_for(4, 'Device in the alcohol: 6 min to go', 'Leave it in the alcohol until')
    life.walk.press('Go on')
    life.app.wait_text('How was it?')
    wait_draft(life.desk, 'the last part', part(2))
    life.walk.choose('Barely visible')
    life.app.set_value(life.walk.beginning('Pain, from 0 to 10'), 3, 'slider')
    life.cut(6, '3 of 10', lambda draft: (draft.get('pain'), draft.get('erythema')) == (3, 1))
    life.cut_for(6, 'The device has soaked for long enough', '3 of 10')
    life.walk.press('Go on to aftercare')


@case(limit=400)
def killed_at_every_part(desk):
    life = Life(desk)
    life.walk.start()
    cut_check(life)
    life.cut(2, 'Wash your hands')
    life.walk.press('Hands are clean')
    life.cut(2, 'Wash the skin', part(1))
    life.walk.press('Skin is clean and dry')
    life.cut(3, 'Do you want numbing cream?')
    life.walk.press('Go on without numbing')
    cut_device(life)
    cut_treat(life)
    cut_soothe(life)
    life.cut(7, 'What to wait with')
    life.walk.aftercare()
    (_, record), = desk.records()
    same((record['outcome'], record['areas'], passes(record)), ('completed', ['abdomen'], 16))
    same([step['id'] for step in record['steps']],
         ['check', 'cleanse', 'numb', 'device', 'treat', 'soothe', 'aftercare'])
    same((record['pain'], record['erythema'], record['screening']['skin_type']), (3, 1, 2))


@case(limit=120)
def first_aid_comes_again(desk):
    write_draft(desk, 'treat', 1, passes=5)
    life = Life(desk)
    life.app.wait_text('Pass 2 of 4')
    life.walk.press('Blood')
    life.app.wait_text('Blood: press gauze on it')
    # The pass under way was one.
    wait_draft(desk, 'a stop', lambda draft: (draft.get('stopped_because'), passes(draft)) == ('blood', 6))
    life.die()
    life.app.wait_text('Blood: press gauze on it')
    life.walk.press('Done: show the aftercare')
    life.app.wait_text('What to wait with')
    note('whether it was read is not known')
    life.die()
    life.app.wait_text('Blood: press gauze on it')
    life.walk.press('Done: show the aftercare')
    life.walk.aftercare()
    (_, record), = desk.records()
    same((record['outcome'], record['stopped_because'], passes(record)), ('stopped', 'blood', 6))


def start_cream(life):
    life.walk.put_on('Blue cream')
    life.app.wait_text('Let it work')
    return wait_draft(life.desk, 'a cream', lambda draft: (draft.get('numbing') or {}).get('applied'))['numbing']


@case(limit=240)
def the_numbing_timer_runs_on(desk):
    write_draft(desk, 'numb')
    life = Life(desk)
    before = start_cream(life)
    same((before['product'], before['lidocaine_percent'], before['amount_g'], before['area_cm2'], before['max_minutes']),
         ('Blue cream', 4, 5, 60, 60))
    life.cut_for(10, 'Numbing cream on for 10 min. Leave it until', 'Let it work', '20 min')
    check(not life.app.says('Do you feel well?'), 'asked too early')
    life.cut_for(5, 'Numbing cream on for 15 min.', 'Do you feel well?', 'The numbing cream went on at ')
    life.walk.press('I feel well')
    wait_draft(desk, 'an answer', lambda draft: [each['minutes'] for each in draft['numbing'].get('checks', [])] == [15])
    life.cut_for(17, 'Numbing cream on for 32 min. Take it off by', 'It is working', '13 min')
    check(not life.app.says('Do you feel well?'), 'asked again')
    life.cut_for(14, 'Numbing cream on for 46 min. It is time to take it off.', '14 min')
    life.cut_for(9, 'Numbing cream on for 55 min. Take it off now, by', 'Take the cream off now', '5 min')
    life.cut_for(5, 'It has been on for 60 min, which is too long.', 'Remove now',
                 'The numbing cream went on at ')
    note('the clock goes on while the window is open')
    desk.advance(minutes=2)
    life.app.wait_text('It has been on for 62 min, which is too long.')
    life.walk.press('I feel well')
    wait_draft(desk, 'both answers', lambda draft: [each['minutes'] for each in draft['numbing']['checks']] == [15, 60])
    life.walk.press('The cream is off')
    life.app.wait_text('Numbing cream washed off 0 min ago. Begin within 30 min.')
    wait_draft(desk, 'no cream', lambda draft: draft['numbing'].get('removed'))
    life.cut_for(10, 'Numbing cream washed off 10 min ago. Begin within 20 min.', 'The cream is off', '20 min')
    life.walk.press('Skin is clean and dry')
    life.app.wait_text('Which device?')
    wait_draft(desk, 'step 4', lambda draft: len(draft['steps']) == 4)
    life.cut_for(15, 'Numbing cream washed off 25 min ago. Begin within 5 min.', 'Which device?')
    life.cut_for(5, 'Numbing cream washed off more than 30 min ago.', 'Which device?')
    same(position(life.app), 4)


@case(limit=180)
def every_timer_from_a_draft(desk):
    """Written when nothing ran, and each minute is told as it is."""
    now = desk.now()
    cream = {'product': 'Blue cream', 'lidocaine_percent': 4, 'amount_g': 5, 'area_cm2': 60, 'max_minutes': 60}
    well = [{'minutes': 15, 'at': instant(now - 60 * 60)}]
    soaking = {'kind': 'roller', 'needle_mm': 0.25, 'soak_before': instant(now - 3 * 60 - 10)}
    for step, number, more, texts in (
            ('numb', 0, {'numbing': {**cream, 'applied': instant(now - 54 * 60), 'checks': well}},
             ['Numbing cream on for 54 min.', '6 min']),
            ('numb', 0, {'numbing': {**cream, 'max_minutes': 30, 'applied': instant(now - 31 * 60), 'checks': well}},
             ['It has been on for 31 min, which is too long.', 'Remove now']),
            ('numb', 0, {'numbing': {**cream, 'applied': instant(now - 21 * 60)}},
             ['Do you feel well?', 'The numbing cream went on at ']),
            ('device', 1, {'device': soaking}, ['Device in the alcohol: 7 min to go', 'Leave it in the alcohol until']),
            ('treat', 0, {'numbing': {**cream, 'applied': instant(now - 70 * 60), 'removed': instant(now - 29 * 60),
                                      'checks': well + [{'minutes': 60, 'at': instant(now)}]}},
             ['Numbing cream washed off 29 min ago. Begin within 1 min.', 'Disinfect the skin'])):
        write_draft(desk, step, number, **more)
        app = desk.start()
        for text in texts:
            app.wait_text(text)
        app.kill()


def tampered(desk, step, number=0, **more):
    draft = make_draft(desk.now(), step, number)
    draft.update(more)
    return draft


def without(desk, *items, step='treat', yes=()):
    return tampered(desk, step, screening={
        'skin_type': 2, 'no': [each for each in SCREENED if each not in items], 'yes': list(yes)})


@case(limit=200)
def a_tampered_draft_skips_nothing(desk):
    """What it says of itself is not believed further than what it shows."""
    whole = make_draft(desk.now(), 'treat')
    no_cleanse = [each for each in whole['steps'] if each['id'] != 'cleanse']
    for what, draft, place in (
            ('an answer of the health is gone', without(desk, 'fever'), 'Your health today'),
            ('an answer of the skin is gone', without(desk, 'infection', step='soothe'), 'The skin of the area today'),
            ('an answer of what came before is gone', without(desk, 'peel', step='device'), 'What came before'),
            ('an answer that lasts is gone', without(desk, 'keloid'), 'About you'),
            ('an older version knew no questions', tampered(desk, 'treat', screening=None), 'About you'),
            ('what rules it out', without(desk, 'pregnancy', yes=[{'item': 'pregnancy'}]), 'Not at home'),
            ('a day that is too near', without(desk, 'peel', yes=[{'item': 'peel', 'since': instant(desk.now())[:10]}]),
             'Possible from'),
            ('no area', tampered(desk, 'treat', areas=[]), 'Where today?'),
            ('a step left out', tampered(desk, 'treat', steps=no_cleanse), 'Wash your hands'),
            ('needles for a clinic', tampered(desk, 'treat', device={'kind': 'roller', 'needle_mm': 1.5}), 'Which device?'),
            ('never disinfected', tampered(desk, 'device', 1, device={'kind': 'roller', 'needle_mm': 0.25}),
             'In the alcohol: start the timer'),
            ('a part that is none', tampered(desk, 'cleanse', 77), 'Wash the skin')):
        note(what)
        if draft.get('screening') is None:
            del draft['screening']
        draft['passes'] = []
        write_json(draft_path(desk), draft)
        app = desk.start()
        poll('"%s"' % place, lambda: app.says(place) or app.has('button', place))
        app.kill()


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
    app.wait_text('About you')
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
    app.wait_text('About you')
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
