//! `tlgen diff --format markdown`: text of a schema is not markup.

use pulldown_cmark::{Event, Parser, Tag};

use crate::Folder;

#[test]
fn documentation_is_text_in_a_changelog() {
    for docs in [
        "See [here](http://example.org) and ![i](http://example.org/p.png).",
        "*bold* and _this_ and ~~that~~",
        "one ` opens code",
        "<script>alert(1)</script> &lt; <http://example.org>",
        "# heading",
        "- item",
        "1. item",
        "a | b \\* [x]",
    ] {
        let folder = Folder::new(&[
            ("old.tl", "user id:long = User;"),
            (
                "new.tl",
                &format!("user id:long = User;\n// {docs}\ngroup id:long = Group;"),
            ),
        ]);
        let run = folder.run(&["diff", "old.tl", "new.tl", "--format", "markdown"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let (_, new) = run.out.split_once("## New types\n").unwrap();
        let mut text = String::new();
        for event in Parser::new(new) {
            match event {
                Event::Text(part) => text += &part,
                Event::HardBreak => text.push('\n'),
                Event::Start(Tag::Heading { .. } | Tag::List(None) | Tag::Item)
                | Event::Start(Tag::Paragraph)
                | Event::End(_)
                | Event::Code(_) => {}
                other => panic!("{docs}: {other:?}\n{new}"),
            }
        }
        assert_eq!(text.trim(), docs);
    }
}
