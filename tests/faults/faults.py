# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's files in a folder of their own, a program that is stopped at each system call on them (gate.c), and what
the programs may do to them there (writer.c)."""

import collections
import concurrent.futures
import json
import os
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True

SKIPPED = 77
# Set by ./dev soak: everything, rather than a quick look.
SOAK = bool(os.environ.get('SALVE_SOAK'))

ENV = {**{name: value for name, value in os.environ.items() if not name.startswith(('XDG_', 'DBUS_', 'LD_'))},
       'LC_ALL': 'C.UTF-8', 'GIO_USE_VFS': 'local', 'GSETTINGS_BACKEND': 'memory',
       'G_DEBUG': 'fatal-warnings', 'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}


class Failure(Exception):
    pass


def check(condition, text):
    if not condition:
        raise Failure(text)


# TAP

def note(text):
    print('# ' + str(text).replace('\n', '\n# '), flush=True)


class Skip(Exception):
    """Raised with the reason."""


def run_cases(*cases):
    """Each a function whose first line of documentation says what it shows. Returns for sys.exit()."""
    wanted = sys.argv[2:]
    cases = [each for each in cases if not wanted or each.__name__ in wanted]
    print('TAP version 13\n1..%d' % len(cases), flush=True)
    failed = False
    for number, each in enumerate(cases, 1):
        started, result, end = time.monotonic(), 'ok', ''
        try:
            each()
        except Skip as reason:
            end = ' # SKIP %s' % reason
        except Exception as error:
            result, failed = 'not ok', True
            note(str(error) if isinstance(error, Failure) else ''.join(traceback.format_exception(error)).rstrip())
        note('%.1f s' % (time.monotonic() - started))
        print('%s %d - %s%s' % (result, number, each.__doc__.splitlines()[0], end), flush=True)
    return failed


# Files

ID = '6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10'
NAME = '20261122T173000Z-6a1f3c0e.json'
NEIGHBOUR = '20261001T100000Z-0b7c2d11.json'
REMOVED = '20260901T100000Z-77aa88bb.json'


def make_record(identity, started, notes='', **more):
    return json.dumps({
        'format': 1, 'id': identity, 'setting': 'home', 'started': started, 'ended': started.replace(':00:00', ':40:00'),
        'outcome': 'completed', 'areas': ['abdomen'], 'device': {'kind': 'roller', 'needle_mm': 0.25, 'colour': 'blue'},
        'aftercare': [{'restriction': 'sun', 'until': '2026-11-24T19:12:00+01:00', 'why': 'light'}],
        'notes': notes, **more}, indent=2)


RECORD = make_record(ID, '2026-11-22T18:30:00+01:00', ended='2026-11-22T19:12:00+01:00')
# What go-on saves again and again, each time as another.
PATTERN = make_record('$ID', '2026-11-22T18:30:00+01:00', ended='2026-11-22T19:12:00+01:00')
DRAFT = json.dumps({'format': 1, 'id': ID, 'setting': 'home', 'started': '2026-11-22T18:30:00+01:00',
                    'areas': ['abdomen'], 'steps': [{'id': 'check', 'entered': '2026-11-22T18:30:00+01:00'}],
                    'aftercare': []}, indent=2)
# What an interrupted write left before, and a repair sets aside.
LEFT_OVER = '.json.N00001'
OTHERS = {
    'data/salve/sessions/' + NEIGHBOUR: make_record('0b7c2d11-0000-4000-8000-000000000000', '2026-10-01T12:00:00+02:00'),
    'data/salve/sessions/20260801T100000Z-deadbeef.json': '{"format": 1, "id": "dea',
    'data/salve/trash/' + REMOVED: make_record('77aa88bb-0000-4000-8000-000000000000', '2026-09-01T12:00:00+02:00'),
}
SHELF = json.dumps({'format': 1, 'devices': [], 'products': []}, indent=2)
PROFILE = json.dumps({'format': 1, 'colour': 'blue'}, indent=2)
LEDGER = json.dumps({'format': 1, 'announced': [{'key': 'sun/abdomen/1', 'instant': '2026-09-21T00:00:00Z'}]}, indent=2)


def make_folder(path):
    if not os.path.isdir(path):
        make_folder(os.path.dirname(path))
        os.mkdir(path, 0o700)


def write_files(root, files, days=None):
    """Each a little later than the one before; in `days`, how old some are."""
    then = time.time() - 600
    for number, (path, text) in enumerate(files.items()):
        when = then + number - 86400 * (days or {}).get(path, 0)
        path = os.path.join(root, path)
        make_folder(os.path.dirname(path))
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as file:
            file.write(text)
        os.utime(path, (when, when))


# One random end, or two: see salve_paths_is_temporary ().
TEMPORARY = re.compile(r'\.(?:json|ics|reason\.txt)(\.(?=[A-Za-z0-9]*[A-Z0-9])[A-Za-z0-9]{6}){1,2}$')
STAMP = re.compile(r'-\d{8}T\d{6}Z(-\d+)?\.unreadable')
CONFLICT = re.compile(r'\(conflicted copy [^)]*\)')
# What was brought back beside a damaged one has a number; which name a record has does not matter.
NUMBERED = re.compile(r'(/sessions/\d{8}T\d{6}Z-[0-9a-f]{8})-\d+\.json$')
PLACE = re.compile(r'^/.*/(?=(data|state)/salve/)')
UUID = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')

# When the trash was last looked at.
SEEN = '.seen'


def parse(text):
    """None where it makes no sense."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def read_whole(path):
    """None where the file was not written to its end."""
    with open(path, encoding='utf-8', errors='replace') as file:
        return parse(UUID.sub('ID', file.read()) if 'shelf.json' in path else file.read())


