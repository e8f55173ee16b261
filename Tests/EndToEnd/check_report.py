"""Looks at the report of a fortnight in a browser: check_report.py FILE.

Says what is wrong and ends with 1; with 77 where there is no browser.
"""

import sys

from browser import Browser, find

# Text of one chart that leaves it, or lies on other text of it.
LAYOUT = """
(() => {
  const wrong = [];
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    texts.forEach(([name, box], index) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        wrong.push('outside: ' + name);
      for (const [other, at] of texts.slice(index + 1)) {
        const across = Math.min(box.right, at.right) - Math.max(box.left, at.left);
        const down = Math.min(box.bottom, at.bottom) - Math.max(box.top, at.top);
        if (across > 1 && down > 2) wrong.push('overlap: ' + name + ' / ' + other);
      }
    });
  }
  return wrong;
})()
"""

WIDE = "document.documentElement.scrollWidth > window.innerWidth"
CHARTS = "document.querySelectorAll('svg').length"
SCRIPTS = "document.scripts.length"
HEADINGS = "[...document.querySelectorAll('h2')].map(h => h.textContent)"


def requests(events):
    """The addresses that the page asked for."""
    return [
        e["params"]["request"]["url"] for e in events
        if e.get("method") == "Network.requestWillBeSent"
    ]


def complaints(events):
    """What the console says."""
    said = [e["params"]["entry"]["text"] for e in events if e.get("method") == "Log.entryAdded"]
    said += ["exception" for e in events if e.get("method") == "Runtime.exceptionThrown"]
    return said


def check(browser, path):
    """Everything that is wrong with a page."""
    wrong = []
    count = 0

    def expect(holds, sentence):
        nonlocal count
        count += 1
        if not holds:
            wrong.append(sentence)

    for width in (1040, 390):
        browser.open(path, width)
        asked = requests(browser.events)
        expect(len(asked) == 1 and asked[0].startswith("file://"), f"asks for {asked}")
        expect(not complaints(browser.events), f"console: {complaints(browser.events)}")
        expect(not browser.value(WIDE), f"wider than {width} pixels")
        layout = browser.value(LAYOUT)
        expect(not layout, f"at {width}: {layout[:5]}")
    expect(browser.value(SCRIPTS) == 0, "has a script")
    headings = browser.value(HEADINGS)
    expect(len(headings) == 12 and "chỉ đạo" in headings[0], f"headings: {headings}")
    charts = browser.value(CHARTS)
    expect(charts == 4, f"{charts} charts")
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    named = [
        n for n in nodes
        if n.get("role", {}).get("value") in ("image", "img", "graphics-document")
        and n.get("name", {}).get("value")
    ]
    expect(len(named) == charts, f"{len(named)} of {charts} charts have a name")
    pages = browser.pdf().count(b"/Type /Page\n") + browser.pdf().count(b"/Type /Page ")
    expect(pages >= 2, f"prints {pages} pages")
    return wrong, count


def main():
    path = find()
    if not path:
        print("no Chromium here; Scripts/bootstrap --test installs it where Debian has it")
        return 77
    browser = Browser(path)
    try:
        wrong, count = check(browser, sys.argv[1])
    finally:
        browser.close()
    for sentence in wrong:
        print(sentence)
    print(f"{count - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
