# SPDX-License-Identifier: GPL-3.0-or-later
"""salvectl export and import: all there is goes into one file, and nothing that is here is overwritten."""

import json
import os
import shutil
import stat
import subprocess
import sys

from home import DAY, HOUR, Home, case, check, main, same


@case
def export_writes_all_and_import_brings_it_back(home):
    names = [home.record(-DAY, [('sun', DAY)], later={'a': [1, None, 'é\x1b']}), home.record(-2 * DAY, [], format=2)]
    home.save_data('shelf.json', '{"format":1,"devices":[],"later":1}')
    home.save_data('profile.json', '{"format":1,"born":"1990-02-28"}')
    file = os.path.join(home.folder, 'all')
    before = home.listing()
    check('2 sessions were written' in home.expect(0, 'export', file), 'not said')
    same(stat.S_IMODE(os.stat(file).st_mode), 0o600)
    with open(file, encoding='utf-8') as opened:
        text = opened.read()
    archive = json.loads(text)
    same(sorted(each['format'] for each in archive['sessions']), [1, 2])
    check({'a': [1, None, 'é\x1b']} in [each.get('later') for each in archive['sessions']], archive)
    same((archive['shelf'], archive['profile']),
         ({'format': 1, 'devices': [], 'later': 1}, {'format': 1, 'born': '1990-02-28'}))
    os.rename(file, home.folder + '-all')
    same([each[:4] for each in home.listing()], [each[:4] for each in before])
    os.rename(home.folder + '-all', file)
    same(home.expect(0, 'export', '-'), text)
    same(sorted(json.loads(home.expect(0, 'export', '-', '--only-sessions'))), ['format', 'sessions'])
    same(home.expect(1, 'export', file), '')
    check('is there already' in home.errors, home.errors)

    with Home(home.program) as other:
        check('2 sessions were added.' in other.expect(0, 'import', file), 'not said')
        same(sorted(os.listdir(other.sessions)), sorted(names))
        for folder, folders, files in os.walk(os.path.dirname(other.sessions)):
            for name in folders + files:
                mode = os.lstat(os.path.join(folder, name)).st_mode
                same(stat.S_IMODE(mode), 0o700 if stat.S_ISDIR(mode) else 0o600)
        same(other.expect(0, 'export', '-'), text)
        after = other.listing()
        same([each['fate'] for each in other.expect_json(0, 'import', file)['entries']], ['present'] * 4)
        result = other.run('import', '-', input=text.encode())
        same((result.returncode, result.stdout), (0, b'0 sessions were added. 2 were here already.\n'))
        same(other.listing(), after)
        same(other.expect_json(0, 'verify')['unreadable'], [])


@case
def import_overwrites_nothing(home):
    name = home.record(-DAY, [('sun', DAY)], notes='here')
    with open(os.path.join(home.sessions, name), encoding='utf-8') as opened:
        record = json.load(opened)
    file = os.path.join(home.folder, 'all')
    with open(file, 'w', encoding='utf-8') as opened:
        json.dump({'format': 1, 'sessions': [dict(record, notes='there'), {'format': 1, 'id': '\x1b'}, record]}, opened)
    report = home.expect_json(1, 'import', file)
    same([each['fate'] for each in report['entries']], ['beside', 'refused', 'present'])
    same(report['entries'][1]['session'], 2)
    beside = report['entries'][0]['file']
    check('conflict' in beside and beside.startswith(name[:-5]), beside)
    with open(os.path.join(home.sessions, name), encoding='utf-8') as opened:
        same(json.load(opened)['notes'], 'here')
    with open(os.path.join(home.sessions, beside), encoding='utf-8') as opened:
        same(json.load(opened)['notes'], 'there')
    text = home.expect(1, 'import', file)
    check('Session 2 of the file cannot be read' in text and '2 were here already' in text, text)
    same(len(os.listdir(home.sessions)), 2)


@case
def what_cannot_be_exported_is_named(home):
    good, bad = home.record(-DAY, []), home.record(-HOUR, [])
    home.save(bad, '{')
    file = os.path.join(home.folder, 'all')
    report = home.expect_json(1, 'export', file)
    same((report['sessions'], len(report['left_out'])), (1, 1))
    check(bad in report['left_out'][0] and bad in home.errors and good not in home.errors, home.errors)
    same(home.expect(1, 'export', '/dev/full'), '')
    same(home.expect(1, 'export', os.path.join(home.folder, 'nowhere', 'all')), '')
    with open('/dev/full', 'wb') as full:
        result = subprocess.run([home.program, 'export', '-'], env=home.env, stdout=full, stderr=subprocess.PIPE)
    same(result.returncode, 1)


@case
def what_cannot_be_imported_changes_nothing(home):
    home.record(-DAY, [])
    file = os.path.join(home.folder, 'all')
    before = None
    for text in ('', '{', '[]', '{"format":1}', '{"format":2,"sessions":[]}', '{"format":1,"sessions":[{}', '[' * 1000000):
        with open(file, 'w', encoding='ascii') as opened:
            opened.write(text)
        before = home.listing()
        for arguments in (('import', file), ('import', file, '--json')):
            same(home.expect(1, *arguments), '')
            check(home.errors.startswith('salvectl: ') and '\n' == home.errors[-1], home.errors)
        same(home.run('import', '-', input=text.encode()).returncode, 1)
        same(home.listing(), before)
    os.unlink(file)
    os.mkfifo(file)
    for path in (file, home.folder, '/dev/zero', os.path.join(home.folder, 'nowhere')):
        home.expect(1, 'import', path)


@case
def an_import_that_fails_half_way_says_so(home):
    """The shelf cannot be written where a folder of no use is in the way of the records."""
    home.record(-DAY, [])
    file = os.path.join(home.folder, 'all')
    home.expect(0, 'export', file)
    with Home(home.program) as other:
        os.makedirs(os.path.dirname(other.sessions))
        with open(other.sessions, 'w', encoding='ascii'):
            pass
        report = json.loads(other.expect(1, 'import', file, '--json'))
        check(report['error'] and report['entries'] == [], report)
        check('was not imported' in other.errors, other.errors)


@case
def an_import_may_be_killed_anywhere(home):
    if not shutil.which('strace'):
        return 'strace is not here'
    for day in range(1, 4):
        home.record(-day * DAY, [('sun', DAY)])
    home.save_data('shelf.json', '{"format":1,"devices":[]}')
    file = os.path.join(home.folder, 'all')
    home.expect(0, 'export', file)
    n = 0
    for call in ('renameat2', 'rename', 'fsync', 'write'):
        for when in range(1, 100):
            with Home(home.program) as other:
                result = subprocess.run(
                    ['strace', '-qq', '-f', '-o', '/dev/null', '-e', f'trace={call}', '-e',
                     f'inject={call}:signal=KILL:when={when}', other.program, 'import', file],
                    env=other.env, capture_output=True, timeout=60)
                if result.returncode == 0:
                    break
                n += 1
                same(other.expect_json(0, 'verify')['unreadable'], [])
                check('refused' not in other.expect(0, 'import', file, '--json'), 'refused')
                same(len(other.expect_json(0, 'list')['sessions']), 3)
                same(other.expect(0, 'export', '-'), home.expect(0, 'export', '-'))
    check(n >= 10, f'only {n} kills')
    return None


sys.exit(main())