class State:
    """What is in a person's folders, and what an interrupted write has left there."""

    def __init__(self, root):
        self.files, self.strays, self.open = {}, [], []
        for folder, _, names in os.walk(root):
            for name in names + ['']:
                path = os.path.join(folder, name).rstrip('/')
                inside = os.path.relpath(path, root)
                mode = stat.S_IMODE(os.lstat(path).st_mode)
                if mode & 0o077 and '/salve' in '/' + inside:
                    self.open.append('%s has the mode %o' % (inside, mode))
                if name and TEMPORARY.search(name) and not inside.endswith(LEFT_OVER):
                    self.strays.append(path)
                elif name and name != SEEN:
                    self.add(inside, path)
        for path in list(self.files):
            if NUMBERED.sub(r'\1.json', path) not in self.files:
                self.files[NUMBERED.sub(r'\1.json', path)] = self.files.pop(path)

    def add(self, inside, path):
        with open(path, encoding='utf-8') as file:
            text = file.read()
        if inside.endswith('shelf.json'):
            text = UUID.sub('ID', text)
        # Whatever was removed is in the trash, under which name does not matter.
        if '/trash/' in inside:
            inside = os.path.dirname(inside) + '/' + text
        if inside.endswith('.reason.txt'):
            # Of what was left over it says more where that can be read.
            text = PLACE.sub('', text).split('. It is whole')[0].rstrip()
        self.files[CONFLICT.sub('(conflicted copy)', STAMP.sub('-TIME.unreadable', inside))] = text

    def list_values(self):
        """What the files say that make sense."""
        return [value for value in map(parse, self.files.values()) if value is not None]

    def __eq__(self, other):
        return self.files == other.files

    def drop_from_trash(self, *kept):
        """What is in none of those."""
        self.files = {path: text for path, text in self.files.items()
                      if '/trash/' not in path or any(path in each.files for each in kept)}

    def describe(self, *others):
        """How it differs from each."""
        said = []
        for other in others:
            names = [name for name in sorted(set(self.files) | set(other.files))
                     if self.files.get(name) != other.files.get(name)]
            said.append(', '.join('%r: %r' % (name[:80], self.files.get(name, 'gone')[:200]) for name in names) or 'same')
        return ' | '.join(said)


