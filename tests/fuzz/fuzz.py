#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fuzzes what reads files: libFuzzer with value profile, AddressSanitizer and UndefinedBehaviorSanitizer. Speaks TAP.

    fuzz.py --build DIR [--minutes N] [--keep] [TARGET…]

One target after the other, N minutes in all (SALVE_SOAK_MINUTES, or 30). A crash, a hang of 10 seconds and an input
that takes more than 2 are failures, and left in DIR/found. --keep adds the inputs that reach something new to
tests/fuzz/corpus, as few and as small as do."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(FOLDER))
TARGETS = ('record', 'draft', 'shelf', 'profile', 'ledger', 'import')
MINUTES = 30
SLOW_SECONDS = 2
OPTIONS = ('-use_value_profile=1', '-detect_leaks=1', '-timeout=10', '-max_len=8192', '-rss_limit_mb=4096',
           '-print_final_stats=1', f'-dict={FOLDER}/salve.dict')


def environment():
    """The inputs' files belong in memory, and GLib's slices hide leaks."""
    env = dict(os.environ, G_SLICE='always-malloc', ASAN_OPTIONS='abort_on_error=1')
    env.pop('G_DEBUG', None)
    if os.access('/dev/shm', os.W_OK):
        env['TMPDIR'] = '/dev/shm'
    return env


def may_fuzz():
    """Whether there is a clang with its runtime libraries."""
    if not shutil.which('clang'):
        return False
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'try.c')
        with open(path, 'w', encoding='ascii') as file:
            file.write('int LLVMFuzzerTestOneInput (const char *data, unsigned long size) { return 0; }\n')
        command = ('clang', '-fsanitize=fuzzer,address,undefined', path, '-o', os.path.join(folder, 'try'))
        return subprocess.run(command, capture_output=True).returncode == 0


def build(folder, targets):
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        arguments = '-fsanitize=fuzzer-no-link -fno-sanitize-recover=undefined -fno-omit-frame-pointer'
        subprocess.run(('meson', 'setup', folder, SOURCE, '-Dfuzzing=true', '-Db_sanitize=address,undefined',
                        '-Db_lundef=false', '-Dc_args=' + arguments), env=dict(os.environ, CC='clang'), check=True,
                       stdout=sys.stderr)
    subprocess.run(('ninja', '-C', folder, *('tests/fuzz/fuzz-' + target for target in targets)), check=True,
                   stdout=sys.stderr)


def inputs(target):
    return [path for kept in ('corpus', 'crashes') for path in [os.path.join(FOLDER, kept, target)]
            if os.path.isdir(path)]


def number(text, name):
    found = re.search(rf'^stat::{name}:\s+([0-9]+)', text, re.MULTILINE)
    return int(found[1]) if found else 0


def fuzz(folder, target, seconds):
    """What became of it: whether it is well, and a sentence."""
    corpus, found = (os.path.join(folder, kind, target) for kind in ('corpus', 'found'))
    for path in (corpus, found):
        os.makedirs(path, exist_ok=True)
    result = subprocess.run((os.path.join(folder, 'tests/fuzz/fuzz-' + target), *OPTIONS,
                             f'-max_total_time={int(seconds)}', f'-artifact_prefix={found}/', corpus, *inputs(target)),
                            env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = result.stdout.decode(errors='replace')
    with open(os.path.join(folder, f'{target}.log'), 'w', encoding='utf-8') as file:
        file.write(text)
    slowest = number(text, 'slowest_unit_time_sec')
    left = sorted(os.listdir(found))
    well = result.returncode == 0 and not left and slowest <= SLOW_SECONDS
    coverage = re.findall(r'cov: ([0-9]+)', text) or ['?']
    said = (f'{number(text, "number_of_executed_units"):,} executions in {seconds / 60:.1f} minutes, '
            f'{len([each for each in left if not each.startswith("timeout")])} crashes, '
            f'{len([each for each in left if each.startswith("timeout")])} hangs, '
            f'{coverage[-1]} edges, slowest input {slowest} s')
    return well, said, [] if well else text.splitlines()[-60:]


def keep(folder, target):
    """Replaces the kept corpus with the least that reaches as much."""
    kept = os.path.join(FOLDER, 'corpus', target)
    with tempfile.TemporaryDirectory() as merged:
        subprocess.run((os.path.join(folder, 'tests/fuzz/fuzz-' + target), '-merge=1', '-max_len=8192', merged,
                        *inputs(target), os.path.join(folder, 'corpus', target)),
                       env=environment(), check=True, stderr=subprocess.DEVNULL)
        for name in os.listdir(kept):
            if not name.startswith('seed-'):
                os.unlink(os.path.join(kept, name))
        for name in os.listdir(merged):
            shutil.copy(os.path.join(merged, name), kept)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--minutes', type=float, default=float(os.environ.get('SALVE_SOAK_MINUTES') or MINUTES))
    parser.add_argument('--keep', action='store_true')
    parser.add_argument('targets', nargs='*')
    options = parser.parse_args()
    targets = options.targets or TARGETS
    if not may_fuzz():
        print('1..0 # SKIP there is no clang with libFuzzer and the sanitizers here')
        return 0
    build(options.build, targets)
    print(f'1..{len(targets)}', flush=True)
    failed = 0
    for position, target in enumerate(targets, 1):
        well, said, log = fuzz(options.build, target, options.minutes * 60 / len(targets))
        failed += not well
        for line in log:
            print('#', line.encode('unicode_escape').decode())
        print('ok' if well else 'not ok', position, f'{target}: {said}', flush=True)
        if options.keep:
            keep(options.build, target)
    return 1 if failed else 0


sys.exit(main())
