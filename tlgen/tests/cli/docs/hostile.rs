//! Malicious names, comments and facts are shown as text.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{book, docs, files, site};
use crate::Folder;

const SCHEMA: &str = "a x:int = A;\n---functions---\na.get x:int = A;\n";

/// Returns facts with this text as every description, and with this name of an error.
fn facts(text: &str, error: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    let error = serde_json::to_string(error).unwrap();
    let linked = format!(
        "{{\"text\": [{text}, \"x¹ y²\"], \"links\": [\"javascript:alert(1)\", \"https://e.org/\\\"><script>\"]}}"
    );
    format!(
        r#"{{"tlgen_facts": 1, "functions": {{"a.get": {{"description": {linked}, "parameters": {{"x": {text}}}, "errors": {{{error}: [400]}}}}}},
        "constructors": {{"a": {{"description": {text}, "fields": {{"x": {text}}}}}}}, "types": {{"A": {text}}}, "errors": {{{error}: {{"description": {text}}}}}}}"#
    )
}

/// Returns both forms of the pages, with this text wherever text is possible; also generates the code.
#[track_caller]
fn all(text: &str, error: &str) -> [BTreeMap<String, String>; 2] {
    let folder = Folder::new(&[("a.tl", SCHEMA), ("facts.json", &facts(text, error))]);
    let forms = ["site", "book"].map(|form| {
        let out = format!("out/{form}");
        let run = folder.run(&[
            "docs",
            "a.tl",
            "-o",
            &out,
            "--form",
            form,
            "--docs",
            "facts.json",
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        files(&folder.path(&out))
    });
    assert_eq!(folder.names(), ["a.tl", "facts.json", "out"]);
    check_site(&forms[0]);
    check_book(&forms[1]);
    forms
}

/// Checks that there are no foreign elements and no attributes that do something.
#[track_caller]
fn check_site(files: &BTreeMap<String, String>) {
    const OURS: [&str; 43] = [
        "!DOCTYPE", "html", "head", "meta", "title", "link", "script", "body", "a", "header",
        "div", "input", "kbd", "button", "nav", "h1", "h2", "h3", "ul", "li", "main", "article",
        "section", "p", "pre", "code", "span", "table", "thead", "tbody", "tr", "th", "td",
        "strong", "wbr", "footer", "small", "em", "b", "i", "mark", "article", "nav",
    ];
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_eq!(text.matches("<script").count(), 1, "{path}");
        for tag in text.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').unwrap();
            let name = tag
                .trim_start_matches('/')
                .split([' ', '/'])
                .next()
                .unwrap();
            assert!(OURS.contains(&name), "{path}: <{tag}>");
            let attributes: String = tag.split('"').step_by(2).collect();
            assert!(
                !attributes.contains(" on") && !attributes.contains("style="),
                "{path}: <{tag}>"
            );
            for address in tag.split("href=\"").skip(1) {
                let address = address.split('"').next().unwrap();
                let is_ours = !address.contains(':') && !address.starts_with('/');
                assert!(
                    is_ours || address.starts_with("https://"),
                    "{path}: {address}"
                );
            }
        }
        assert!(!text.contains(is_direction), "{path}");
    }
    // A string in the index cannot end the script; the page shows it as text.
    let index = &files["search.js"];
    let json = index
        .strip_prefix("tlgenSearch(")
        .unwrap()
        .trim_end()
        .strip_suffix(",\n]);")
        .unwrap();
    let entries: serde_json::Value = serde_json::from_str(&format!("{json}]")).unwrap();
    assert!(entries.as_array().unwrap().len() > 3);
}

/// Checks that all HTML is our anchors, and all links lead to pages or the web.
#[track_caller]
fn check_book(files: &BTreeMap<String, String>) {
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        for event in Parser::new_ext(text, options()) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    assert!(
                        html.starts_with("<a id=\"field-") || &*html == "</a>",
                        "{path}: {html}"
                    );
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let is_ours = !dest_url.contains(':')
                        && (path.ends_with("SUMMARY.md") || dest_url.contains(".md"));
                    assert!(
                        is_ours || dest_url.starts_with("https://"),
                        "{path}: {dest_url}"
                    );
                }
                Event::Start(
                    Tag::Image { .. }
                    | Tag::Emphasis
                    | Tag::BlockQuote(_)
                    | Tag::FootnoteDefinition(_),
                ) => {
                    panic!("{path}: {event:?}")
                }
                _ => {}
            }
        }
        assert!(!text.contains(is_direction), "{path}");
    }
}

/// Returns the extensions that a book enables, except those that its configuration disables.
fn options() -> Options {
    Options::all().difference(Options::ENABLE_SMART_PUNCTUATION)
}