# Programs

class Said:
    """What a program told the person, and how it ended."""

    def __init__(self, program, text, status):
        self.text = text
        self.status = status
        lines = text.splitlines()
        if program == 'salvectl':
            # It speaks when it is through; before that there is no status.
            self.done = status == 0 or (status != 1 and bool(lines))
            self.error = text if status == 1 else None
        else:
            self.done = 'done' in lines
            self.error = next((line[6:] for line in lines if line.startswith('error ')), None)


class Place:
    """A folder for one program at a time."""

    def __init__(self, build, root):
        self.build = build
        self.root = root
        self.gate = None
        self.env = {**ENV, 'HOME': root, 'XDG_DATA_HOME': os.path.join(root, 'data'),
                    'XDG_STATE_HOME': os.path.join(root, 'state')}

    def program(self, name):
        return os.path.join(self.build, {'writer': 'tests/faults/fault-writer', 'gate': 'tests/faults/fault-gate',
                                         'salvectl': 'src/ctl/salvectl', 'notifier': 'src/notifier/salve-notifier'}[name])

    def fill(self, files, days=None):
        for name in os.listdir(self.root):
            shutil.rmtree(os.path.join(self.root, name), ignore_errors=True)
        write_files(self.root, files, days)

    def line(self, command):
        return [self.program(command[0]), *(each.replace('ROOT', self.root) for each in command[1:])]

    def run(self, *command, text=''):
        done = subprocess.run(self.line(command), input=text.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, env=self.env, timeout=60)
        return Said(command[0], done.stdout.decode(errors='replace'), done.returncode)

    def gated(self, decide, *command, text='', root=None):
        """Runs it; at each call `decide (number, call, path, said)` answers "go", "kill" or "fail ERRNO"."""
        with tempfile.TemporaryFile() as given:
            given.write(text.encode())
            given.seek(0)
            ours, report = os.pipe()
            answer, theirs = os.pipe()
            gate = self.gate = subprocess.Popen([self.program('gate'), root or self.root, str(report), str(answer),
                                                 *self.line(command)], stdin=given, stdout=subprocess.PIPE,
                                                stderr=subprocess.STDOUT, env=self.env, pass_fds=(report, answer))
        os.close(report)
        os.close(answer)
        os.set_blocking(gate.stdout.fileno(), False)
        said, status, number = b'', None, 0
        with os.fdopen(ours, encoding='utf-8', errors='replace') as calls, os.fdopen(theirs, 'w') as answers:
            for line in wait_for_lines(calls, gate):
                said += drain(gate.stdout)
                call, _, path = line.rstrip('\n').partition(' ')
                if call == 'end':
                    status = os.waitstatus_to_exitcode(int(path))
                    break
                number += 1
                answers.write(decide(number, call, path, said.decode(errors='replace')) + '\n')
                answers.flush()
        said += drain(gate.stdout)
        if gate.wait() == SKIPPED and status is None:
            raise Skip('the kernel hands no system calls over: ' + said.decode(errors='replace').strip())
        gate.stdout.close()
        return Said(command[0], said.decode(errors='replace'), status)


def drain(pipe):
    said = b''
    while select.select([pipe], [], [], 0)[0]:
        part = os.read(pipe.fileno(), 65536)
        if not part:
            break
        said += part
    return said


def wait_for_lines(calls, gate):
    """A program that stands still for a minute is ended, and the case fails."""
    while True:
        if not select.select([calls], [], [], 60)[0]:
            gate.kill()
            raise Failure('it hangs')
        line = calls.readline()
        if not line:
            return
        yield line
        if line.startswith('end '):
            return


# Operations

