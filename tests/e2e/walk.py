# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's way through a session, by what the window calls things. Also in another language: the names
go through the same translations as the window's."""

import gettext
import os
import re

from waiting import poll


class Walk:
    def __init__(self, app, language=None, before=None):
        """`before` is called with a page's name when the page is shown and before anything is done there."""
        self.app = app
        self.before = before or (lambda name: None)
        words = gettext.translation('salve', os.path.join(app.desk.build, 'po'),
                                    languages=[language] if language else ['none'], fallback=True)
        self._ = words.gettext
        self.ngettext = words.ngettext

    def press(self, text):
        return self.app.click(self._(text).replace('_', ''))

    def beginning(self, text):
        """GTK 4.8 adds a row's title to the name of what is in it."""
        return re.compile('^' + re.escape(self._(text)))

    def choose(self, text):
        return self.app.set_checked(self._(text))

    def see(self, text):
        """Waits for the page's words."""
        return self.app.wait_text(self._(text))

    def show(self, name, text):
        self.see(text)
        self.before(name)

    def start(self):
        self.press('_Start a Session')

    def check(self, areas=('Abdomen',)):
        self.about()
        self.areas(areas)
        self.clear('1-check-health', 'Your health today')
        self.clear('1-check-skin', 'The skin of the area today')
        self.clear('1-check-lately', 'What came before')
        self.verdict()

    def about(self, born='1990-02-01', skin='Burns easily, tans a little'):
        """Answers what lasts the first time, and confirms it from then on."""
        self.show('1-check-about', 'About you')
        if self.app.says(self._('You said this before. Is it still true?')):
            self.press('Still true')
            return
        self.app.set_text(self._('Day of birth'), born)
        self.choose(skin)
        self.choose('None of these applies to me')
        self.press('Go on')

    def areas(self, areas=('Abdomen',)):
        self.show('1-check-areas', 'Where today?')
        for area in areas:
            self.choose(area)
        words = self.ngettext('Go on with %u area', 'Go on with %u areas', len(areas))
        self.app.click(words.replace('%u', str(len(areas))))

    def clear(self, name, title):
        """A group of questions, of which none applies."""
        self.show(name, title)
        self.choose('None of these applies to me')
        self.press('Go on')

    def verdict(self):
        self.show('1-check-verdict', 'Nothing speaks against it today')
        self.press('Go on')

    def cleanse(self):
        self.show('2-cleanse-hands', 'Wash your hands')
        self.press('Hands are clean')
        self.show('2-cleanse-skin', 'Wash the skin')
        self.press('Skin is clean and dry')

    def put_on(self, cream, percent=4, grams=5, area=60):
        """From the question whether one wants numbing cream to its timer."""
        self.press('Yes, I want numbing cream')
        self.show('3-numb-who', 'Is it safe for you?')
        self.choose('None of these applies to me')
        self.press('Go on to the cream')
        self.see('Put the cream on like this')
        self.app.set_text(self._('Name of the cream'), cream)
        self.app.set_text(self._('Lidocaine'), str(percent))
        self.app.set_text(self._('Amount of cream'), str(grams))
        self.app.set_text(self._('Area of skin'), str(area))
        self.before('3-numb-cream')
        self.press('The cream is on: start the timer')
        self.show('3-numb-timer', 'Let it work')

    def numb(self, cream=None, wait=None):
        """With a cream: puts it on, lets `wait` pass the time, and takes it off."""
        self.show('3-numb', 'Do you want numbing cream?')
        if cream is None:
            self.press('Go on without numbing')
            return
        self.put_on(cream)
        if wait:
            wait()
        self.press('The cream is off')
        self.show('3-numb-off', 'The cream is off')
        self.press('Skin is clean and dry')

    def feel_well(self):
        """Answers the question of the strip, which may come at any step while the cream works."""
        self.see('Do you feel well?')
        self.press('I feel well')

    def soak(self):
        """Ten minutes in alcohol."""
        self.press('In the alcohol: start the timer')
        self.show('4-device-soaking', 'Wait for the alcohol')
        self.app.desk.advance(minutes=10)
        self.press('The device is dry')

    def device(self, kind='Roller', length='0.25'):
        self.see('Which device?')
        self.choose(kind)
        self.choose_length(length)
        self.before('4-device')
        self.press('Use this device')
        self.show('4-device-ready', 'Prepare the device')
        if kind == 'Pen':
            self.press('A new cartridge is in')
        else:
            self.soak()

    def choose_length(self, length):
        # The window writes the length with its language's decimal sign.
        self.app.set_checked(re.compile('^%s' % length.replace('.', '[.,٫]')), role='check box')

    def disinfect(self):
        self.show('5-treat-disinfect', 'Disinfect the skin')
        self.press('Skin is dry')

    def treat(self, most=1000):
        """Counts every pass, or `most` of each direction and then calls it enough. Returns how many."""
        counted, here = 0, 0
        place = poll('the first pass', self._place)
        self.before('5-treat')
        while place != 'end':
            enough = here >= most
            self.press('Enough here' if enough else 'Count this pass')
            last, place = place, poll('the next pass', lambda: self._place(other_than=place))
            counted += not enough
            here = here + 1 if place[:2] == last[:2] else 0
        self.before('5-treat-done')
        self.press('Go on to soothe')
        return counted

    def _place(self, other_than=None):
        """What the page of passes says: area, direction and which pass; or "end". Its labels change one
        after the other, so only what is read twice alike counts."""
        place = self._read_place(other_than)
        return place if place == self._read_place(other_than) else None

    def _read_place(self, other_than):
        at = self._('Pass %u of %u').replace('%u', r'\d+')
        names = [self.app.name(item) for item in self.app.walk() if self.app.name(item)]
        if self._('Go on to soothe') in names:
            return 'end'
        found = next((i for i, name in enumerate(names) if re.fullmatch(at, name)), None)
        place = tuple(names[found - 2:found + 1]) if found is not None else None
        return place if place != other_than else None

    def clean(self, kind='Roller'):
        self.show('6-soothe-clean', 'Clean the device')
        if kind == 'Pen':
            self.press('The cartridge is thrown away')
            return
        self.press('In the alcohol: start the timer')
        self.see('Start the time again')
        self.press('Go on')

    def soothe(self, serum='Plain hyaluronic acid gel', product=None, pain=3, redness='Barely visible', kind='Roller'):
        self.see('What goes on the skin?')
        self.choose(serum)
        if product:
            self.app.set_text(self._('Name of the product, if you like'), product)
        self.before('6-soothe')
        self.press('Go on')
        self.clean(kind)
        self.see('How was it?')
        if pain is not None:
            self.app.set_value(self.beginning('Pain, from 0 to 10'), pain, 'slider')
        if redness:
            self.choose(redness)
        self.before('6-soothe-feeling')
        self.press('Go on to aftercare')

    def aftercare(self):
        self.show('7-aftercare', 'What to wait with')
        self.press('Finish and save')
        self.see('What may I do now?')

    def whole(self, areas=('Abdomen',), cream=None, wait=None, most=1000):
        """From Today to Today. Returns how many passes were counted."""
        self.start()
        self.check(areas)
        self.cleanse()
        self.numb(cream, wait=wait)
        self.device()
        self.disinfect()
        counted = self.treat(most)
        self.soothe()
        self.aftercare()
        return counted
