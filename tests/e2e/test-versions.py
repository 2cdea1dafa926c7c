#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two versions of a session, as programs that keep folders in step leave them: counted once, shown, merged, undone."""

import copy
import json
import os
import re

from suite import case, check, instant, main, make_record, note, poll, same, write_json, write_profile, write_record

DAY = 86400
COPIES = ('.sync-conflict-20261122-123047-D2S35UE', ' (conflicted copy 2026-11-22 123047)',
          ' (conflicted copy Anna 2026-11-22 123047)', '_conflict-20261122-123047')


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def write_versions(desk, mark=COPIES[0], **more):
    """A session that was changed here and, later, elsewhere; returns the two paths and what each says."""
    one = make_record(desk.now() - DAY // 2, notes='Dry at the hip.', weather='rain')
    other = copy.deepcopy(one)
    other.update(pain=6, notes='A little red.', **more)
    other['aftercare'][0]['until'] = instant(desk.now() + 5 * DAY)
    del other['weather']
    path = write_record(desk, one)
    beside = path[:-len('.json')] + mark + '.json'
    write_json(beside, other)
    os.utime(path, (desk.now() - 3600,) * 2)
    return path, beside, one, other


def open_history(desk):
    app = desk.start()
    desk.key('alt+2')
    app.find('list', 'Sessions')
    return app


def rows(app):
    return [app.name(item) for item in app.find_all('list item') if app.name(item)]


def trash(desk):
    return os.path.join(desk.data, 'trash')


@case(limit=180)
def compared_merged_and_undone(desk):
    path, beside, one, other = write_versions(desk)
    app = open_history(desk)
    poll('one row', lambda: len(rows(app)) == 1)
    check(rows(app)[0].endswith('2 versions'), rows(app))
    check(app.says('1 session was changed in two places at once. Nothing is lost.'), app.texts())

    note('what differs')
    app.click('Compare…')
    app.wait_text('Choose which is right.')
    for words in ('2 of 10', '6 of 10', 'Choose which is right.', 'The later end of each restriction holds.',
                  'Dry at the hip.', 'A little red.', 'What each version has is kept.'):
        check(app.says(words), '%r is not in %r' % (words, app.texts()))

    note('later is no change')
    desk.key('Escape')
    app.wait_gone('button', 'Merge')
    same(sorted(os.listdir(desk.sessions)), sorted(map(os.path.basename, (path, beside))))

    note('the version changed later is taken, unless the person says otherwise')
    app.click('Compare…')
    app.click('Merge')
    app.wait_text('Versions merged')
    poll('one file', lambda: os.listdir(desk.sessions) == [os.path.basename(path)])
    merged = read(path)
    same(merged['pain'], 6)
    same(merged['notes'], 'Dry at the hip.\n\nA little red.')
    same(merged['aftercare'][0]['until'], other['aftercare'][0]['until'])
    same(merged['weather'], 'rain', 'what only one version has, and this one does not know')
    same(read(os.path.join(trash(desk), os.path.basename(beside))), other)
    same(read(os.path.join(trash(desk), os.path.basename(path)))['notes'], 'Dry at the hip.')
    poll('no badge', lambda: not rows(app)[0].endswith('2 versions'))

    note('and undone')
    app.click('Undo')
    poll('both again', lambda: sorted(os.listdir(desk.sessions)) == sorted(map(os.path.basename, (path, beside))))
    note('the other first, so that a kill between the two loses neither')
    poll('the record as it was', lambda: read(path) == one)
    same(read(beside), other)
    poll('the badge again', lambda: rows(app)[0].endswith('2 versions'))

    note('the other choice')
    app.click('Compare…')
    app.set_checked('2 of 10')
    app.click('Merge')
    app.wait_text('Versions merged')
    poll('the choice on the disk', lambda: read(path)['notes'].startswith('Dry') and read(path)['pain'] == 2)
    same(app.quit(), 0)


@case(limit=180)
def every_program_s_names(desk):
    """Once in the list, whatever they are called, also while the window is open."""
    path, beside, one, other = write_versions(desk)
    os.unlink(beside)
    app = open_history(desk)
    poll('one row', lambda: len(rows(app)) == 1)
    for number, mark in enumerate(COPIES):
        write_json(path[:-len('.json')] + mark + '.json', other)
        poll('%d versions' % (number + 2), lambda: rows(app)[0].endswith('%d versions' % (number + 2)))
        same(len(rows(app)), 1)
    listed = json.loads(desk.salvectl('list', '--json').stdout)['sessions']
    same(sorted(each.get('version_of', '') for each in listed), [''] + [os.path.basename(path)] * len(COPIES))
    check('another version of ' + os.path.basename(path) in desk.salvectl('verify').stdout, 'verify is silent')
    note('a session goes with all its versions, and comes back with them')
    app.click_at(app.find('list item', re.compile('versions')))
    app.wait_text('This session was changed in two places at once.')
    app.click('Remove This Session')
    app.wait_text('Session removed')
    poll('none', lambda: not [name for name in os.listdir(desk.sessions) if name.endswith('.json')])
    app.click('Undo')
    poll('all', lambda: len(os.listdir(desk.sessions)) == 1 + len(COPIES))
    poll('one row', lambda: len(rows(app)) == 1)
    same(app.quit(), 0)


@case(limit=180)
def a_version_that_cannot_be_merged(desk):
    path, beside, one, other = write_versions(desk)
    with open(beside, 'w', encoding='utf-8') as file:
        file.write('{"format": 1,')
    app = open_history(desk)
    app.click('Compare…')
    app.wait_text('One of the versions cannot be read')
    check(not app.has('button', 'Merge'), 'it offers to merge')
    desk.key('Escape')
    note('two sessions under one name')
    other['id'] = '99999999-0000-4000-8000-000000000000'
    write_json(beside, other)
    poll('the list to follow', lambda: rows(app))
    app.click('Compare…')
    app.click('Keep as Two Sessions')
    app.wait_text('Both sessions are in your history')
    poll('two rows', lambda: len(rows(app)) == 2)
    check(os.path.exists(os.path.join(desk.sessions, os.path.basename(path)[:17] + '99999999.json')),
          os.listdir(desk.sessions))
    same(app.quit(), 0)


@case(limit=180)
def changed_while_it_is_compared(desk):
    path, beside, one, other = write_versions(desk)
    app = open_history(desk)
    app.click('Compare…')
    app.wait_text('6 of 10')
    other['pain'] = 8
    write_json(beside + '.new', other)
    os.replace(beside + '.new', beside)
    app.click('Merge')
    app.wait_text('The versions could not be merged.')
    app.wait_text('8 of 10')
    same(read(path), one)
    same(read(beside), other)
    app.click('Merge')
    app.wait_text('Versions merged')
    same(read(path)['pain'], 8)
    same(app.quit(), 0)


@case(limit=180)
def by_keyboard_at_360_px(desk):
    path, beside, one, other = write_versions(desk)
    app = open_history(desk)
    app.resize(360, 720)
    app.click('Compare…')
    app.wait_text('6 of 10')
    for _ in range(30):
        item = app.focused()
        if item is not None and app.name(item).endswith('Merge'):
            break
        desk.key('Tab')
    check(app.name(app.focused()).endswith('Merge'), app.name(app.focused()))
    desk.key('Return')
    app.wait_text('Versions merged')
    poll('one file', lambda: os.listdir(desk.sessions) == [os.path.basename(path)])
    same(app.quit(), 0)


@case(limit=180)
def another_program_s_profile(desk):
    """What a program that keeps folders in step brings is taken up while the window is open."""
    write_profile(desk)
    app = desk.start()
    desk.key('alt+3')
    app.wait_text('No devices yet.')
    write_json(os.path.join(desk.data, 'shelf.json.new'),
               {'format': 1, 'devices': [{'id': 'x', 'kind': 'roller', 'name': 'Red one', 'needle_mm': 0.5,
                                          'added': '2026-01-01'}], 'products': []})
    os.replace(os.path.join(desk.data, 'shelf.json.new'), os.path.join(desk.data, 'shelf.json'))
    app.wait_text('Red one')
    same(app.quit(), 0)


@case(limit=180)
def profile_in_two_versions(desk):
    """The page Today says so, and merging asks nothing away: what is not answered the same is asked again."""
    write_profile(desk, planned='2030-01-01')
    path = os.path.join(desk.data, 'profile.json')
    beside = path[:-len('.json')] + COPIES[1] + '.json'
    app = desk.start()
    app.wait_text('Welcome to Salve')
    check(not app.has('button', 'Merge'), app.texts())
    write_json(beside, {'format': 1, 'born': '1991-02-01', 'other': [1]})
    os.utime(beside, (desk.now() - 3600,) * 2)
    app.wait_text('Your answers and reminders were changed in two places at once. Nothing is lost.')

    note('on its page only')
    desk.key('alt+4')
    app.wait_gone('button', 'Merge')
    desk.key('alt+1')

    app.click('Merge')
    app.wait_gone('button', 'Merge')
    poll('nothing beside it', lambda: not os.path.exists(beside))
    merged = read(path)
    same(merged['planned'], '2030-01-01')
    same(merged['other'], [1])
    check('born' not in merged, merged)
    for kept in (beside, path):
        check(os.path.exists(os.path.join(trash(desk), os.path.basename(kept))), os.listdir(trash(desk)))
    same(app.quit(), 0)

    note('one that came while the window was closed')
    write_json(beside, {'format': 1, 'more': 2})
    app = desk.start()
    app.click('Merge')
    poll('merged', lambda: read(path).get('more') == 2 and not os.path.exists(beside))
    same(app.quit(), 0)


main()
