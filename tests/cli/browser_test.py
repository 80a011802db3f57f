#!/usr/bin/env python3
"""The page of assay serve in a real Chromium: typing, facets, timeline, pages, reading, marks,
keys, the history, without JavaScript, barriers (axe-core), and that nothing is asked of another
machine.

usage: browser_test.py BINARY SOURCE_DIRECTORY BUILD_DIRECTORY [SCREENSHOT_FOLDER]
"""
import json, os, pathlib, random, shutil, subprocess, sys, tempfile, time

SKIPPED = 77
try:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    print("SKIP: there is no python3-selenium")
    sys.exit(SKIPPED)
if not shutil.which("chromium") or not shutil.which("chromedriver"):
    print("SKIP: there is no chromium with chromium-driver")
    sys.exit(SKIPPED)

binary, source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
shots = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
wrong = []
checks = 0


def check(holds, *what):
    global checks
    checks += 1
    if not holds:
        wrong.append(" ".join(map(str, what)))
        print(wrong[-1], file=sys.stderr, flush=True)


def wait(holds, *what):
    """Waits until `holds` returns something true, and returns that."""
    end = time.monotonic() + 15
    while True:
        try:
            if got := holds():
                return got
        except WebDriverException:  # an element of the answer before
            pass
        if time.monotonic() > end:
            check(False, *what)
            return None
        time.sleep(0.02)


def browser(javascript=True):
    options = Options()
    for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--disable-background-networking", "--disable-component-update",
                 "--no-first-run"]:  # fmt: skip
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    if not javascript:
        options.add_experimental_option(
            "prefs", {"profile.managed_default_content_settings.javascript": 2}
        )
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


def axe_source():
    """The text of axe-core, or why there is none."""
    folder = build / "axe"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(source / "tests" / "axe" / name, folder)
    if not shutil.which("npm"):
        return None, "there is no npm"
    done = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        return None, "npm cannot install axe-core: " + done.stderr.strip()[-300:]
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"), ""


def write_notes(notes):
    for essay in (source / "data" / "essays").glob("*.md"):
        shutil.copy(essay, notes)
    for number in range(45):
        (notes / f"page {number:02}.md").write_text(
            f"---\ncreated: 20{10 + number % 12}-0{1 + number % 9}-11\n"
            f"tags: [bulk/part{number % 3}]\n---\n"
            f"# Bulk note {number}\n\npagination filler {number}\n"
        )
    (notes / "attachments").mkdir()
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
        "606060000000050001a5f645400000000049454e44ae426082"
    )
    (notes / "attachments" / "dot.png").write_bytes(png)
    (notes / "reading.md").write_text(
        "---\ntags: [kinds]\ncreated: 2024-05-06\n---\n# Everything in a note\n\n"
        "Zebra words, a [[rain-gardens|link]], ==highlight with zebra==, ~~gone~~, #kinds, $a_b*c$,"
        " %%hidden remark%% and a note[^1]. Then [[nowhere yet]] and [gone](gone.md).\n\n"
        "> [!tip] A callout\n> with a zebra in it\n\n"
        "- [x] done\n- [ ] to do\n\n| Left | Right |\n|:--|--:|\n| zebra | 2 |\n\n"
        "```python\nprint('zebra [[not a link]]')\n```\n\n## Second heading\n\n![[dot.png|20]]\n\n"
        "![[page 00]]\n\n![elsewhere](https://example.org/x.png)\n\n<b onclick=alert(1)>raw</b>\n\n"
        "[bad](javascript:alert(1)) [good](rain-gardens.md#pipe-and-garden) A block ^here\n\n"
        "[^1]: The footnote.\n",
        "utf-8",
    )
    (notes / "rtl.md").write_text(
        "---\nlang: ar\n---\n"
        "# مرحبا بالعالم\n\nنص عربي مع zebra كلمة.\n",
        "utf-8",
    )
    (notes / "linking.md").write_text("# Linking\n\nTo [all kinds](reading.md).\n")
    (notes / "naming.md").write_text("# Naming\n\nThere is everything in a note.\n")
    (notes / "cjk.md").write_text("# 開源軟體\n\n開源軟體的歷史與公共基礎設施。\n", "utf-8")


