# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs cases of salvectl, each in a home of its own. Speaks TAP.

    test-….py PROGRAM [CASE…]
"""

import datetime
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import traceback
import uuid

HOUR = 3600
DAY = 24 * HOUR
CASES = []


def case(function):
    CASES.append(function)
    return function


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def same(got, wanted):
    check(got == wanted, f'{got!r} instead of {wanted!r}')


class Home:
    def __init__(self, program):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix='salve-')
        self.sessions = os.path.join(self.folder, 'data', 'salve', 'sessions')
        self.state = os.path.join(self.folder, 'state', 'salve')
        self.env = dict(os.environ, HOME=self.folder, XDG_DATA_HOME=os.path.join(self.folder, 'data'),
                        XDG_STATE_HOME=os.path.join(self.folder, 'state'),
                        XDG_RUNTIME_DIR=os.path.join(self.folder, 'run'), LC_ALL='C.UTF-8', TZ='Europe/Berlin')
        for name in ('DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'SALVE_TEST_CLOCK'):
            self.env.pop(name, None)
        os.mkdir(self.env['XDG_RUNTIME_DIR'])
        self.now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def run(self, *arguments, **options):
        return subprocess.run([self.program, *arguments], env=self.env, capture_output=True, timeout=20, **options)

    def expect(self, code, *arguments):
        """What it prints, as text."""
        result = self.run(*arguments)
        same(result.returncode, code)
        check(b'CRITICAL' not in result.stderr and b'WARNING' not in result.stderr, result.stderr)
        self.errors = result.stderr.decode()
        return result.stdout.decode()

    def expect_json(self, code, *arguments):
        return json.loads(self.expect(code, *arguments, '--json'))

    def time(self, seconds):
        return (self.now + datetime.timedelta(seconds=seconds)).isoformat()

    def name(self, seconds, session):
        return (self.now + datetime.timedelta(seconds=seconds)).strftime('%Y%m%dT%H%M%SZ') + f'-{session[:8]}.json'

    def record(self, begun, ends, **members):
        session = str(uuid.uuid4())
        document = {'format': 1, 'id': session, 'setting': 'home', 'started': self.time(begun),
                    'ended': self.time(begun + 900), 'outcome': 'completed', 'areas': ['abdomen'],
                    'device': {'kind': 'roller', 'needle_mm': 0.25},
                    'aftercare': [{'restriction': each, 'until': self.time(end)} for each, end in ends]}
        document.update(members)
        name = self.name(begun, session)
        self.save(name, json.dumps(document))
        return name

    def save(self, name, text):
        os.makedirs(self.sessions, 0o700, exist_ok=True)
        with open(os.path.join(self.sessions, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def save_state(self, name, text):
        os.makedirs(self.state, 0o700, exist_ok=True)
        with open(os.path.join(self.state, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def save_data(self, name, text):
        self.save(os.path.join('..', name), text)

    def aside(self, name, state=False):
        """What was set aside under that name, and the reason beside it."""
        folder = os.path.join(os.path.dirname(self.sessions) if not state else self.state, 'set-aside')
        same(stat.S_IMODE(os.lstat(folder).st_mode), 0o700)
        with open(os.path.join(folder, name + '.reason.txt'), encoding='utf-8') as file:
            same(stat.S_IMODE(os.fstat(file.fileno()).st_mode), 0o600)
            return os.path.join(folder, name), file.read()

    def remove(self, name):
        trash = os.path.join(os.path.dirname(self.sessions), 'trash')
        os.makedirs(trash, 0o700, exist_ok=True)
        os.rename(os.path.join(self.sessions, name), os.path.join(trash, name))
        return os.path.join(trash, name)

    def draft(self):
        self.save_state('draft.json', json.dumps({
            'format': 1, 'id': str(uuid.uuid4()), 'setting': 'home', 'started': self.time(-600),
            'areas': ['abdomen'], 'aftercare': [],
            'steps': [{'id': 'check', 'entered': self.time(-600), 'done': self.time(-500)},
                      {'id': 'cleanse', 'entered': self.time(-500)}]}))

    def contents(self):
        """Of the files that the person may miss, whatever their names."""
        found = set()
        for folder, _, files in os.walk(os.path.join(self.folder, 'data')):
            for name in files:
                with open(os.path.join(folder, name), encoding='utf-8') as file:
                    found.add(file.read())
        return found

    def listing(self):
        found = []
        for folder, folders, files in os.walk(self.folder):
            for name in folders + files:
                path = os.path.join(folder, name)
                info = os.lstat(path)
                found.append((path, stat.S_IFMT(info.st_mode), info.st_mode, info.st_mtime_ns, info.st_size))
        return sorted(found)


def run(program, function):
    """What went wrong, and why it could not be tried."""
    try:
        with Home(program) as home:
            return None, function(home)
    except Exception:
        return traceback.format_exc(), None


def main():
    program = os.path.abspath(sys.argv[1])
    wanted = sys.argv[2:]
    cases = [each for each in CASES if not wanted or each.__name__ in wanted]
    failed = 0
    print(f'1..{len(cases)}', flush=True)
    for number, function in enumerate(cases, 1):
        problem, skipped = run(program, function)
        failed += problem is not None
        for line in (problem or '').splitlines():
            print('#', line.encode('unicode_escape').decode())
        print('not ok' if problem else 'ok', number, function.__name__.replace('_', ' ')
              + (f' # SKIP {skipped}' if skipped else ''), flush=True)
    return 1 if failed else 0
