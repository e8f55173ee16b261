"""Makes pictures: make_screens.py FOLDER REPORT.html NAME=PLOT.txt...

The report becomes report-NUMBER.png, a part of the page each; each text NAME.png, as a terminal
shows it.
"""

import html
import os
import sys
import tempfile

from browser import Browser, find

TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #fff; }
pre { margin: 0; padding: 12px; display: inline-block; color: #1b1f24;
  font: 14px/17px "Noto Sans Mono", "Noto Mono", "DejaVu Sans Mono", monospace; }
</style><pre>%s</pre>"""

BOX = """(() => { const box = document.querySelectorAll('%s')[%d].getBoundingClientRect();
return {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height}; })()"""

# Parts of the page that go together: the first and the last section of each picture.
PARTS = ((0, 1), (2, 4), (5, 10))


def picture_of_text(browser, text, path):
    """Saves a text as a terminal shows it."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(TERMINAL % html.escape(text))
        file.flush()
        browser.open(file.name, 1400)
        browser.picture(path, **browser.value(BOX % ("pre", 0)))


def pictures_of_report(browser, report, folder):
    """Saves the report part by part."""
    browser.open(report, 1040)
    for number, (first, last) in enumerate(PARTS, 1):
        top = browser.value(BOX % ("section", first))
        end = browser.value(BOX % ("section", last))
        y = 0 if first == 0 else top["y"]
        browser.picture(
            os.path.join(folder, f"report-{number}.png"),
            x=0, y=y, width=1040, height=end["y"] + end["height"] - y + 16)


def main():
    folder, report = sys.argv[1:3]
    path = find()
    if not path:
        print("no Chromium here; Scripts/bootstrap --test installs it where Debian has it")
        return 77
    browser = Browser(path)
    try:
        pictures_of_report(browser, report, folder)
        for entry in sys.argv[3:]:
            name, file = entry.split("=", 1)
            with open(file, encoding="utf-8") as text:
                picture_of_text(browser, text.read(), os.path.join(folder, name + ".png"))
    finally:
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
