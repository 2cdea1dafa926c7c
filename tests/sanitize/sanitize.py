# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs suites once more under a tool that sees what a passing test does not: memory that is used after it
was freed or never given back, and arithmetic that C leaves undefined. One case a test program.

    sanitize.py memory|valgrind SOURCE BUILD
"""

import json
import os
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

# Where a test program is not ours but drives one of ours, that one carries the sanitizers.
MEMORY = ('core', 'ctl', 'notifier', 'app', 'fuzz')
# Programs of C alone: valgrind would look at Python instead of at what it starts.
VALGRIND = ('core', 'fuzz')

GLIB = ['/usr/share/glib-2.0/valgrind/glib.supp']

# Without it GLib hands memory out of slices of its own, and nobody can tell who lost which.
SLICES = {'G_SLICE': 'always-malloc'}

# GLib is built without frame pointers: only the slow way sees past it, and less deep it is quick enough.
SANITIZERS = {
    'SALVE_TEST_SANITIZER': '1',
    'ASAN_OPTIONS': 'detect_leaks=1:fast_unwind_on_malloc=0:malloc_context_size=14',
    'UBSAN_OPTIONS': 'print_stacktrace=1:halt_on_error=1',
    'LSAN_OPTIONS': 'suppressions=%s:print_suppressions=0' % os.path.join(HERE, 'lsan.supp'),
}


def configure(source, folder, options):
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        subprocess.run(['meson', 'setup', folder, source, '-Dlocaledir=' + os.path.join(folder, 'po'), *options],
                       check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['meson', 'compile', '-C', folder], check=True, stdout=subprocess.DEVNULL)


def run_suites(folder, suites, log, environment, arguments=()):
    """What Meson noted of each program."""
    base = os.path.join(folder, 'meson-logs', log)
    command = ['meson', 'test', '-C', folder, '--no-rebuild', '--logbase', log, '--timeout-multiplier', '20']
    for suite in suites:
        command += ['--suite', suite]
    subprocess.run(command + list(arguments), env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=False)
    with open(base + '.json', encoding='utf-8') as file:
        return [json.loads(line) for line in file]


def check_memory(source, build):
    folder = os.path.join(build, 'sanitize')
    configure(source, folder, ['-Db_sanitize=address,undefined', '--buildtype=debugoptimized'])
    return run_suites(folder, MEMORY, 'memory', {**SLICES, **SANITIZERS})


def check_valgrind(_source, build):
    wrapper = ['valgrind', '-q', '--leak-check=full', '--show-leak-kinds=definite,indirect',
               '--errors-for-leak-kinds=definite', '--error-exitcode=9', '--num-callers=30',
               '--suppressions=' + os.path.join(HERE, 'valgrind.supp')]
    wrapper += ['--suppressions=' + path for path in GLIB if os.path.exists(path)]
    return run_suites(build, VALGRIND, 'valgrind', SLICES, ['--wrapper', shlex.join(wrapper)])


def tell(number, entry):
    good = entry['result'] in ('OK', 'SKIP', 'EXPECTEDFAIL')
    print('%sok %d - %s' % ('' if good else 'not ', number, entry['name']))
    if not good:
        for line in (entry.get('stdout', '') + entry.get('stderr', '')).splitlines()[-200:]:
            print('#', line)
    return good


def main():
    check = {'memory': check_memory, 'valgrind': check_valgrind}[sys.argv[1]]
    entries = check(*sys.argv[2:4])
    print('1..%d' % len(entries))
    failed = [entry for number, entry in enumerate(entries, 1) if not tell(number, entry)]
    return 1 if failed or not entries else 0


if __name__ == '__main__':
    sys.exit(main())