class Operation:
    """What a program does, on what, and what else holds:

    again: it can be done again after it failed
    copies: it may leave copies of what it is about to replace in the trash
    steps: it is done file by file, and where it is cut short, again does the rest
    keeps: in each step, all that was there is there somewhere
    part: a file that may lack what cannot be read, if that was said
    quiet: nobody is told when it does nothing
    beside: it may leave what is half written where no program of ours sweeps
    days: how old some of the files are
    """

    def __init__(self, title, *command, text='', files=None, others=True, again=True, copies=False, steps=False,
                 keeps=True, part=None, quiet=False, beside=False, days=None):
        self.title = title
        self.command = command
        self.text = text
        self.files = {**(OTHERS if others else {}), **(files or {})}
        self.again = again
        self.copies = copies or steps
        self.steps = steps
        self.keeps = keeps
        self.part = part
        self.quiet = quiet
        self.beside = beside
        self.days = days


SUBJECT = {'data/salve/sessions/' + NAME: RECORD}
TRASHED = {'data/salve/trash/' + NAME: RECORD}
OLDER = {'data/salve/trash/' + NAME: make_record(ID, '2026-11-22T18:30:00+01:00', 'removed before')}

COPY = NAME.replace('.json', ' (conflicted copy 2026-11-22 200000).json')
VERSION = json.dumps({**json.loads(RECORD), 'notes': 'on the telephone', 'later': 1}, indent=2)
VERSIONS = {**SUBJECT, 'data/salve/sessions/' + COPY: VERSION}
FLAGGED = {'data/salve/sessions/' + NAME: json.dumps({**json.loads(RECORD), 'events': [
    {'kind': 'red-flag', 'at': '2026-11-23T19:00:00+01:00', 'signs': ['redness']}]}, indent=2)}

SHELVES = {'data/salve/shelf.json': json.dumps({'format': 1, 'devices': [], 'products': [], 'one': 1}, indent=2),
           'data/salve/shelf (conflicted copy 2026-11-22 200000).json': json.dumps(
               {'format': 1, 'devices': [], 'products': [], 'two': 2}, indent=2),
           'data/salve/shelf (conflicted copy 2026-11-22 210000).json': '{"form'}
PROFILES = {'data/salve/profile.json': json.dumps({'format': 1, 'colour': 'blue'}, indent=2),
            'data/salve/profile (conflicted copy 2026-11-22 200000).json': json.dumps(
                {'format': 1, 'planned': '2027-01-01'}, indent=2)}

# One of each fault that a repair knows of.
DAMAGED = {'data/salve/sessions/' + NAME: '{"form', **TRASHED,
           'data/salve/sessions/' + NEIGHBOUR.replace('.json', LEFT_OVER): RECORD.replace(ID, ID.replace('6', '7')),
           'data/salve/shelf.json': '{"for', 'state/salve/draft.json': '{"fo', 'state/salve/notified.json': '{"f'}

# Sessions that are new, known, and known as another; a shelf and a profile that are another.
ARCHIVE = json.dumps({'format': 1, 'sessions': [
    json.loads(make_record('11111111-0000-4000-8000-000000000000', '2026-05-01T12:00:00+02:00')),
    json.loads(OTHERS['data/salve/sessions/' + NEIGHBOUR]),
    {**json.loads(RECORD), 'notes': 'elsewhere'}], 'shelf': json.loads(SHELF), 'profile': json.loads(PROFILE)})
PRESENT = {**SUBJECT, 'data/salve/shelf.json': SHELF.replace('[]', '[ ]', 1).replace('"format"', '"x": 1, "format"'),
           'data/salve/profile.json': PROFILE.replace('blue', 'red')}

