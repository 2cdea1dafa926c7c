#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A full disk, a folder that cannot be written, a notifier that cannot be started: nothing is lost, and it is said."""

import errno
import json
import os
import re
import subprocess
import time

from suite import (case, check, main, make_record, note, poll, same, wait_draft, write_draft, write_profile,
                   write_record)
from harness import NOTIFIER_ID
from walk import Walk

REASONS = (
    (errno.ENOSPC, 'the disk is full'),
    (errno.EIO, 'the disk reports a fault'),
    (errno.EROFS, 'the disk can only be read'),
    (errno.EACCES, 'its folder may not be changed'),
)
TROUBLE = 'The session could not be saved'
KEPT = 'Nothing is lost: the session is kept here and as a draft.'
# A name that no folder above the desk's has.
RECORDS = 'salve/sessions'
FOLDER = RECORDS + '$'
STATE = 'state/salve'


class Faults:
    """Calls of the window that fail, as faults.c reads them."""

    def __init__(self, desk):
        self.path = os.path.join(desk.root, 'faults')
        module = os.environ.get('SALVE_TEST_FAULTS', os.path.join(desk.build, 'tests/e2e/faults.so'))
        # The sanitizers want to come first, and check that; here they need not.
        options = ':'.join(filter(None, (os.environ.get('ASAN_OPTIONS'), 'verify_asan_link_order=0')))
        self.env = {'LD_PRELOAD': module, 'SALVE_FAULTS': self.path, 'ASAN_OPTIONS': options}
        check(os.path.exists(module), 'there is no ' + module)
        self.set()

    def set(self, *faults):
        with open(self.path + '.new', 'w') as file:
            file.writelines('%s %s %d\n' % fault for fault in faults)
        os.replace(self.path + '.new', self.path)


def mount(path, *options):
    os.makedirs(path, mode=0o700, exist_ok=True)
    subprocess.run(['mount', '-t', 'tmpfs', '-o', ','.join(options), 'none', path], check=True)


def fill(path):
    """Until nothing more goes in."""
    with open(path, 'wb', buffering=0) as file:
        try:
            while True:
                file.write(b'x' * 512)
        except OSError as error:
            same(error.errno, errno.ENOSPC)


def start_at_the_end(desk, **options):
    draft = write_draft(desk, 'aftercare')
    app = desk.start(**options)
    app.wait_text('What to wait with')
    return app, draft


def check_kept(desk, draft):
    kept = wait_draft(desk, 'anything', lambda each: True)
    same((kept['id'], kept['areas'], kept['passes']), (draft['id'], draft['areas'], draft['passes']))
    same(desk.records(), [])
    same([name for name in os.listdir(desk.sessions) if name.endswith('.json')] if os.path.isdir(desk.sessions) else [],
         [])


def check_saved(desk, draft):
    (_, record), = desk.records()
    same((record['id'], record['outcome']), (draft['id'], 'completed'))
    check(record['aftercare'], 'the record has no aftercare')
    poll('the draft to go', lambda: not os.path.exists(os.path.join(desk.state, 'draft.json')))


def fail_to_finish(app, reason):
    app.click('Finish and save')
    app.wait_text(TROUBLE)
    for words in (reason, KEPT):
        check(app.says(words), '%r is not in %r' % (words, app.texts()))


@case(mounts=True)
def the_disk_is_full(desk):
    mount(desk.env['XDG_DATA_HOME'], 'size=64k', 'mode=700')
    os.makedirs(desk.sessions, mode=0o700)
    filler = os.path.join(desk.env['XDG_DATA_HOME'], 'filler')
    fill(filler)
    app, draft = start_at_the_end(desk)
    fail_to_finish(app, 'the disk is full')
    check_kept(desk, draft)
    note('and still is')
    app.click('Try again')
    app.wait_text(TROUBLE)
    check_kept(desk, draft)
    note('a power cut on top')
    app.kill()
    app = desk.start()
    app.wait_text('What to wait with')
    fail_to_finish(app, 'the disk is full')
    os.unlink(filler)
    app.click('Try again')
    app.wait_text('What may I do now?')
    check_saved(desk, draft)
    same(app.quit(), 0)


@case(mounts=True)
def the_folder_can_only_be_read(desk):
    data = desk.env['XDG_DATA_HOME']
    mount(data, 'mode=700')
    write_record(desk, make_record(desk.now() - 20 * 86400))
    subprocess.run(['mount', '-o', 'remount,ro', data], check=True)
    draft = write_draft(desk, 'aftercare')
    app = desk.start()
    app.wait_text('What to wait with')
    fail_to_finish(app, 'the disk can only be read')
    same(len(desk.records()), 1)
    subprocess.run(['mount', '-o', 'remount,rw', data], check=True)
    app.click('Try again')
    app.wait_text('What may I do now?')
    same(sorted(record['id'] == draft['id'] for _, record in desk.records()), [False, True])
    same(app.quit(), 0)


