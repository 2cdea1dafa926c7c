# SPDX-License-Identifier: GPL-3.0-or-later
"""salvectl verify --repair: what is damaged is set aside and what is in the trash comes back, whatever lies in the
folders, and whenever it is killed."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import threading

from home import DAY, HOUR, case, check, main, same


@case
def nothing_to_repair(home):
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')
    home.record(-DAY, [('sun', DAY)])
    home.draft()
    home.save_data('shelf.json', '{"format":1,"devices":[]}')
    home.save_data('profile.json', '{"format":7,"born":7}')
    home.save_state('notified.json', '{"format":1,"announced":[]}')
    before = home.listing()
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')
    same(home.expect_json(0, 'verify', '--repair')['steps'], [])
    same(home.listing(), before)


@case
def other_versions_are_told(home):
    """Of records, shelf and profile, as a program that keeps folders in step leaves them; what it is writing is not."""
    name = home.record(-DAY, [('sun', DAY)])
    older = home.record(-2 * DAY, [('sun', DAY)])
    copies = []
    for each in (older, name):
        copies.append(each.replace('.json', '.sync-conflict-20261122-123047-D2S35UE.json'))
        with open(os.path.join(home.sessions, each), encoding='utf-8') as file:
            home.save(copies[-1], file.read())
    for each in ('shelf', 'profile'):
        copies.append(each + '.sync-conflict-20261122-123047-D2S35UE.json')
        home.save_data(each + '.json', '{"format":1}')
        home.save_data(copies[-1], '{"format":1}')
    home.save_data('shelf (conflicted copy 2026-11-22 123047).json', '{')
    home.save_data('another (conflicted copy 2026-11-22 123047).json', '{}')
    for each in ('~syncthing~%s.tmp' % name, '.syncthing.%s.tmp' % name, '.stignore'):
        home.save(each, '{')
        home.save_data(each, '{')
    before = home.listing()
    answer = home.expect_json(0, 'verify')
    same(answer['versions'], [*copies[:2], 'shelf (conflicted copy 2026-11-22 123047).json', *copies[2:]])
    same((answer['records'], answer['unreadable'], answer['steps']), (4, [], []))
    said = home.expect(0, 'verify')
    for copy, original in zip(copies, (older, name, 'shelf.json', 'profile.json')):
        check(f'{copy}: another version of {original}. ' in said, said)
    same(said.count('offers to merge them.'), 4)
    check('(conflicted copy 2026-11-22 123047).json: another version of shelf.json, which cannot be read: ' in said, said)
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')
    same(home.listing(), before)


@case
def damaged_files_are_set_aside(home):
    good = home.record(-DAY, [('sun', DAY)])
    bad = home.record(-HOUR, [])
    home.save(bad, '{"format":1,')
    home.save_state('draft.json', '[]')
    home.save_state('notified.json', '{"format":1}')
    home.save_data('shelf.json', '{"format":1,"devices":7}')
    home.save_data('profile.json', '{"format":0}')
    before = home.listing()
    planned = home.expect_json(1, 'verify')
    same([each['action'] for each in planned['steps']], ['set-aside'] * 5)
    check('--repair' in home.expect(1, 'verify'), 'repairing is not offered')
    same(home.listing(), before)

    lines = home.expect(0, 'verify', '--repair').splitlines()
    same(len(lines), 5)
    for name, state, text, line in ((bad, False, '{"format":1,', lines[0]), ('shelf.json', False, None, lines[1]),
                                    ('profile.json', False, None, lines[2]), ('draft.json', True, '[]', lines[3]),
                                    ('notified.json', True, '{"format":1}', lines[4])):
        path, reason = home.aside(name, state)
        check(path in line and name in line, line)
        with open(path, encoding='utf-8') as file:
            check(text is None or file.read() == text, path)
        origin, why = reason.splitlines()
        same(os.path.basename(origin), name)
        check(why and why in line, (why, line))
    check(os.path.exists(os.path.join(home.sessions, good)), 'the good one is gone')
    home.expect(0, 'verify')
    after = home.listing()
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')
    same(home.listing(), after)

    home.save(bad, 'again')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(os.path.basename(step['to']), bad[:-5] + '-2.json')
    home.aside(bad[:-5] + '-2.json')
    with open(home.aside(bad)[0], encoding='utf-8') as file:
        same(file.read(), '{"format":1,')


@case
def what_is_in_the_trash_comes_back(home):
    bad, other = home.record(-HOUR, [('sun', DAY)]), home.record(-2 * HOUR, [])
    for name in (bad, other):
        home.remove(name)
    home.save(bad, '{')
    step, = home.expect_json(1, 'verify')['steps']
    same((step['action'], os.path.basename(step['from'])), ('restore', bad))
    check('trash' in home.expect(0, 'verify', '--repair'), 'the trash is not mentioned')
    home.aside(bad)
    same([each['file'] for each in home.expect_json(0, 'list')['sessions']], [bad])
    same(len(home.expect_json(0, 'status')['restrictions']), 1)
    same(sorted(os.listdir(os.path.join(home.sessions, '..', 'trash'))), [other])
    same(home.expect(0, 'verify', '--repair'), 'There is nothing to repair.\n')


@case
def the_trash_is_asked_by_session_too(home):
    """Of a damaged copy under a number, where the trash has the same session under another."""
    name = home.record(-HOUR, [])
    path = home.remove(name)
    os.rename(path, path[:-5] + '-3.json')
    home.save(name[:-5] + '-2.json', '')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(step['action'], 'restore')
    same(os.listdir(home.sessions), [name[:-5] + '-2.json'])
    same(home.expect_json(0, 'verify')['records'], 1)


@case
def what_is_here_already_is_not_brought_back(home):
    name = home.record(-HOUR, [])
    shutil.copy(os.path.join(home.sessions, name), os.path.join(home.sessions, 'mine.json'))
    home.remove(name)
    home.save(name, '{')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(step['action'], 'set-aside')
    same(os.listdir(home.sessions), ['mine.json'])


@case
def left_overs_are_swept_and_named(home):
    name = home.record(-HOUR, [])
    path = os.path.join(home.sessions, name)
    os.utime(path, (1000, 1000))
    with open(path, encoding='utf-8') as file:
        text = file.read()
    home.save(name + '.A1B2C3', 'half')
    home.save(name + '.A1B2C4', text)
    home.save(name + '.A1B2C5', text.replace('abdomen', 'hip-left'))
    lost = home.name(-DAY, '12345678')
    home.save(lost + '.N12345.A1B2C6', text)
    home.save_state('draft.json.A1B2C7', '{')
    home.save_data('shelf.json.A1B2C8', '{"format":1}')
    home.save(name + '.A1B2C9', 'being written')
    home.save('.hidden', 'another program')
    for folder in (home.sessions, home.state, os.path.dirname(home.sessions)):
        for left in os.listdir(folder):
            if left[-6:].startswith('A1B2C') and not left.endswith('9'):
                os.utime(os.path.join(folder, left), (2000, 2000))
    steps = home.expect_json(0, 'verify')['steps']
    same([each['action'] for each in steps], ['sweep'] * 6)
    said = {each['file'][-6:]: each['error'] for each in steps}
    check('whole' not in said['A1B2C3'] and 'whole' not in said['A1B2C4'], said)
    check(f'newer than “{name}”' in said['A1B2C5'], said)
    check(f'there is no “{lost}”' in said['A1B2C6'] and 'there is no “shelf.json”' in said['A1B2C8'], said)
    home.expect(0, 'verify', '--repair')
    same(sorted(os.listdir(home.sessions)), sorted(['.hidden', name, name + '.A1B2C9']))
    with open(home.aside(name + '.A1B2C5')[0], encoding='utf-8') as file:
        same(file.read(), text.replace('abdomen', 'hip-left'))
    home.aside('draft.json.A1B2C7', True)
    same(os.listdir(home.state), ['set-aside'])


@case
def hostile_files_are_moved_as_they_are(home):
    home.record(-DAY, [('sun', DAY)])
    names = [home.name(-HOUR, f'{i:08d}') for i in range(6)]
    paths = [os.path.join(home.sessions, name) for name in names]
    os.mkfifo(paths[0])
    os.makedirs(os.path.join(paths[1], 'inside'))
    os.symlink('/dev/zero', paths[2])
    with open(paths[3], 'wb') as file:
        file.truncate(8 << 30)
    home.save(names[4], '[' * 1000000)
    os.symlink('nowhere', paths[5])
    home.save('note.txt', 'not ours')
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(os.path.join(home.sessions, 'socket.json')))
    try:
        os.mknod(os.path.join(home.sessions, 'null.json'), 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        # Only root makes devices; a pipe stands in.
        os.mkfifo(os.path.join(home.sessions, 'null.json'))
    with open(os.path.join(home.sessions.encode(), b'\xff\x1b.json'), 'wb') as file:
        file.write(b'{')
    os.makedirs(home.state)
    os.mkfifo(os.path.join(home.state, 'draft.json'))
    os.symlink('/dev/zero', os.path.join(home.state, 'notified.json'))
    same(len(home.expect_json(0, 'verify', '--repair')['steps']), 12)
    kinds = [stat.S_IFMT(os.lstat(home.aside(name)[0]).st_mode) for name in names]
    same(kinds, [stat.S_IFIFO, stat.S_IFDIR, stat.S_IFLNK, stat.S_IFREG, stat.S_IFREG, stat.S_IFLNK])
    same(os.listdir(home.aside(names[1])[0]), ['inside'])
    same(os.readlink(home.aside(names[5])[0]), 'nowhere')
    same(os.lstat(home.aside(names[3])[0]).st_size, 8 << 30)
    home.aside('note.txt')
    check(stat.S_ISSOCK(os.lstat(home.aside('socket.json')[0]).st_mode), 'no socket')
    check(not stat.S_ISREG(os.lstat(home.aside('null.json')[0]).st_mode), 'no device')
    same(len(os.listdir(home.sessions)), 1)
    home.expect(0, 'verify')


@case
def a_name_that_is_taken_is_left_alone(home):
    """Neither what was set aside before nor a text that looks like a reason is overwritten."""
    name = home.record(-HOUR, [])
    home.save(name, '{')
    aside = os.path.join(os.path.dirname(home.sessions), 'set-aside')
    os.makedirs(aside)
    for taken in (name, name[:-5] + '-2.json.reason.txt'):
        with open(os.path.join(aside, taken), 'w', encoding='ascii') as file:
            file.write('mine')
    step, = home.expect_json(0, 'verify', '--repair')['steps']
    same(os.path.basename(step['to']), name[:-5] + '-3.json')
    for taken in (name, name[:-5] + '-2.json.reason.txt'):
        with open(os.path.join(aside, taken), encoding='ascii') as file:
            same(file.read(), 'mine')


@case
def what_cannot_be_moved_stays(home):
    """A folder of files that cannot be written to, a place that is none, and one on which the disk is at fault."""
    name = home.record(-HOUR, [])
    home.save(name, '{')
    aside = os.path.join(os.path.dirname(home.sessions), 'set-aside')
    with open(aside, 'w', encoding='ascii'):
        pass
    before = home.listing()
    step, = home.expect_json(1, 'verify', '--repair')['steps']
    check(step['failed'] and 'to' not in step, step)
    check('set-aside' in home.expect(1, 'verify', '--repair'), 'the reason is missing')
    same(home.listing(), before)
    os.unlink(aside)
    shutil.rmtree(home.sessions)
    with open(home.sessions, 'w', encoding='ascii'):
        pass
    step, = home.expect_json(1, 'verify', '--repair')['steps']
    same((step['action'], step['file']), ('leave', home.sessions))
    check('stays as it is' in home.expect(1, 'verify', '--repair'), 'not said')


@case
def repair_beside_a_writer(home):
    """Who writes a record while it is repaired finds it where it was, and nothing that was whole is gone."""
    name = home.record(-HOUR, [('sun', DAY)])
    path = os.path.join(home.sessions, name)
    with open(path, encoding='utf-8') as file:
        whole = file.read()
    over = threading.Event()

    def write():
        while not over.is_set():
            for text in ('{', whole):
                with open(path + '.A1B2C3', 'w', encoding='utf-8') as file:
                    file.write(text)
                os.rename(path + '.A1B2C3', path)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        results = [home.run('verify', '--repair').returncode for _ in range(40)]
    finally:
        over.set()
        writer.join()
    check(set(results) <= {0, 1}, results)
    with open(path, encoding='utf-8') as file:
        same(file.read(), whole)
    same(home.expect_json(0, 'verify')['unreadable'], [])


@case
def repair_may_be_killed_anywhere(home):
    """At each system call that changes a folder: nothing is lost, and the next run does the rest."""
    if not shutil.which('strace'):
        return 'strace is not here'
    bad, damaged = home.record(-HOUR, [('sun', DAY)]), home.record(-2 * HOUR, [])
    home.remove(bad)
    home.save(bad, 'one')
    home.save(damaged, 'two')
    home.save(damaged + '.A1B2C3', 'three')
    os.utime(os.path.join(home.sessions, damaged + '.A1B2C3'), (1000, 1000))
    good = home.contents()
    kept = home.folder + '-kept'
    shutil.copytree(home.folder, kept, symlinks=True)
    # Who is traced cannot look for leaks, and would end as if there were some.
    env = {**home.env, 'ASAN_OPTIONS': 'detect_leaks=0'}
    n = 0
    try:
        for call in ('renameat2', 'rename', 'fsync', 'mkdir', 'openat'):
            when = 0
            while True:
                when += 1
                result = subprocess.run(
                    ['strace', '-qq', '-f', '-o', '/dev/null', '-e', f'trace={call}', '-e',
                     f'inject={call}:signal=KILL:when={when}', home.program, 'verify', '--repair'],
                    env=env, capture_output=True, timeout=60)
                missing = good - home.contents()
                check(not missing, f'{call} {when}: {missing} is gone')
                if result.returncode == 0:
                    break
                n += 1
                home.expect(0, 'verify', '--repair')
                check(not good - home.contents(), f'{call} {when}: gone afterwards')
                same(home.expect_json(0, 'verify')['steps'], [])
                names = [each['file'] for each in home.expect_json(0, 'list')['sessions']]
                check(len(names) == 1 and names[0].startswith(bad[:-5]), f'{call} {when}: {names}')
                for name in os.listdir(home.folder):
                    shutil.rmtree(os.path.join(home.folder, name))
                shutil.copytree(kept, home.folder, symlinks=True, dirs_exist_ok=True)
            for name in os.listdir(home.folder):
                shutil.rmtree(os.path.join(home.folder, name))
            shutil.copytree(kept, home.folder, symlinks=True, dirs_exist_ok=True)
    finally:
        shutil.rmtree(kept)
    check(n >= 20, f'only {n} kills')
    return None


sys.exit(main())
