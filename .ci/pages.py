#!/usr/bin/env python3
"""Pages opened in a browser without a window.

usage: pages.py [--shots DIR] CHROMIUM PAGE.html...

Each page is opened narrow (360 px) and wide, light and dark, and as print. A fault is: a
script or a handler, a request for anything but the page, a word on the console, text wider
than the window, text that does not stand out from what is behind it (WCAG 2.2, 1.4.3), a
link to a place that is not there, a heading level passed over. With DIR a picture of each.
Exit status: 0 no fault, 1 some.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WAYS = (("360-light", 360, "light", "screen"), ("360-dark", 360, "dark", "screen"),
        ("1200-light", 1200, "light", "screen"), ("1200-dark", 1200, "dark", "screen"),
        ("print", 800, "light", "print"))

LOOK = r"""
(() => {
  const faults = [];
  const say = (what, e) => faults.push(what + ': ' + (e.textContent || e.outerHTML).trim().slice(0, 60));
  const root = document.documentElement;
  if (!root.lang || !document.title) faults.push('no language or no title');
  for (const e of document.querySelectorAll('*')) {
    if (e.localName === 'script' || e.localName === 'iframe' || e.localName === 'object') say('active', e);
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) say('handler', e);
      if (/^\s*(javascript|data|vbscript):/i.test(a.value)) say('address', e);
    }
  }
  if (root.scrollWidth > root.clientWidth) faults.push('wider than the window: ' + root.scrollWidth + ' px');
  for (const a of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(a.getAttribute('href').slice(1))) say('leads nowhere', a);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  if (new Set(ids).size !== ids.length) faults.push('an id twice');
  let level = 0;
  for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    if (+h.localName[1] > level + 1) say('level passed over', h);
    level = +h.localName[1];
  }
  const rgb = s => s.match(/[\d.]+/g).map(Number);
  const light = c => [0.2126, 0.7152, 0.0722].reduce((sum, k, i) => {
    const v = c[i] / 255;
    return sum + k * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  }, 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0.99) return c;
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode());) {
    const e = node.parentElement, style = getComputedStyle(e);
    if (!node.data.trim() || e.localName === 'style') continue;
    const a = light(rgb(style.color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) say('contrast ' + ratio.toFixed(2), e);
    if (parseFloat(style.fontSize) < 11) say('small ' + style.fontSize, e);
  }
  return faults;
})()
"""


class Browser:
    """Spoken to over two pipes: messages of JSON with a zero byte behind each."""

    def __init__(self, program):
        self.home = tempfile.mkdtemp()
        read_commands, self.out = os.pipe()
        self.answers, write_answers = os.pipe()
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
                 "--user-data-dir=" + self.home, "about:blank"]

        def connect():
            # Both are moved out of the way first: one of them may be 3 or 4.
            a, b = os.dup(read_commands), os.dup(write_answers)
            a, b = os.dup2(a, 60), os.dup2(b, 61)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen([program, *flags], preexec_fn=connect, close_fds=False,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        os.close(read_commands)
        os.close(write_answers)
        self.rest, self.count, self.session, self.events = b"", 0, None, []

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def next_message(self):
        while b"\0" not in self.rest:
            more = os.read(self.answers, 1 << 20)
            if not more:
                raise RuntimeError("the browser has gone")
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def ask(self, method, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next_message()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def open_tab(self):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.ask(domain + ".enable")

    def load(self, url):
        self.events.clear()
        self.ask("Page.navigate", url=url)
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self.next_message())


def overheard(events, url):
    """What a page asked for beside itself, and what it said."""
    faults = []
    for event in events:
        method, params = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent" and params["request"]["url"] != url:
            faults.append("request: " + params["request"]["url"])
        elif method in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            faults.append("console: " + json.dumps(params)[:200])
    return faults


def look_at(browser, path, shots):
    url, faults = path.resolve().as_uri(), []
    for name, width, scheme, media in WAYS:
        browser.ask("Emulation.setDeviceMetricsOverride", width=width, height=900,
                    deviceScaleFactor=1, mobile=False)
        browser.ask("Emulation.setEmulatedMedia", media=media,
                    features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.load(url)
        found = browser.ask("Runtime.evaluate", expression=LOOK, returnByValue=True)["result"]
        found = overheard(browser.events, url) + found.get("value", ["the page cannot be looked at"])
        faults += [f"{name}: {fault}" for fault in found]
        if shots:
            shot = browser.ask("Page.captureScreenshot")
            (Path(shots) / f"{path.stem}-{name}.png").write_bytes(base64.b64decode(shot["data"]))
    return faults


def main(arguments):
    shots = None
    if arguments and arguments[0] == "--shots":
        shots, arguments = arguments[1], arguments[2:]
    browser, failed = Browser(arguments[0]), 0
    try:
        browser.open_tab()
        for path in map(Path, arguments[1:]):
            faults = look_at(browser, path, shots)
            failed += bool(faults)
            for fault in faults[:20]:
                print(f"{path.name}: {fault}")
            print(f"{path.name}: {len(faults)} faults")
    finally:
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