fn is_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns the words of a page of the book as a reader sees them.
fn words(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

#[track_caller]
fn is_shown(text: &str) {
    let [site, book] = all(text, "A_B");
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    for path in ["function/a.get", "constructor/a", "type/A", "error/A_B"] {
        let page = &site[&format!("{path}.html")];
        assert!(
            page.contains(&escaped),
            "{path} does not show {escaped}:\n{page}"
        );
        let page = words(&book[&format!("src/{path}.md")]);
        assert!(page.contains(text), "{path} does not show {text}:\n{page}");
    }
}

#[test]
fn html_is_text() {
    for text in [
        "<script>alert(1)</script>",
        "</p></main><img src=x onerror=alert(1)>",
        "<!-- a --> <style>*{display:none}</style> &lt;b&gt; &amp;",
        "\"><svg onload=alert(1)>",
        "<![CDATA[ <b>x</b> ]]> <?php echo 1 ?> <!DOCTYPE x>",
        "</script><script src=//e.org/x.js></script>",
        "<details open ontoggle=alert(1)><summary>x</summary>",
        "&#60;script&#62; &lt;script&gt; &colon; &Tab;",
        "<a href='javascript:x'>y</a> <base href=//e.org> <meta http-equiv=refresh>",
        "<math><mtext></form><mglyph><style></math><img src onerror=x>",
    ] {
        is_shown(text);
    }
}

#[test]
fn markdown_is_text() {
    for text in [
        "# A heading **bold** _em_ __strong__ ~~gone~~",
        "- a list",
        "1. a list",
        "> a quote | a cell",
        "![image](https://e.org/x.png) [^1]: note",
        "{{#include /etc/passwd}} {{#playground x.rs}}",
        "[a]: https://e.org $x^2$ \\(x\\)",
        ": a definition",
        "=== --- +++",
        "---",
        "+++",
        "- [x] done",
        "> [!NOTE]",
        "[[wiki|link]] ^up^ ~down~ ==marked== ||spoiler|| H~2~O",
        "\\*escaped\\* \\[x\\]\\(y\\) C:\\path\\",
        "\\{{#include /etc/passwd}} {{#title x}} {{ #rustdoc_include x }} {{{raw}}}",
        "x {#id .class onclick=y}",
        "<https://e.org> <a@e.org> [x]: javascript:y",
        "| a | b | :-- | --: |",
        "1) one",
        "+ plus",
        "* star",
        "~~~ tilde fence",
        "[^1]: a note [^1]",
        "*[HTML]: an abbreviation",
        ":smile: $$x$$ $y$ \\(z\\)",
    ] {
        is_shown(text);
    }
}

#[test]
fn links_that_run_something_are_text() {
    for text in [
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "JaVaScRiPt:alert(1)",
        "[x](<javascript:alert(1)>) [y](java%0ascript:alert(1))",
        "[x]( javascript&colon;alert(1)) [y][javascript:alert(1)]",
        "vbscript:x blob:x view-source:x about:blank",
        "[x](//e.org) [y](/etc/passwd) [z](../../../index.html)",
        "![x](javascript:alert(1)) [![x](y)](javascript:z)",
        "mailto:a@e.org?body=x tel:123 ftp://e.org ws://e.org",
    ] {
        is_shown(text);
    }
}

#[test]
fn links_of_the_web_lead_there() {
    let [site, book] = all("See https://e.org/a_b?c=d&e=f, please.", "E");
    assert!(
        site["function/a.get.html"]
            .contains("<a href=\"https://e.org/a_b?c=d&amp;e=f\" rel=\"noreferrer\">")
    );
    assert!(book["src/function/a.get.md"].contains("(<https://e.org/a_b?c=d&e=f>)"));
}

#[test]
fn code_fences_end_where_they_end() {
    let [site, book] = all(
        "Before.\n\n```js\n<script>alert(1)</script>\n`` ` ``\n```\n\nAfter ``` and `one`.",
        "E",
    );
    assert!(
        site["type/A.html"]
            .contains("<pre class=\"code\"><code>&lt;script&gt;alert(1)&lt;/script&gt;")
    );
    assert!(
        words(&book["src/type/A.md"]).contains("After ``` and `one`."),
        "{}",
        book["src/type/A.md"]
    );
    all("```\nopen", "E");
    all("`", "E");
    all("a `` b ``` c", "E");
    all("~~~\n```\n~~~\n<b>", "E");
    all("```\n```` \n```\n<b> [x](javascript:y)", "E");
    all("```rust\nfn main() {}\n", "E");
    all("    ```\n    <b>\n", "E");
    all("````md\n```\n</code></pre><script>x</script>\n````", "E");
    all("```<script>\nx\n```", "E");
}

#[test]
fn bidirectional_controls_are_shown_by_their_numbers() {
    let [site, book] = all("a \u{202e}b\u{2066} c", "E\u{202e}F");
    for page in [&site["type/A.html"], &book["src/type/A.md"]] {
        assert!(page.contains("202e") && page.contains("2066"), "{page}");
    }
    // Each control character, also in a fence, an address and the name of an error.
    for control in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
        for text in [
            format!("a{control}b"),
            format!("```\na{control}b\n```"),
            format!("`a{control}b`"),
            format!("https://e.org/{control}x"),
        ] {
            for files in all(&text, &format!("E{control}F")) {
                assert!(!files.values().any(|it| it.contains(control)), "{text:?}");
            }
        }
    }
}

