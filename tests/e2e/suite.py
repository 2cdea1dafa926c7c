# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases, each in a process of its own at a desktop of its own, with a hard limit of time, told in TAP.

    @case()
    def the_window_opens(desk):
        desk.start()

    main()

A program of cases is called with the folder of the build, and then the names of the cases to run, if not all.
"""

import contextlib
import datetime
import json
import os
import re
import signal
import subprocess
import sys
import time
import traceback
import uuid

sys.dont_write_bytecode = True

from harness import Desk
from processes import adopt_orphans, descendants
from waiting import HarnessError, poll

LIMIT = 60
# Until a case that was told to end is ended.
GRACE = 15
SKIPPED = 77

cases = {}


class Skip(Exception):
    """Raised with the reason."""


def case(*, limit=LIMIT, mounts=False, **desk):
    """`limit` in seconds; with `mounts` what the case mounts is gone with it; the rest is the Desk's."""
    def add(function):
        cases[function.__name__] = (function, limit, mounts, desk)
        return function
    return add


# What a case says

def check(condition, text):
    if not condition:
        raise AssertionError(text)


def same(got, wanted, what=''):
    check(got == wanted, '%s%r instead of %r' % (what and what + ': ', got, wanted))


def note(text):
    """What is done next, for whoever reads a failure."""
    print('# ' + str(text).replace('\n', '\n# '), flush=True)


# One case, in its own process

def say_stack(error):
    note(''.join(traceback.format_exception(error)).rstrip())


def run_case(build, name):
    function, limit, _, options = cases[name]

    def too_long(number, frame):
        raise HarnessError('took longer than %d s' % limit)

    def told_to_end(number, frame):
        raise SystemExit(1)

    signal.signal(signal.SIGALRM, too_long)
    signal.signal(signal.SIGTERM, told_to_end)
    signal.alarm(limit)
    try:
        with contextlib.ExitStack() as stack:
            desk = stack.enter_context(Desk(build, **options))
            try:
                function(desk)
            except Skip as reason:
                print('# SKIP ' + str(reason), flush=True)
                return SKIPPED
            finally:
                signal.alarm(0)
    except Exception as error:
        say_stack(error)
        return 1
    return 0


# All cases, one after the other: other programs run beside this one

def command(build, name, mounts):
    own = [sys.executable, os.path.abspath(sys.argv[0]), build, '--case', name]
    return ['unshare', '--mount', '--propagation', 'private', *own] if mounts else own


def can_mount():
    with open(os.devnull, 'w') as void:
        return subprocess.call(['unshare', '--mount', '--propagation', 'private', 'mount', '-t', 'tmpfs', '-o',
                                'size=64k', 'none', '/mnt'], stdout=void, stderr=void) == 0


def bury():
    """Ends whatever a case has left."""
    for pid in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, 0)[0]:
            pass


def run_one(build, name):
    """Returns what follows "ok" or "not ok" in TAP, and whether it is fine."""
    _, limit, mounts, _ = cases[name]
    title = name.replace('_', ' ')

    if mounts and not can_mount():
        return True, title + ' # SKIP nothing can be mounted here'
    started = time.monotonic()
    child = subprocess.Popen(command(build, name, mounts), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             text=True, errors='replace', start_new_session=True)
    try:
        said, _ = child.communicate(timeout=limit + GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        bury()
        said = child.stdout.read() + '# was ended after %d s\n' % (limit + GRACE)
    bury()
    if child.returncode != 0 or os.environ.get('SALVE_TEST_VERBOSE'):
        sys.stdout.write(said)
    note('%.1f s' % (time.monotonic() - started))
    if child.returncode == SKIPPED:
        return True, '%s # SKIP %s' % (title, re.findall('^# SKIP (.*)', said, re.M)[-1])
    return child.returncode == 0, title


def run_all(build, names):
    adopt_orphans()
    print('TAP version 13\n1..%d' % len(names), flush=True)
    fine = True
    for number, name in enumerate(names, 1):
        good, text = run_one(build, name)
        fine &= good
        print('%s %d - %s' % ('ok' if good else 'not ok', number, text), flush=True)
    return 0 if fine else 1


def main():
    if len(sys.argv) < 2:
        sys.exit('usage: %s BUILD [CASE…]' % sys.argv[0])
    build, names = sys.argv[1], sys.argv[2:]
    if names[:1] == ['--case']:
        sys.exit(run_case(build, names[1]))
    sys.exit(run_all(build, names or list(cases)))


# Words that several programs need

def wait_draft(desk, what, test):
    """Waits until the draft on the disk is as the test wants, and returns it."""
    def look():
        try:
            with open(os.path.join(desk.state, 'draft.json'), encoding='utf-8') as file:
                draft = json.load(file)
        except FileNotFoundError:
            return None
        return draft if test(draft) else None
    return poll('a draft with ' + what, look)


# Sessions under way and records, as the programs write them

STEPS = ('check', 'cleanse', 'numb', 'device', 'treat', 'soothe', 'aftercare')
# How many parts each has.
PARTS = (6, 2, 1, 2, 2, 3, 1)
# What is asked before a session, of which nothing applies.
SCREENED = '''
age keloid bleeding connective-tissue metal-allergy nickel herpes-history eczema-history autoimmune heart
dark-marks sensitive-skin pregnancy isotretinoin cancer-care immune diabetes-unsteady herpes-active
herpes-healed fever breastfeeding diabetes-steady blood-thinner steroids light-medicine cushing infection
wound acne eczema-active skin-cancer wart tattoo veins pale-marks sunburn self-tanner actives peel laser
waxing filler surgery radio-frequency shared long-needle
'''.split()
# Those of them that last and are remembered; the age is told from the day of birth.
LASTING = SCREENED[1:12]
DIRECTIONS = ('horizontal', 'vertical', 'diagonal-left', 'diagonal-right')


def instant(seconds):
    """Seconds since 1970 as a record tells them."""
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).isoformat()