@case(limit=240)
def each_way_in_which_saving_fails(desk):
    faults = Faults(desk)
    app, draft = start_at_the_end(desk, env=faults.env)
    ways = [((name, part, code), reason) for name, part in (
        ('open', RECORDS), ('write', RECORDS), ('fsync', RECORDS), ('fsync', FOLDER), ('rename', RECORDS))
        for code, reason in REASONS]
    for number, (fault, reason) in enumerate(ways):
        note(' '.join(map(str, fault)))
        faults.set(fault)
        if number == 0:
            fail_to_finish(app, reason)
        else:
            app.click('Try again')
            app.wait_text(reason)
            app.wait_text(TROUBLE)
        check(app.says(KEPT), app.texts())
        check_kept(desk, draft)
        left = os.listdir(desk.sessions) if os.path.isdir(desk.sessions) else []
        same(left, [], 'what is left in the folder')
    faults.set()
    app.click('Try again')
    app.wait_text('What may I do now?')
    check_saved(desk, draft)
    same(app.quit(), 0)


@case()
def saved_is_said_after_the_folder_is_synced(desk):
    faults = Faults(desk)
    app, draft = start_at_the_end(desk, env=faults.env)
    faults.set(('fsync', FOLDER, -4000))
    app.click('Finish and save')
    poll('the record', lambda: os.path.isdir(desk.sessions) and os.listdir(desk.sessions))
    end = time.monotonic() + 3
    while time.monotonic() < end:
        check(not app.says('What may I do now?') and not app.says(TROUBLE), app.texts())
        check(os.path.exists(os.path.join(desk.state, 'draft.json')), 'the draft went before the record was safe')
        time.sleep(0.2)
    faults.set()
    app.wait_text('What may I do now?')
    check_saved(desk, draft)
    same(app.quit(), 0)


@case()
def saved_elsewhere(desk):
    faults = Faults(desk)
    app, draft = start_at_the_end(desk, env=faults.env)
    faults.set(('open', RECORDS, errno.EACCES))
    fail_to_finish(app, 'its folder may not be changed')
    note('first thought better of it')
    app.click('Save elsewhere…')
    app.find('button', 'Cancel')
    desk.key('Escape')
    app.wait_gone('button', 'Cancel')
    app.wait_text(TROUBLE)
    check_kept(desk, draft)
    app.click('Save elsewhere…')
    app.find('button', 'Cancel')
    place = os.path.join(desk.env['HOME'], 'saved.json')
    desk.key('ctrl+a')
    desk.type(place)
    desk.key('Return')
    poll('the file', lambda: os.path.exists(place))
    app.find('button', 'New session')
    with open(place, encoding='utf-8') as file:
        record = json.load(file)
    same((record['id'], record['outcome']), (draft['id'], 'completed'))
    same(oct(os.stat(place).st_mode & 0o777), oct(0o600))
    same(app.quit(), 0)


@case()
def the_draft_cannot_be_written(desk):
    faults = Faults(desk)
    write_draft(desk, 'treat', 1, passes=3)
    app = desk.start(env=faults.env)
    app.wait_text('Pass 4 of 4')
    faults.set(('write', STATE, errno.ENOSPC))
    desk.key('space')
    app.wait_text('The session under way cannot be kept on disk')
    check(app.says('the disk is full'), app.texts())
    app.wait_text('Up and down')
    note('it does not close')
    app.close()
    app.wait_text('do not close Salve')
    check(app.running(), 'it closed')
    faults.set()
    desk.key('space')
    wait_draft(desk, '5 passes', lambda draft: sum(each['count'] for each in draft['passes']) == 5)
    same(app.quit(), 0)


@case()
def no_draft_from_the_first_step_on(desk):
    faults = Faults(desk)
    faults.set(('mkdir', STATE, errno.EROFS), ('open', STATE, errno.EROFS))
    write_profile(desk)
    app = desk.start(env=faults.env)
    app.click('New session')
    Walk(app).about()
    app.wait_text('Where today?')
    app.wait_text('The session under way cannot be kept on disk')
    app.set_checked('Abdomen')
    app.click('Stop now')
    app.set_checked('I changed my mind, or was disturbed')
    app.click('End the session')
    app.find('button', 'New session')
    (_, record), = desk.records()
    same(record['stopped_because'], 'mind')


