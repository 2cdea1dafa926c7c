# SPDX-License-Identifier: GPL-3.0-or-later
"""The processes that a test has started, and what those have started."""

import collections
import ctypes
import os


def adopt_orphans():
    """What our bus starts becomes ours, so that nothing outlives the test."""
    PR_SET_CHILD_SUBREAPER = 36
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants(root):
    children = collections.defaultdict(list)
    for entry in os.listdir('/proc'):
        if entry.isdigit():
            try:
                with open('/proc/%s/stat' % entry) as file:
                    parent = int(file.read().rpartition(')')[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue
            children[parent].append(int(entry))
    found, todo = [], [root]
    while todo:
        more = children[todo.pop()]
        found += more
        todo += more
    return found


def alive(pid):
    """Whether a process runs; one that ended and that nobody asked about does not."""
    try:
        with open('/proc/%d/stat' % pid) as file:
            return file.read().rpartition(')')[2].split()[0] not in 'ZX'
    except OSError:
        return False
