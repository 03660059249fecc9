//! Tests of the site in Chromium, which chromedriver runs over WebDriver.

mod driver;

use driver::Browser;
use serde_json::json;

use super::files;
use crate::Folder;

/// Returns a site of layer 230.
fn site() -> Folder {
    let folder = Folder::new(&[]);
    let schema = gen_schemas::grammers("api.tl").display().to_string();
    let run = folder.run(&["docs", &schema, "-o", "out", "--allow", "warnings"]);
    assert_eq!(run.code, 0, "{}", run.err);
    folder
}

fn address(folder: &Folder, page: &str) -> String {
    format!("file://{}", folder.path("out").join(page).display())
}

/// A single test, because a browser takes long to start.
#[test]
fn the_site_is_used_in_a_browser() {
    let Some(mut browser) = Browser::start() else {
        println!("skipped the_site_is_used_in_a_browser: there is no chromedriver, or no browser");
        return;
    };
    let folder = site();
    browser.open(&address(&folder, "index.html"));
    search_finds_a_function(&mut browser);
    links_lead_on(&mut browser);
    search_finds_parameters(&mut browser);
    dark_follows_the_system(&mut browser);
    a_phone_shows_all_of_it(&mut browser);
    code_is_copied(&mut browser);
    nothing_runs(&mut browser);
    nothing_is_requested_from_a_network(&mut browser);
}

fn search_finds_a_function(browser: &mut Browser) {
    browser.press("body", "/");
    browser.press("#search", "updateProfileP");
    browser.wait("return document.querySelectorAll('#results a').length > 0");
    browser.press("#search", "hoto");
    let first =
        browser.run("return document.querySelector('#results [aria-selected=true] b').textContent");
    assert_eq!(first, "photos.updateProfilePhoto");
    let chosen = "return [...document.querySelectorAll('#results a')].findIndex(it => it.ariaSelected == 'true')";
    browser.press("#search", "profile");
    browser.run("document.getElementById('search').value = 'profilePhoto'; document.getElementById('search').dispatchEvent(new Event('input'))");
    browser.press("#search", driver::DOWN);
    browser.press("#search", driver::DOWN);
    assert_eq!(browser.run(chosen), 2);
    browser.press("#search", driver::UP);
    assert_eq!(browser.run(chosen), 1);
    browser.run("document.getElementById('search').value = ''");
    browser.press("#search", "updateProfilePhoto");
    browser.press("#search", driver::DOWN);
    browser.press("#search", driver::UP);
    browser.press("#search", driver::ENTER);
    browser.wait("return location.pathname.endsWith('/function/photos.updateProfilePhoto.html')");
    assert_eq!(
        browser.run("return document.querySelector('h1').textContent"),
        "photos.updateProfilePhoto"
    );
}

fn links_lead_on(browser: &mut Browser) {
    browser.click("#parameters td a[href$='InputPhoto.html']");
    browser.wait("return document.querySelector('h1')?.textContent == 'InputPhoto'");
    browser.click("#constructors a[href$='inputPhoto.html']");
    browser.wait("return document.querySelector('h1')?.textContent == 'inputPhoto'");
    browser.click("#tl a[href$='field-long'], #tl a[href$='long.html']");
    browser.wait("return document.querySelector('h1')?.textContent != 'inputPhoto'");
    browser.click(".side a[href$='index.html']");
    browser.wait("return location.pathname.endsWith('/index.html')");
}

fn search_finds_parameters(browser: &mut Browser) {
    browser.press("#search", "file_reference");
    browser.wait("return document.querySelectorAll('#results a').length > 3");
    let names = browser
        .run("return [...document.querySelectorAll('#results a b')].map(it => it.textContent)");
    assert!(
        names.as_array().unwrap().contains(&json!("inputPhoto")),
        "{names}"
    );
    browser.press("#search", " inputphoto");
    let first =
        browser.run("return document.querySelector('#results [aria-selected=true] b').textContent");
    assert_eq!(first, "inputPhoto");
    browser.press("#search", "zzz");
    assert_eq!(
        browser.run("return document.querySelectorAll('#results a').length"),
        0
    );
    assert_eq!(
        browser
            .run("return document.getElementById('search').hasAttribute('aria-activedescendant')"),
        false
    );
    browser.press("#search", driver::ESCAPE);
    assert_eq!(
        browser.run("return document.getElementById('results').hidden"),
        true
    );
}

fn dark_follows_the_system(browser: &mut Browser) {
    let lightness = "const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number); return r + g + b";
    let of = |browser: &mut Browser, scheme: &str| {
        browser.emulate_color_scheme(scheme);
        browser.run(lightness).as_u64().unwrap()
    };
    assert!(of(browser, "light") > 700);
    assert!(of(browser, "dark") < 150);
    // The button overrides the system's colors, also on the next page.
    browser.click("#theme");
    assert!(of(browser, "dark") > 700, "light by the button");
    browser.click("#theme");
    assert!(of(browser, "light") < 150, "dark by the button");
    browser.click("#theme");
    assert!(of(browser, "light") > 700, "as the system has it");
}

fn a_phone_shows_all_of_it(browser: &mut Browser) {
    browser.emulate_width(390);
    for page in [
        "function/messages.sendMessage",
        "type/Update",
        "builtins",
        "namespace/messages",
        "constructor/message",
    ] {
        browser.open_beside(&format!("{page}.html"));
        let overflow = browser.run(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        assert_eq!(overflow, 0, "{page} is wider than a phone");
    }
    assert_eq!(
        browser.run("return getComputedStyle(document.getElementById('side')).display"),
        "none"
    );
    browser.click("a.menu");
    assert_eq!(
        browser.run("return getComputedStyle(document.getElementById('side')).display"),
        "block"
    );
    browser.emulate_width(1280);
}

fn code_is_copied(browser: &mut Browser) {
    browser.open_beside("function/photos.updateProfilePhoto.html");
    browser.allow_clipboard();
    browser.run("document.querySelector('#tl .copy').click()");
    browser.wait("return document.querySelector('#tl .copy').textContent != 'Copy'");
    let said = browser.run("return document.querySelector('#tl .copy').textContent");
    assert!(said == "Copied" || said == "Selected", "{said}");
}

/// Scripts in a schema are never run.
fn nothing_runs(browser: &mut Browser) {
    let script =
        "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">";
    let schema = format!("// {script} [x](javascript:document.title='run')\na x:int = A;\n");
    let folder = Folder::new(&[("a.tl", &schema)]);
    assert_eq!(
        folder
            .run(&["docs", "a.tl", "-o", "out", "--allow", "warnings"])
            .code,
        0
    );
    assert!(files(&folder.path("out"))["constructor/a.html"].contains("&lt;script&gt;"));
    browser.open(&address(&folder, "constructor/a.html"));
    assert_eq!(browser.run("return document.title"), "a · TL reference");
    assert_eq!(
        browser.run(
            "return document.querySelectorAll('#description script, #description img').length"
        ),
        0
    );
    browser.press("#search", "script");
    browser.wait("return document.querySelectorAll('#results a').length > 0");
    assert_eq!(
        browser.run("return document.querySelectorAll('#results script, #results img').length"),
        0
    );
}

fn nothing_is_requested_from_a_network(browser: &mut Browser) {
    let requests = browser.requests();
    assert!(requests.len() > 10, "{requests:?}");
    assert!(
        requests
            .iter()
            .all(|address| address.starts_with("file://")),
        "{requests:?}"
    );
    let said = browser.console();
    assert!(said.is_empty(), "{said:?}");
}