@case()
def the_folder_cannot_be_listed(desk):
    faults = Faults(desk)
    write_record(desk, make_record(desk.now() - 3600))
    faults.set(('opendir', RECORDS, errno.EACCES))
    app = desk.start(env=faults.env)
    poll('a word about it', lambda: any(re.search('[Pp]ermission|could not be|cannot be', text)
                                        for text in app.texts()))
    check(app.running(), 'it ended')
    same(app.quit(), 0)


@case(limit=240)
def what_cannot_be_removed_stays(desk):
    faults = Faults(desk)
    path = write_record(desk, make_record(desk.now() - 20 * 86400))
    app = desk.start(env=faults.env)
    desk.key('alt+2')
    for fault in [('rename', RECORDS, code) for code, _ in REASONS] + [('fsync', FOLDER, errno.EIO)]:
        note(' '.join(map(str, fault)))
        app.click_at(app.find('list item', re.compile('completed')))
        faults.set(fault)
        app.click('Remove This Session')
        app.wait_text('The session could not be removed. Nothing was changed.')
        check(app.says('(“%s' % os.path.basename(path)) or app.says('(The folder'), app.texts())
        check(os.path.exists(path), 'it was removed')
        faults.set()
        app.click('Close this message')
        app.wait_gone(None, re.compile('could not be removed'))
        app.find('list item', re.compile('completed'))


@case(limit=240)
def what_cannot_be_brought_back_is_in_the_trash(desk):
    faults = Faults(desk)
    path = write_record(desk, make_record(desk.now() - 20 * 86400))
    with open(path, encoding='utf-8') as file:
        text = file.read()
    trash = os.path.join(desk.data, 'trash', os.path.basename(path))
    app = desk.start(env=faults.env)
    desk.key('alt+2')
    for fault in [('rename', 'salve/trash', code) for code, _ in REASONS] + [('fsync', FOLDER, errno.EIO)]:
        note(' '.join(map(str, fault)))
        app.click_at(app.find('list item', re.compile('completed')))
        app.click('Remove This Session')
        app.find('button', 'Undo')
        faults.set(fault)
        app.click('Undo')
        app.wait_text('The session could not be brought back. It is not lost')
        check(not os.path.exists(path), 'it is back')
        with open(trash, encoding='utf-8') as file:
            same(file.read(), text, 'in the trash')
        faults.set()
        note('by hand, as it says')
        os.rename(trash, path)
        app.click('Close this message')
        app.find('list item', re.compile('completed'))


@case(limit=300, reminders={'quiet_from': '00:00', 'quiet_until': '00:00'})
def an_answer_that_cannot_be_kept_is_asked_again(desk):
    faults = Faults(desk)
    path = write_record(desk, make_record(desk.now() - 25 * 3600))
    with open(path, encoding='utf-8') as file:
        text = file.read()
    app = desk.start(env=faults.env)
    app.wait_text('How does the skin look?')
    for call, part in (('open', RECORDS), ('write', RECORDS), ('fsync', RECORDS), ('rename', RECORDS)):
        for code, reason in REASONS:
            note('%s %s %d' % (call, part, code))
            faults.set((call, part, code))
            app.click('As expected')
            poll('the reason', lambda: any('Your answer is not saved.' in each and reason in each for each in app.texts()))
            with open(path, encoding='utf-8') as file:
                same(file.read(), text, 'the record')
            same(os.listdir(desk.sessions), [os.path.basename(path)], 'what is in the folder')
            faults.set()
            app.find('button', 'As expected')
    note('what looks wrong leads to the signs all the same')
    faults.set(('rename', RECORDS, errno.EIO))
    app.click('Something looks wrong')
    app.wait_text('What do you see or feel?')
    faults.set()
    desk.key('Escape')
    app.click('As expected')
    poll('the answer', lambda: [each['looks'] for each in desk.records()[0][1].get('check_ins', [])] == ['expected'])
    poll('the question to go', lambda: not app.says('How does the skin look?'))
    same(app.quit(), 0)


@case()
def the_notifier_cannot_be_started(desk):
    service = os.path.join(desk.root, 'services', NOTIFIER_ID + '.service')
    check(os.path.exists(service), service)
    with open(service, 'w') as file:
        file.write('[D-BUS Service]\nName=%s\nExec=/nonexistent/salve-notifier\n' % NOTIFIER_ID)
    desk.call_bus('ReloadConfig')
    app, draft = start_at_the_end(desk)
    app.click('Finish and save')
    app.wait_text('What may I do now?')
    app.wait_text('Salve cannot notify you while it is closed')
    check_saved(desk, draft)
    app.find('button', re.compile('^Sun: wait 2 days'))
    same(app.quit(), 0)


main()
