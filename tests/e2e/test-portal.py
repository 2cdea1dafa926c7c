#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""In a sandbox: what the desktop is asked when, what follows from its answer, and what it says of us."""

import os
import re
import shutil
import stat
import subprocess
import time

from suite import Skip, case, check, main, make_record, note, poll, same, write_draft, write_record
from harness import APP_ID, NOTIFIER_ID
import portal

HOUR = 3600
TODAY = 'What may I do now?'
UNASKED = 'Salve may not run in the background yet'
REFUSED = 'Salve can tell you only while its window is open'


def need_sandbox():
    if shutil.which('bwrap') is None:
        raise Skip('there is no bwrap')
    done = subprocess.run(['bwrap', '--ro-bind', '/', '/', 'true'], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Skip('no sandbox can be made here: ' + done.stderr.strip())


def finish(desk):
    """The last page of a session, and its button."""
    write_draft(desk, 'aftercare')
    app = desk.start()
    app.wait_text('What to wait with')
    app.click('Finish and save')
    app.wait_text(TODAY)
    return app


def log_visit(desk, app):
    app.click('Log a Clinic Visit')
    app.wait_text('What was done?')
    app.set_text('Day', time.strftime('%Y-%m-%d', time.localtime(desk.now() - 24 * HOUR)))
    app.set_text('Time of day', '12:30')
    app.set_text('Needle length', '1.5')
    app.set_checked('Abdomen')
    app.click('Go on')
    app.wait_text('What did the clinic say?')


def check_request(request):
    """What the portal needs to set up the login, and to keep what was set up."""
    parent, options = request
    same(options['autostart'], True)
    same(options['dbus-activatable'], False)
    same(options['commandline'], ['salve-notifier'])
    check(parent.startswith('x11:'), 'the question has no window: %r' % parent)
    check(0 < len(options['reason']) <= 256, options['reason'])


@case(limit=120, sandbox=True)
def the_click_on_finish_asks(desk):
    need_sandbox()
    fake = portal.Portal(desk, 'grant')
    write_draft(desk, 'aftercare')
    app = desk.start()
    app.wait_text('What to wait with')
    note('what comes is said before')
    app.wait_text('Your desktop may ask whether Salve may run in the background')
    same(fake.requests, [])
    app.click('Finish and save')
    app.wait_text(TODAY)
    poll('the question', lambda: fake.requests)
    check_request(fake.requests[0])
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    check(not app.says(UNASKED) and not app.says(REFUSED), app.texts())
    same(len(desk.records()), 1)
    note('the calendar is there for everybody, by the menu')
    desk.key('F10')
    desk.key('e')
    poll('the dialog of the desktop', lambda: fake.files)
    same(fake.files, [('Save the ends to a calendar', 'salve.ics')])
    note('thought better of')
    time.sleep(1)
    check(not app.says('The ends are not saved'), app.texts())


@case(limit=180, sandbox=True)
def a_refusal_is_shown_and_leads_to_the_calendar(desk):
    need_sandbox()
    fake = portal.Portal(desk, 'refuse')
    app = finish(desk)
    app.wait_text(REFUSED)
    app.wait_text('Your desktop does not let Salve run in the background.')
    same(len(fake.requests), 1)
    note('the ends as a file, through the desktop’s own dialog')
    fake.choose = desk._path('ends.ics')
    app.click(re.compile('Save to Your Calendar'))
    app.wait_text('Open the file with your calendar.')
    same(fake.files, [('Save the ends to a calendar', 'salve.ics')])
    same(stat.S_IMODE(os.stat(fake.choose).st_mode), 0o600)
    with open(fake.choose, encoding='utf-8', newline='') as file:
        text = file.read()
    check(text.startswith('BEGIN:VCALENDAR\r\n') and text.count('BEGIN:VALARM') == text.count('BEGIN:VEVENT') > 2, text)
    note('a place that cannot be written to')
    fake.choose = desk._path('nowhere', 'ends.ics')
    app.click(re.compile('Save to Your Calendar'))
    app.wait_text('The ends are not saved for the calendar')
    note('asked again by a click')
    fake.how = 'grant'
    app.click(re.compile('Ask Again'))
    poll('the second question', lambda: len(fake.requests) == 2)
    check_request(fake.requests[1])
    poll('the note to go', lambda: not app.says(REFUSED))


@case(limit=180, sandbox=True)
def nothing_is_asked_without_the_focus(desk):
    need_sandbox()
    import Xlib.X
    import Xlib.display
    fake = portal.Portal(desk, 'grant')
    app = desk.start()
    log_visit(desk, app)
    note('another window comes')
    display = Xlib.display.Display(desk.env['DISPLAY'])
    other = display.screen().root.create_window(0, 0, 200, 200, 0, Xlib.X.CopyFromParent)
    other.set_wm_name('Other')
    other.map()
    display.sync()
    poll('the other window', lambda: desk.xdotool('search', '--onlyvisible', '--name', '^Other$'))
    desk.xdotool('windowactivate', '--sync', desk.xdotool('search', '--name', '^Other$').split()[0])
    app.click('Save the visit')
    app.wait_text(UNASKED)
    time.sleep(1)
    same(fake.requests, [])
    note('asked by a click, with the focus')
    desk.xdotool('windowactivate', '--sync', app.window_id())
    other.destroy()
    display.sync()
    app.click(re.compile('Ask Now'))
    poll('the question', lambda: len(fake.requests) == 1)
    check_request(fake.requests[0])
    poll('the note to go', lambda: not app.says(UNASKED))


@case(limit=120, sandbox=True)
def without_a_portal(desk):
    need_sandbox()
    app = finish(desk)
    app.wait_text(REFUSED)
    app.wait_text('Your desktop could not say whether Salve may run in the background')
    app.find('button', re.compile('Ask Again'))
    app.find('button', re.compile('Save to Your Calendar'))


@case(limit=120)
def outside_a_sandbox_nobody_is_asked(desk):
    fake = portal.Portal(desk, 'refuse')
    app = finish(desk)
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    time.sleep(1)
    same((fake.requests, fake.statuses), ([], []))
    check(not app.says(REFUSED) and not app.says(UNASKED), app.texts())
    same(app.quit(), 0)


@case(limit=120, sandbox=True)
def an_old_portal_is_told_no_status(desk):
    need_sandbox()
    fake = portal.Portal(desk, version=1)
    write_record(desk, make_record(desk.now() - 24 * HOUR))
    desk.start_notifier()
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    time.sleep(1)
    same(fake.statuses, [])


@case(limit=120, sandbox=True)
def the_status_follows_the_ends(desk):
    need_sandbox()
    fake = portal.Portal(desk)
    write_record(desk, make_record(desk.now() - 24 * HOUR))
    desk.start_notifier()
    poll('a status', lambda: len(fake.statuses) == 1)
    desk.advance(hours=25)
    desk.wait_notification('Sun and Sweat')
    poll('the next', lambda: len(fake.statuses) == 2)
    desk.advance(hours=25)
    desk.wait_notification('Harsh products')
    poll('nothing any more', lambda: len(fake.statuses) == 3)
    check(all(re.fullmatch(r'Next end: \w+day, \d\d:\d\d', words) for words in fake.statuses[:2]), fake.statuses)
    check(fake.statuses[0] != fake.statuses[1], fake.statuses)
    same(fake.statuses[2], None)


@case(limit=120, sandbox=True)
def the_real_portal(desk):
    """xdg-desktop-portal takes the sandbox for a Flatpak, and us for the application in it."""
    need_sandbox()
    if not (portal.find(portal.REAL) and portal.find(portal.STORE)):
        raise Skip('there is no xdg-desktop-portal')
    backend = portal.real(desk)
    app = finish(desk)
    note('the login starts the notifier, and no window')
    poll('the entry', lambda: backend.autostarts)
    same(backend.autostarts[0][:3], (APP_ID, True, ['flatpak', 'run', '--command=salve-notifier', APP_ID]))
    same(backend.autostarts[0][3], 0, 'D-Bus activation')
    check(not app.says(REFUSED) and not app.says(UNASKED), app.texts())
    app.close()
    app.wait_end()
    note('the desktop’s list says when, also where it had given the words to the window')
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))

    def listed():
        # It looks when a window has come or gone, and believes it the second time.
        backend.tell_of_window(False)
        time.sleep(0.3)
        return re.match(r'Next end: \w+', portal.in_background(desk).get(APP_ID) or '')
    poll('the list', listed, 40)


@case(limit=120, sandbox=True)
def the_real_portal_says_no(desk):
    need_sandbox()
    if not (portal.find(portal.REAL) and portal.find(portal.STORE)):
        raise Skip('there is no xdg-desktop-portal')
    backend = portal.real(desk)
    portal.permit(desk, 'no')
    app = finish(desk)
    app.wait_text(REFUSED)
    check(all(not each[1] for each in backend.autostarts), backend.autostarts)
    note('changed in the desktop’s settings')
    portal.permit(desk, 'yes')
    app.click(re.compile('Ask Again'))
    poll('the note to go', lambda: not app.says(REFUSED))
    poll('the entry', lambda: backend.autostarts and backend.autostarts[-1][1])


main()
