# SPDX-License-Identifier: GPL-3.0-or-later
"""What is waited for by asking again and again, until the time is up."""

import os
import time

from gi.repository import GLib

TIMEOUT = float(os.environ.get('SALVE_TEST_TIMEOUT', '15'))


class HarnessError(AssertionError):
    pass


def poll(what, function, timeout=TIMEOUT, every=0.05):
    """Calls until the answer is true, returns it; raises with `what` when the time is up."""
    end = time.monotonic() + timeout
    while True:
        try:
            answer = function()
        except GLib.Error:
            # The window has changed while it was looked at.
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise HarnessError('timed out after %g s waiting for %s' % (timeout, what))
        time.sleep(every)