class Page:
    def __init__(self, driver, base):
        self.driver, self.base = driver, base

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="#answer"):
        return wait(lambda: self.find(selector).text or " ", "no", selector).strip()

    def address(self):
        return self.driver.current_url[len(self.base) :]

    def open(self, target):
        self.driver.get(self.base + target)

    def keys(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def settled(self):
        """True when no answer is on its way, and none is the one before."""
        return not self.all(".stale") and (self.all("#answer") or self.all(".reading, .stats"))

    def type(self, query):
        box = self.find("#q")
        box.clear()
        box.send_keys(query)
        self.answered(query)

    def answered(self, query):
        script = "return new URL(location).searchParams.get('q') === arguments[0]"
        wait(
            lambda: self.driver.execute_script(script, query) and self.settled(),
            "no answer to",
            query,
        )

    def enter(self):
        self.keys(Keys.ENTER)
        wait(
            lambda: "typing" not in self.address() and self.settled(),
            "Enter does not finish the query",
        )

    def click(self, selector):
        """Follows a link, and waits for what it leads to."""
        before = self.driver.current_url
        link = wait(lambda: self.settled() and self.find(selector), "there is no", selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        webdriver.ActionChains(self.driver).move_to_element(link).click().perform()
        wait(lambda: self.driver.current_url != before and self.settled(), selector, "does nothing")


def search_and_narrow(page, notes):
    page.open("/")
    check("Newest" in page.text(), "the first page is not newest first")
    check(
        page.all(".calendar svg") and page.all(".tree a"), "the first page has no calendar or tags"
    )
    page.type("open-source infrastr")
    check("note" in page.text("#count") and page.all(".hits mark"), "typing finds nothing")
    announced = page.find("#status").get_attribute("textContent")
    check(announced == page.text("#count"), "the count is not announced", announced)
    check(page.find("#status").get_attribute("role") == "status", "it is not announced politely")
    page.enter()
    total = page.text("#count")
    page.click(".tree .value")
    check("tag=" in page.address() and page.all(".chosen a"), "a tag is not chosen")
    check(int(page.text("#count").split()[0]) <= int(total.split()[0]), "a tag finds more")
    page.click(".chosen a")
    check(page.text("#count") == total, "a tag cannot be taken away")
    page.click(".exclude")
    check("not_tag=" in page.address(), "a tag is not excluded")
    page.open("/?q=pagination")
    total = int(page.text("#count").split()[0])
    page.click(".timeline a")
    check(
        "year=" in page.address() and 0 < int(page.text("#count").split()[0]) < total,
        "the timeline",
    )
    page.open("/?q=pagination")
    years = page.all(".timeline a")
    webdriver.ActionChains(page.driver).click_and_hold(years[1]).move_to_element(
        years[3]
    ).release().perform()
    wait(
        lambda: "after=" in page.address() and "before=" in page.address(),
        "the timeline is not brushed",
    )
    page.open("/?q=pagination")
    first = page.text(".hits")
    page.click("a[rel=next]")
    check("offset=20" in page.address() and page.text(".hits") != first, "the second page")
    page.driver.back()
    wait(lambda: page.settled() and page.text(".hits") == first, "Back from the second page")
    for query, shown in [
        ("paginaton", "No note has"),
        ("xyzzyq", "No note matches"),
        ("rain (", "^"),
        ("rain xyzzyq", "No note has all the words"),
    ]:
        page.type(query)
        page.enter()
        check(shown in page.text(), query, "does not show", shown, ":", page.text()[:120])
    page.open("/")
    page.find("#q").send_keys("tag:bul")
    wait(lambda: page.all("#suggestions li"), "no suggestions")
    page.keys(Keys.ARROW_DOWN)
    wait(
        lambda: page.find("#q").get_attribute("aria-activedescendant") == "option-0",
        "no option is active",
    )
    page.keys(Keys.ENTER)
    wait(
        lambda: page.find("#q").get_attribute("value").startswith("tag:bulk"),
        "an option is not taken",
    )
    # A note that is written while the page is open.
    (notes / "later.md").write_text("# Later\n\nquokkaword\n")
    wait(
        lambda: (page.type("quokkaword"), "1 note" in page.text("#count"))[1],
        "a new note is not found",
    )
    (notes / "later.md").write_text("# Later still\n\nquokkaword\n")
    wait(
        lambda: (page.open("/?q=quokkaword"), "Later still" in page.text(".hits"))[1],
        "a changed note is not found",
    )


def read(page, notes):
    page.open("/?q=zebra")
    page.click('.title[data-path="reading.md"]')
    article = page.find(".note")
    for selector in ["mark.found", "a.wikilink", ".highlight", "del", ".callout-tip .callout-title",
                     ".task .box", "td.right", "code.math", "img[width='20']", ".embedded",
                     ".footnotes", "pre code", "a.tag", "code.html", "span.wanted", "span.broken",
                     "a[href='/note/rain-gardens.md#pipe-and-garden']"]:  # fmt: skip
        check(article.find_elements(By.CSS_SELECTOR, selector), "a note has no", selector)
    check("hidden remark" not in article.text, "a comment is shown")
    titles = [each.text for each in page.all("h1, h2") if each.text == "Everything in a note"]
    check(len(titles) == 1, "the title is shown", len(titles), "times")
    check(page.text("#backlinks ~ ul mark") == "all kinds", "no backlinks")
    check(page.text("#mentions ~ ul mark") == "everything in a note", "no mentions")
    check(
        "[[not a link]]" in article.text and "<b onclick" in article.text,
        "code or raw HTML is not shown",
    )
    check(
        not article.find_elements(By.CSS_SELECTOR, "a[href^=javascript], b, [onclick]"),
        "markup of a note",
    )
    check(
        page.driver.execute_script("return document.querySelector('.note img').naturalWidth") == 1,
        "no picture",
    )
    count = len(page.all("mark.found[id]"))
    check(count >= 4, count, "marks")
    page.keys("n")
    wait(lambda: page.all("mark.current#m1"), "n does not go to the first place")
    page.keys("n")
    wait(lambda: page.all("mark.current#m2"), "n does not go on")
    page.keys("p", "p")
    wait(lambda: page.all(f"mark.current#m{count}"), "p does not go around")
    page.keys(Keys.ESCAPE)
    wait(lambda: not page.all("mark.found"), "Esc leaves marks")
    page.keys(Keys.ESCAPE)
    wait(lambda: page.address().startswith("/?q=zebra"), "Esc does not go back")
    page.open("/note/reading.md")
    page.find(".note a.wikilink").click()
    wait(
        lambda: page.address().startswith("/note/rain-gardens.md"),
        "a wikilink leads to",
        page.address(),
    )
    check(page.all("aside section a"), "no related notes")
    page.open("/note/naming.md")
    (notes / "naming.md").write_text("# Naming again\n\nThere is [all](reading.md) now.\n")
    wait(
        lambda: (page.driver.refresh(), page.text("h1") == "Naming again")[1],
        "a note that has changed is shown as it was",
    )
    wait(
        lambda: (page.open("/note/reading.md"), len(page.all("#backlinks ~ ul mark")) == 2)[1],
        "a new link to a note is not shown",
    )
    check(not page.all("#mentions"), "a mention that became a link is still one")
    (notes / "naming.md").unlink()
    wait(
        lambda: (page.open("/note/naming.md"), "no note naming.md" in page.text("h1"))[1],
        "a note that is gone is shown",
    )


def keyboard_alone(page):
    page.open("/")
    page.driver.execute_script("document.activeElement.blur()")
    page.keys("/")
    page.keys("pagination")
    wait(
        lambda: "q=pagination" in page.address() and page.settled() and page.all("#suggestions li"),
        "typing after /",
    )
    page.keys(Keys.ESCAPE)
    page.keys(Keys.ARROW_DOWN)
    active = lambda: page.driver.switch_to.active_element
    wait(lambda: active().get_attribute("class") == "title", "↓ does not go to a note")
    first = active().text
    page.keys(Keys.ARROW_DOWN)
    check(active().text != first, "↓ does not go on")
    page.keys(Keys.ARROW_UP)
    check(active().text == first, "↑ does not go back")
    page.keys("?")
    wait(lambda: page.all("dialog[open]"), "? lists no keys")
    page.keys(Keys.ESCAPE)
    wait(lambda: not page.all("dialog"), "Esc leaves the list of keys")
    page.driver.execute_script("document.querySelector('.title').focus()")
    page.keys(Keys.ENTER)
    wait(lambda: page.address().startswith("/note/"), "Enter does not open")


QUERIES = ["rain", "open-source", "bridge", "filler", "the", "tests", "city", "pagination"]
WAYS = {
    "tag": ".tree .value",
    "sort": ".order a:not([aria-current])",
    "time": ".timeline a",
    "page": "a[rel=next]",
    "note": ".title",
    "link": ".note a.wikilink, aside a",
}


def walk(page, steps, chance):
    """Random steps, each from a random place on the page. Then Back and Forward through all of them
    show the same at the same place each time."""
    at = lambda: page.driver.execute_script("return Math.round(scrollY)")
    shown = lambda: (page.address(), page.find("#main").get_attribute("textContent"))
    before_all = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")  # with a history of its own: it has 50 entries at most
    page.open("/?q=" + chance.choice(QUERIES))
    seen = []  # what is shown, and at which place it is left

    def leave(place):
        page.driver.execute_script("scrollTo(0, arguments[0])", place)
        if "/note/" not in page.address():
            script = "return Math.round(history.state?.y ?? 0) === Math.round(scrollY)"
            wait(lambda: page.driver.execute_script(script), "the place is not kept")
        seen.append((*shown(), at()))

    for _ in range(steps):
        before = page.address()
        kind = chance.choice(list(WAYS) + ["type"])
        links = [] if kind == "type" else page.all(WAYS[kind])
        links = [each for each in links if each.get_attribute("href") != page.driver.current_url]
        leave(chance.randrange(1500) if links else 0)  # the browser itself scrolls up to the box
        if links:
            page.driver.execute_script(
                "arguments[0].dispatchEvent("
                "new MouseEvent('click', {bubbles: true, cancelable: true}))",
                chance.choice(links),
            )
        else:
            query = chance.choice([each for each in QUERIES if f"q={each}" not in before])
            page.driver.execute_script(
                "const box = document.getElementById('q');"
                "box.focus({preventScroll: true}); box.select()"
            )
            page.keys(query)
            if before.startswith("/?"):
                page.answered(query)
            page.enter()
        wait(lambda: page.address() != before and page.settled(), kind, "from", before)
    leave(chance.randrange(1500))

    steps = [("back", expected) for expected in reversed(seen[:-1])]
    steps += [("forward", expected) for expected in seen[1:]] + [("refresh", seen[-1])]
    for step, expected in steps:
        getattr(page.driver, step)()
        if not wait(
            lambda: page.settled() and shown() == expected[:2] and abs(at() - expected[2]) <= 2,
            step,
            "does not restore",
            expected[0],
        ):
            print(page.address(), "is at", at(), "not at", expected[2], file=sys.stderr)
            break
    page.driver.close()
    page.driver.switch_to.window(before_all)


STATES = {
    "start": "/",
    "found": "/?q=open-source+infrastructure",
    "filtered": "/?q=pagination&tag=bulk&year=2012",
    "corrected": "/?q=paginaton",
    "nothing": "/?q=xyzzyq+rain+quagga",
    "mistake": "/?q=rain+(",
    "note": "/note/reading.md?q=zebra",
    "stats": "/stats",
}


def look(page, axe):
    violations = 0
    for scheme in ("light", "dark"):
        page.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )
        for width in (320, 768, 1280):
            page.driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
            )
            for name, target in STATES.items():
                if width == 768 and not shots:
                    continue
                page.open(target)
                wait(page.settled, name, "does not settle")
                wide = page.driver.execute_script("return document.documentElement.scrollWidth")
                check(wide <= width, name, "is", wide, "pixels wide at", width)
                if shots:
                    page.driver.save_screenshot(str(shots / f"{name}-{width}-{scheme}.png"))
                if not axe or width == 768:
                    continue
                page.driver.execute_script(axe)
                found = page.driver.execute_async_script(
                    "const done = arguments[0];"
                    "const said = v => v.id + ': ' + v.nodes.slice(0, 3)"
                    ".map(n => n.html.slice(0, 120)).join(' | ');"
                    "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                    " 'wcag22aa', 'best-practice'], resultTypes: ['violations']})"
                    ".then(r => done(r.violations.map(said)), e => done([String(e)]))"
                )
                violations += len(found)
                for each in found:
                    check(False, "axe:", name, width, scheme, each)
    page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    return violations


