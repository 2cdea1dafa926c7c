# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window of a process shows, as a screen reader is told."""

import re

import gi
from gi.repository import GLib

from waiting import TIMEOUT, poll

# What newer toolkits call the same thing.
ROLES = {
    'button': {'push button', 'button'},
    'toggle button': {'toggle button'},
    'check box': {'check box', 'radio button'},
    'switch': {'switch', 'check box', 'toggle button'},
    'text': {'text', 'entry', 'list item'},
    'label': {'label', 'static', 'text', 'status bar', 'notification', 'alert'},
    'heading': {'heading', 'label'},
    'tab': {'page tab', 'radio button', 'toggle button', 'tab'},
    'frame': {'frame', 'window', 'dialog', 'alert'},
}

# What holds nothing else, and what holds things side by side.
LEAVES = {'label', 'image', 'separator'}
APART = {'list', 'page tab list', 'page tab', 'push button', 'button', 'list item', 'application'}


class Tree:
    roles = {}

    def __init__(self, pid):
        self.pid = pid
        self.tree = None
        self.precise = None

    def _check_alive(self):
        """Raises where there is nobody left to wait for."""

    def _root(self):
        import pyatspi
        if self.tree is None:
            for app in pyatspi.Registry.getDesktop(0):
                try:
                    if app is not None and app.get_process_id() == self.pid:
                        # Without the cache: it misses what changes between two looks.
                        gi.require_version('Atspi', '2.0')
                        from gi.repository import Atspi
                        app.set_cache_mask(Atspi.Cache.NONE)
                        self.tree = app
                except Exception:
                    continue
        return self.tree

    def walk(self, within=None, hidden=False):
        """Every accessible object on the screen, outermost first; what vanishes on the way is left out.
        What is scrolled out of sight counts as on the screen, the page behind the current one does not."""
        hidden = hidden or self._is_precise()
        todo, found = [within or self._root()], {}
        while todo:
            item = todo.pop()
            if item is None:
                continue
            yield item
            role = self.role(item)
            if role in LEAVES:
                continue
            children = self.children(item)
            if not hidden and len(children) > 1 and role not in APART:
                children = self._in_front(children, found)
            todo += reversed(children)

    def _is_precise(self):
        """Whether the toolkit shows only what is in front, as it does once it says of all of that that it is showing."""
        if self.precise is None:
            for frame in self.children(self._root()) if self._root() else []:
                for child in self.children(frame):
                    self.precise = self.has_state(child, 'showing')
        return bool(self.precise)

    @staticmethod
    def children(item):
        try:
            return [child for child in (item.getChildAtIndex(i) for i in range(item.childCount)) if child]
        except Exception:
            return []

    @classmethod
    def _box(cls, item):
        """(x, y, width, height) in the window; of what is inside for a page of a stack, which has none."""
        import pyatspi
        try:
            box = item.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            return box.x, box.y, box.width, box.height
        except Exception:
            inner = cls.children(item)
            return cls._box(inner[0]) if inner else None

    def _in_front(self, children, found):
        """GTK 4.8 shows the tree all pages of a stack, with the places they last had. Of things that lie
        over each other, those count that the mouse would find."""
        if any(self.role(child) in ROLES['frame'] for child in children):
            return children
        boxes = [self._box(child) for child in children]

        def overlap(a, b):
            return (a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3])

        kept = []
        for child, box in zip(children, boxes):
            if box is not None and (box[2] <= 0 or box[3] <= 0):
                continue
            others = [other for one, other in zip(children, boxes)
                      if one is not child and other and other[2] > 0 and other[3] > 0]
            if box is None or not any(overlap(box, other) for other in others) or self._under_mouse(child, box, found):
                kept.append(child)
        return kept

    def _under_mouse(self, item, box, found):
        """Whether the window finds the item at one of nine points of its box; `found` keeps its answers."""
        frame = item
        try:
            while frame is not None and self.role(frame) not in ROLES['frame']:
                frame = frame.parent
        except GLib.Error:
            return False
        if frame is None:
            return True
        for part in ((2, 2), (1, 2), (2, 1), (3, 2), (2, 3), (1, 1), (3, 1), (1, 3), (3, 3)):
            point = box[0] + box[2] * part[0] // 4, box[1] + box[3] * part[1] // 4
            if (frame, point) not in found:
                found[frame, point] = self._chain_at(frame, *point, found)
                if not found[frame, point] and frame not in found:
                    # The toolkit knows no name for what nobody asked about yet: ask about all.
                    found[frame] = sum(1 for _ in self.walk(frame, hidden=True))
                    found[frame, point] = self._chain_at(frame, *point, found)
            if item in found[frame, point]:
                return True
        return False

    def _chain_at(self, frame, x, y, found):
        """What the mouse would be over, innermost first; `found` keeps the parents."""
        import pyatspi
        chain = []
        try:
            item = frame.queryComponent().getAccessibleAtPoint(x, y, pyatspi.WINDOW_COORDS)
            while item is not None and self.role(item) not in ROLES['frame']:
                chain.append(item)
                if ('parent', item) not in found:
                    found['parent', item] = item.parent
                item = found['parent', item]
        except Exception:
            pass
        return chain

    def walk_count(self):
        return sum(1 for _ in self.walk())

    @classmethod
    def role(cls, item):
        """Asked about once a thing, for it keeps its role, and asking is what takes the time."""
        if item not in cls.roles:
            try:
                role = item.getRoleName()
            except Exception:
                role = ''
            if not role:
                return ''
            cls.roles[item] = role
        return cls.roles[item]

    @classmethod
    def name(cls, item):
        try:
            # A status has no name from GTK 4.10 on: its text is what is read.
            return item.name or (cls.role(item) == 'status bar' and cls.text(item)) or ''
        except Exception:
            return ''

    @staticmethod
    def text(item):
        words = item.queryText()
        return words.getText(0, words.characterCount)

    @classmethod
    def _matches(cls, item, role, name):
        if role is not None and cls.role(item) not in ROLES.get(role, {role}):
            return False
        if name is None:
            return True
        # GTK 4.8 speaks a mnemonic label as "_Add Add".
        own = cls.name(item)
        plain = own.replace('_', '')
        if isinstance(name, re.Pattern):
            return bool(name.search(own))
        return name in (own, plain) or plain == '%s %s' % (name, name)

    def find_all(self, role=None, name=None, within=None):
        """`name` is the whole name, or a compiled pattern to be found in it; None for any."""
        return [item for item in self.walk(within) if self._matches(item, role, name)]

    def find(self, role=None, name=None, within=None, timeout=TIMEOUT):
        def look():
            self._check_alive()
            return next((item for item in self.walk(within) if self._matches(item, role, name)), None)
        return poll('%s "%s"' % (role or 'something', getattr(name, 'pattern', name)), look, timeout)

    wait_for = find

    def has(self, role=None, name=None, within=None):
        return any(self._matches(item, role, name) for item in self.walk(within))

    def wait_gone(self, role, name, timeout=TIMEOUT):
        poll('%s "%s" to be gone' % (role, name), lambda: not self.has(role, name), timeout)

    def texts(self, within=None):
        """All words on the screen, one string a label."""
        return [self.name(item) for item in self.walk(within)
                if self.role(item) in ROLES['label'] | ROLES['heading'] and self.name(item)]

    def says(self, text):
        return any(text in line for line in self.texts())

    def wait_text(self, text, timeout=TIMEOUT):
        def look():
            self._check_alive()
            return self.says(text)
        return poll('the words "%s"' % text, look, timeout)

    def dump(self):
        """The tree, for a person to read."""
        lines, found = [], {}

        def add(item, depth):
            if item is None or depth > 40:
                return
            lines.append('%s%s "%s"' % ('  ' * depth, self.role(item), self.name(item)))
            children = self.children(item)
            for child in children if self._is_precise() or self.role(item) in APART else self._in_front(children, found):
                add(child, depth + 1)
        add(self._root(), 0)
        return '\n'.join(lines)

    def has_state(self, item, state):
        """`state` as in 'checked', 'sensitive', 'focused', 'selected', 'expanded'."""
        import pyatspi
        return item.getState().contains(getattr(pyatspi, 'STATE_' + state.upper()))

    def focused(self):
        """What the keyboard is on; None when the toolkit does not say."""
        return next((item for item in self.walk() if self.has_state(item, 'focused')
                     and self.role(item) not in ROLES['frame']), None)
