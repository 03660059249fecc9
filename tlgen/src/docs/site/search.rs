//! The index of the search: a script, because a page opened from a file cannot load other data.

use crate::docs::page::{Kind, Page};

/// A call of `tlgenSearch` with an array for each page: kind, name, path, summary, members.
///
/// Members are joined by line breaks; each is a name, or `name description` if it has a description.
pub(super) struct Index(String);

impl Index {
    pub(super) fn new() -> Self {
        Self("tlgenSearch([\n".into())
    }

    pub(super) fn add(&mut self, page: &Page<'_>) {
        if page.kind == Kind::Overview || page.goes_on {
            return;
        }
        let members: Vec<String> = page
            .members
            .iter()
            .map(|(name, said)| match said.as_str() {
                "" => name.clone(),
                said => format!("{name} {said}"),
            })
            .collect();
        let entry = (
            page.kind.word(),
            &page.title,
            &*page.path,
            &*page.summary,
            members.join("\n"),
        );
        // Text always serializes.
        self.0
            .push_str(&serde_json::to_string(&entry).unwrap_or_default());
        self.0.push_str(",\n");
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push_str("]);\n");
        self.0
    }
}