def without_javascript(base, entrance):
    driver = browser(javascript=False)
    try:
        page = Page(driver, base)
        driver.get(entrance)
        page.find("#q").send_keys("pagination")
        page.find("#search button").click()
        wait(
            lambda: "q=pagination" in page.address() and page.all(".hits li"),
            "no answer without JavaScript",
        )
        for selector, changed in [
            (".tree .value", "tag="),
            (".timeline a", "year="),
            (".chosen a", "year="),
            (".order a:not([aria-current])", "sort="),
        ]:
            page.find(selector).click()
            wait(
                lambda: changed in page.address() and page.all(".hits li"),
                selector,
                "without JavaScript",
            )
        page.open("/?q=pagination")
        page.find("a[rel=next]").click()
        wait(lambda: "offset=20" in page.address(), "pages without JavaScript")
        page.open("/?q=zebra")
        page.find(".title").click()
        wait(lambda: page.all("mark.found"), "no marks without JavaScript")
    finally:
        driver.quit()


with tempfile.TemporaryDirectory() as home:
    notes = pathlib.Path(home) / "notes"
    notes.mkdir()
    write_notes(notes)
    env = {"HOME": home, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    server = subprocess.Popen(
        [binary, "serve", notes, "--port", "0", "--json"],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = json.loads(server.stdout.readline())
    base = f"http://127.0.0.1:{said['port']}"
    driver = None
    try:
        driver = browser()
        page = Page(driver, base)
        driver.get(said["url"])
        check(page.address() == "/", "the token stays in the address:", page.address())
        search_and_narrow(page, notes)
        read(page, notes)
        keyboard_alone(page)
        chance = random.Random(18)
        for number in range(20):
            walk(page, 3, chance)
        axe, why = axe_source()
        if not axe:
            print("not looked for barriers:", why)
        violations = look(page, axe)
        without_javascript(base, said["url"])
        asked = set()
        for entry in driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.add(message["params"]["request"]["url"])
        elsewhere = [url for url in asked if not url.startswith((base + "/", "data:"))]
        check(len(asked) > 20 and not elsewhere, "asked of others:", elsewhere[:5])
        for entry in driver.get_log("browser"):
            # A query with a mistake, and a note that is gone, are logged as if the page had a
            # mistake.
            expected = "400 (Bad Request)" in entry["message"] or "/naming.md" in entry["message"]
            if entry["level"] == "SEVERE" and not expected:
                check(False, "the console says:", entry["message"])
        print(
            f"{checks} checks, {len(asked)} addresses asked, {violations} barriers in"
            f" {len(STATES)} states"
        )
    finally:
        if driver:
            driver.quit()
        check(server.poll() is None, "the server has ended with", server.poll())
        server.terminate()
        server.wait(timeout=10)
print("\n".join(wrong))
sys.exit(bool(wrong))