OPERATIONS = [
    Operation('save', 'writer', 'save', text=RECORD),
    Operation('save the first', 'writer', 'save', text=RECORD, others=False),
    Operation('save once more', 'writer', 'save', text=RECORD.replace('"notes": ""', '"notes": "more"'), files=SUBJECT,
              copies=True),
    Operation('edit', 'writer', 'edit', NAME, 'It itches.', files=SUBJECT),
    Operation('remove', 'writer', 'remove', NAME, files=SUBJECT, again=False),
    Operation('remove once more', 'writer', 'remove', NAME, files={**SUBJECT, **OLDER}, again=False),
    Operation('undo', 'writer', 'undo', NAME, files=TRASHED, again=False),
    Operation('draft', 'writer', 'draft', text=DRAFT, files={'state/salve/draft.json': DRAFT.replace('abdomen', 'neck')}),
    Operation('first draft', 'writer', 'draft', text=DRAFT),
    Operation('clear the draft', 'writer', 'clear-draft', files={'state/salve/draft.json': DRAFT}),
    Operation('set the draft aside', 'writer', 'set-draft-aside', files={'state/salve/draft.json': '{"for'},
              again=False),
    Operation('shelf', 'writer', 'shelf', 'Cream', files={'data/salve/shelf.json': SHELF}, again=False),
    Operation('first shelf', 'writer', 'shelf', 'Cream', others=False, again=False),
    Operation('profile', 'writer', 'profile', files={'data/salve/profile.json': PROFILE}),
    Operation('first profile', 'writer', 'profile', others=False),
    Operation('ledger', 'writer', 'ledger', 'sweat/abdomen/2', files={'state/salve/notified.json': LEDGER}),
    Operation('first ledger', 'writer', 'ledger', 'sweat/abdomen/2', others=False),
    Operation('set the ledger aside', 'writer', 'set-ledger-aside', files={'state/salve/notified.json': '{"for'},
              again=False),
    Operation('merge', 'writer', 'merge', NAME, COPY, files=VERSIONS, steps=True),
    Operation('unmerge', 'writer', 'unmerge', NAME, COPY, 'It itches.',
              files={**SUBJECT, 'data/salve/trash/' + COPY: VERSION}, again=False, steps=True, keeps=False),
    Operation('separate', 'writer', 'separate', COPY,
              files={**SUBJECT, 'data/salve/sessions/' + COPY: RECORD.replace('6a1f3c0e', '12345678')}, again=False),
    Operation('merge the shelf', 'writer', 'merge-file', 'shelf.json', files=SHELVES, steps=True),
    Operation('merge the profile', 'writer', 'merge-file', 'profile.json', files=PROFILES, steps=True),
    Operation('answer a check-in', 'writer', 'check-in', NAME, files=SUBJECT),
    Operation('note a red flag', 'writer', 'add-flag', NAME, files=SUBJECT),
    Operation('take a red flag back', 'writer', 'drop-flag', NAME, files=FLAGGED),
    Operation('empty the trash', 'writer', 'scan', files={'data/salve/trash/.seen': '', **OLDER}, quiet=True,
              days={'data/salve/trash/.seen': 10, 'data/salve/trash/' + NAME: 40}),
    Operation('repair', 'salvectl', 'verify', '--repair', files=DAMAGED, steps=True, beside=True),
    Operation('import', 'salvectl', 'import', '-', text=ARCHIVE, files=PRESENT, steps=True),
    Operation('first import', 'salvectl', 'import', '-', text=ARCHIVE, others=False, steps=True),
    Operation('export', 'salvectl', 'export', 'ROOT/out/export.json', files={**SUBJECT, 'out/other': '{}'},
              others=False, again=False, beside=True, part='out/export.json'),
    Operation('calendar', 'writer', 'text', 'ROOT/out/ends.ics', text='BEGIN:VCALENDAR', files={'out/ends.ics': 'old'},
              beside=True),
]