def make_draft(now, step, part=0, *, passes=16, **more):
    """A session that was begun ten minutes ago and stands at a step; `passes` of 16 are counted by then."""
    place = STEPS.index(step)
    times = [now - 600 + 60 * i for i in range(len(STEPS))]
    draft = {
        'format': 1,
        'id': str(uuid.uuid4()),
        'setting': 'home',
        'started': instant(times[0]),
        'areas': ['abdomen'],
        'screening': {'skin_type': 2, 'no': SCREENED},
        'steps': [{'id': each, 'entered': instant(times[i]), 'done': instant(times[i + 1]), 'part': PARTS[i] - 1}
                  for i, each in enumerate(STEPS[:place])],
        'aftercare': [],
    }
    draft['steps'].append({'id': step, 'entered': instant(times[place]), 'part': part})
    if place > STEPS.index('device') or (step == 'device' and part == 1):
        draft['device'] = {'kind': 'roller', 'needle_mm': 0.25}
    if place > STEPS.index('device'):
        draft['device']['soak_before'] = instant(now - 600)
    if place > STEPS.index('treat') or (step == 'treat' and part == 1):
        draft['passes'] = [{'area': 'abdomen', 'direction': each, 'count': min(4, max(0, passes - 4 * i))}
                           for i, each in enumerate(DIRECTIONS)]
    if place > STEPS.index('soothe') or (step == 'soothe' and part > 0):
        draft['serum'] = {'kind': 'hyaluronic-acid'}
    draft.update(more)
    return draft


def write_json(path, content):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(content, file, indent=2)


def write_draft(desk, step, part=0, **more):
    draft = make_draft(desk.now(), step, part, **more)
    write_json(os.path.join(desk.state, 'draft.json'), draft)
    return draft


def write_profile(desk, **more):
    """Someone who has answered what lasts."""
    write_json(os.path.join(desk.data, 'profile.json'),
               {'format': 1, 'born': '1990-02-01', 'lasting': {'skin_type': 2, 'no': LASTING},
                **({'reminders': desk.reminders} if desk.reminders else {}), **more})


def read_profile(desk):
    with open(os.path.join(desk.data, 'profile.json'), encoding='utf-8') as file:
        return json.load(file)


def make_record(started, **more):
    """A session of 42 minutes that was completed; `started` in seconds since 1970."""
    ended = started + 42 * 60
    record = make_draft(started + 600, 'aftercare')
    record.update(started=instant(started), ended=instant(ended), outcome='completed', pain=2, erythema=1, aftercare=[
        {'restriction': name, 'until': instant(ended + hours * 3600)}
        for name, hours in (('sun', 48), ('sweat', 48), ('products', 72))])
    record['steps'] = [{'id': each, 'entered': instant(started + 360 * i), 'done': instant(started + 360 * (i + 1))}
                       for i, each in enumerate(STEPS)]
    record.update(more)
    return record


def check_schema(record):
    import jsonschema
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../data/session.schema.json')
    with open(source, encoding='utf-8') as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(record)]
    same(errors, [], 'the schema says')


def write_record(desk, record, name=None):
    """Returns its path."""
    started = datetime.datetime.fromisoformat(record['started']).astimezone(datetime.timezone.utc)
    path = os.path.join(desk.sessions, name or '%s-%s.json' % (started.strftime('%Y%m%dT%H%M%SZ'), record['id'][:8]))
    write_json(path, record)
    return path
