#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass coach: what must be in sight, and how often it wakes the machine."""

import time

from suite import case, check, instant, main, write_draft


def start(desk, **more):
    device = {'kind': 'roller', 'needle_mm': 0.25, 'soak_before': instant(desk.now() - 600)}
    write_draft(desk, 'treat', 1, passes=2, device=device, **more)
    app = desk.start()
    app.wait_text('Pass 3 of 4')
    return app


def in_sight(app, name, width, height):
    import pyatspi
    box = app.find('button', name).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    check(0 <= box.x and box.x + box.width <= width and 0 <= box.y and box.y + box.height <= height,
          '%s is at %d, %d' % (name, box.x, box.y))


@case(limit=60)
def what_ends_it_is_in_sight(desk):
    app = start(desk)
    for width, height in (1000, 700), (360, 720):
        app.resize(width, height)
        for name in 'Blood', 'Sharp pain', 'Dizzy', 'Count this pass':
            in_sight(app, name, width, height)


@case(limit=60)
def a_test_spot_says_how_small(desk):
    app = start(desk, test_spot=True)
    app.wait_text('Test spot: 2 × 2 cm only')


def switches(pid):
    """How often the process went to sleep, and so was woken."""
    with open('/proc/%d/status' % pid, encoding='ascii') as file:
        line, = [line for line in file if line.startswith('voluntary_ctxt_switches')]
    return int(line.split()[1])


@case(limit=60)
def still_without_animations(desk):
    app = start(desk)
    time.sleep(3)
    before = switches(app.pid)
    time.sleep(5)
    woken = switches(app.pid) - before
    # The time by area is written anew every ten seconds; a picture that moves would wake it 300 times.
    check(woken <= 12, 'woken %d times in five seconds' % woken)


main()