class Trial:
    """One operation at one place, whole and under faults."""

    def __init__(self, place, operation):
        self.place = place
        self.operation = operation
        self.fill()
        self.old = State(place.root)
        said = place.run(*operation.command, text=operation.text)
        check(said.done, '%s does not even work without a fault: %s' % (operation.title, said.text))
        self.new = self.look()
        check(self.new != self.old, operation.title + ' changes nothing')
        self.counts = collections.Counter()

    def fill(self):
        self.place.fill(self.operation.files, self.operation.days)

    def attempt(self, decide):
        self.fill()
        return self.place.gated(decide, *self.operation.command, text=self.operation.text)

    def look(self, root=None):
        state = State(root or self.place.root)
        if self.operation.copies:
            state.drop_from_trash(self.old)
        return state

    def check_state(self, said, root=None):
        state = self.look(root)
        if self.operation.part and said.error:
            check(parse(state.files.pop(self.operation.part, '{}')) is not None, 'it is not whole')
        if self.operation.steps:
            self.check_steps(state, State(root or self.place.root))
        else:
            check(state in (self.old, self.new), 'neither old nor new: ' + state.describe(self.old, self.new))
        check(state == self.new or not said.done or self.operation.quiet, 'it said "done", and the old is there: '
              + state.describe(self.new))
        check(not state.open, ', '.join(state.open))
        self.counts['new' if state == self.new else 'old' if state == self.old else 'between'] += 1
        return state

    def check_steps(self, state, whole):
        """Each file is old or new, or on its way; what was there is there, under whatever name."""
        old, new, values = self.old.files, self.new.files, self.old.list_values()
        for path in old.keys() | new.keys() | state.files.keys():
            text = state.files.get(path)
            check(text in (old.get(path), new.get(path)) or text and parse(text) in values,
                  '%s: neither old nor new: %r' % (path, text))
        there = whole.list_values()
        for path, text in old.items() if self.operation.keeps else ():
            check(text in whole.files.values() or (parse(text) or not path) in there, path + ' is gone')

    def check_sweep(self, state):
        """What was left over goes by itself, once nobody can be writing it any more."""
        if not state.strays or self.operation.beside:
            return
        self.counts['left over'] += len(state.strays)
        whole = [value for value in map(read_whole, state.strays) if value is not None]
        sweep(self.place, state.strays)
        left = State(self.place.root)
        check(not left.strays, 'what was left over is not swept: %s' % left.strays)
        there = left.list_values()
        check(all(value in there for value in whole), 'what was left over was whole, and is gone')
        left.drop_from_trash(state if self.operation.copies else self.old)
        check(left == state, 'sweeping took more than what was left over')

    def check_again(self, place=None):
        place = place or self.place
        if self.operation.steps and self.look(place.root) == self.new:
            return
        for path in State(place.root).strays:
            os.utime(path, (time.time() - 120,) * 2)
        said = place.run(*self.operation.command, text=self.operation.text)
        state = State(place.root)
        state.drop_from_trash(self.old, self.new)
        check(said.done and state == self.new, 'trying again did not do it: %s%s' % (said.text, state.describe(self.new)))


def sweep(place, strays):
    """Once nobody can be writing them any more."""
    for path in strays:
        os.utime(path, (time.time() - 120,) * 2, follow_symlinks=False)
    said = place.run('writer', 'scan')
    check(said.done, said.text)


def make_root(build, folder=None):
    """Removed when the test is over. In memory where that is possible: a kill leaves there what it leaves elsewhere."""
    if folder is None:
        folder = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix='salve-faults-', dir=folder)


def in_parallel(build, function, items, n_threads=os.cpu_count()):
    """Each item at a place of its own; the first failure is raised once all are done."""
    with make_root(build) as top, concurrent.futures.ThreadPoolExecutor(n_threads) as pool:
        def one(number, item):
            root = os.path.join(top, str(number))
            os.mkdir(root, 0o700)
            return function(Place(build, root), item)
        futures = [pool.submit(one, number, item) for number, item in enumerate(items)]
        wrong = [str(future.exception()) for future in futures if future.exception()]
        for future in futures:
            if future.exception() and not isinstance(future.exception(), Failure):
                future.result()
    check(not wrong, '\n'.join(wrong))
    return [future.result() for future in futures]