#[test]
fn control_characters_do_not_break_lines() {
    all(
        "a\u{0}b\u{7}c\u{1b}[31m\u{2028}d\r\n| e |\n\n    f",
        "A\nB|C`",
    );
}

#[test]
fn names_of_data_are_text_too() {
    for error in [
        "../../x",
        "<script>",
        "A|B",
        "`",
        "_a_",
        "",
        "a\"b",
        "con",
        "x".repeat(5000).as_str(),
        "[x](javascript:y)",
        "%d%d",
        "..",
        "a/../../b",
        "C:\\x\\..",
        "index",
        "nul.html",
        "&lt;",
        " E ",
        "\u{200b}",
        "Ä".repeat(300).as_str(),
    ] {
        let [site, book] = all("text", error);
        assert_eq!(
            site.keys()
                .filter(|path| path.starts_with("error/"))
                .count(),
            1
        );
        assert_eq!(
            book.keys()
                .filter(|path| path.starts_with("src/error/"))
                .count(),
            1
        );
    }
}

#[test]
fn comments_of_a_schema_are_text_too() {
    let comment = "// <script>alert(1)</script> [x](javascript:y) **b** {{#include x}} \u{202e}";
    let schema = format!("{comment}\na x:int = A;\n---functions---\n{comment}\na.get x:int = A;\n");
    check_site(&site(&schema, &[]));
    check_book(&book(&schema, &[]));
}

/// Two names that differ only in case, and one that is as long as a line.
#[test]
fn names_of_a_schema_have_files_of_their_own() {
    let long = "x".repeat(250);
    let schema = format!(
        "photo x:int = Photo;
phOto x:int = PhoTo;
con x:int = Con;
{long} x:int = Lengthy;
"
    );
    let site = site(&schema, &[]);
    for path in [
        "constructor/photo.html",
        "constructor/phOto-2.html",
        "constructor/_con.html",
        "type/_Con.html",
    ] {
        assert!(site.contains_key(path), "{path} of {:?}", site.keys());
    }
    assert!(site.keys().all(|path| path.len() < 200));
    check_site(&site);
    check_book(&book(&schema, &[]));
}

#[test]
fn lines_of_ten_megabytes_are_written() {
    let line = "<a> [b](c) `d` ".repeat(700_000);
    let folder = Folder::new(&[
        ("a.tl", SCHEMA),
        (
            "facts.json",
            &format!(
                r#"{{"tlgen_facts": 1, "types": {{"A": {}}}}}"#,
                serde_json::to_string(&line).unwrap()
            ),
        ),
    ]);
    for form in ["site", "book"] {
        let run = docs(&folder, &["--docs", "facts.json", "--form", form]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    assert!(folder.read("out/src/type/A.md").len() > 10_000_000);
}

#[test]
fn generated_code_shows_it_as_text() {
    for text in [
        "*/ #![x] \" \\ ",
        "[x](javascript:y) <b> [`Vec`]",
        "```\nlet x: = ;\n```",
        "\u{202e}",
        "    indented",
        "a\u{0}\rb",
    ] {
        let folder = Folder::new(&[("a.tl", SCHEMA), ("facts.json", &facts(text, "A_B"))]);
        let run = folder.run(&[
            "a.tl",
            "-o",
            "a.rs",
            "--format",
            "none",
            "--docs",
            "facts.json",
            "--rpc-errors",
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        let code = folder.read("a.rs");
        let docs = code
            .lines()
            .map(str::trim_start)
            .filter(|line| line.starts_with("///"));
        let docs: Vec<&str> = docs.collect();
        assert!(docs.len() > 20);
        assert!(!code.contains(is_direction) && !code.contains('\u{0}'));
        // A fence is marked as text, so that it is not a doctest of the crate that includes it.
        assert!(
            docs.iter()
                .all(|line| !line.starts_with("/// ```")
                    || ["/// ```", "/// ```text"].contains(line)),
            "{docs:#?}"
        );
        assert!(
            !docs
                .iter()
                .any(|line| line.contains("[x](javascript") || line.contains("<b>")),
            "{docs:#?}"
        );
    }
}
