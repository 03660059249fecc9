//! Documentation in TDLib's manner, as it is compared with what it documents: `//@description A user
//! @id Its id`.

use crate::hasher::Names;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Comment, Declaration, Field};

/// What the comments document.
pub(super) struct Block<'s> {
    /// The declaration's name; empty where there is none.
    pub(super) name: &'s str,
    /// Its fields, those inside repetitions too.
    pub(super) fields: Vec<Spanned<&'s str>>,
    /// Where each of them is first documented.
    pub(super) documented: Vec<Option<Span>>,
    /// What is documented a second time, and where first.
    pub(super) again: Vec<(Spanned<&'s str>, Span)>,
    /// The first field that is documented behind one that follows it, and that one.
    pub(super) late: Option<(Spanned<&'s str>, Spanned<&'s str>)>,
    /// What is documented and no field.
    pub(super) unknown: Vec<Spanned<&'s str>>,
    /// The types of `@class`.
    pub(super) classes: Vec<Spanned<&'s str>>,
}

impl<'s> Block<'s> {
    pub(super) fn read(comments: &[Comment<'s>], declaration: Option<&Declaration<'s>>) -> Self {
        let mut block = Self::of(declaration);
        let mut index = Names::with_capacity(block.fields.len());
        for (at, field) in block.fields.iter().enumerate() {
            index.insert(field.value, at);
        }
        let mut described: Option<Span> = None;
        let mut furthest: Option<(usize, Spanned<&'s str>)> = None;
        for comment in comments {
            let mut of_class = false;
            for key in keys(comment) {
                let name = match key.name.value {
                    "class" => {
                        block.classes.push(key.next);
                        of_class = true;
                        continue;
                    }
                    "description" if of_class => continue,
                    "description" => {
                        match described {
                            Some(first) => block.again.push((key.name, first)),
                            None => described = Some(key.name.span),
                        }
                        continue;
                    }
                    "param_description" => "description",
                    name => name,
                };
                match index.get(name) {
                    Some(&at) => block.field(at, key.name, &mut furthest),
                    None if key.sure => block.unknown.push(key.name),
                    None => {}
                }
            }
        }
        block
    }

    /// Of a declaration of which nothing is documented so far.
    fn of(declaration: Option<&Declaration<'s>>) -> Self {
        let mut name = "";
        let mut fields = Vec::new();
        if let Some(combinator) = declaration.and_then(Declaration::combinator) {
            name = combinator.name.value;
            collect(combinator.fields(), &mut fields);
            // Fields of several repetitions can have one name, and then one documentation.
            let mut seen = Names::default();
            fields.retain(|field| seen.insert(field.value, ()));
        }
        Self {
            name,
            documented: vec![None; fields.len()],
            fields,
            again: Vec::new(),
            late: None,
            unknown: Vec::new(),
            classes: Vec::new(),
        }
    }

    /// The documentation of the field `at`.
    fn field(
        &mut self,
        at: usize,
        key: Spanned<&'s str>,
        furthest: &mut Option<(usize, Spanned<&'s str>)>,
    ) {
        let Some(documented) = self.documented.get_mut(at) else {
            return;
        };
        if let Some(first) = *documented {
            self.again.push((key, first));
            return;
        }
        *documented = Some(key.span);
        match *furthest {
            Some((before, other)) if at < before => {
                self.late = self.late.or(Some((key, other)));
            }
            Some(_) | None => *furthest = Some((at, key)),
        }
    }

    /// Whether a field is called as the documentation of the whole is.
    pub(super) fn has_description(&self) -> bool {
        self.fields.iter().any(|field| field.value == "description")
    }
}

/// The key that documents a field of this name.
pub(super) fn key_of(field: &str) -> &str {
    match field {
        "description" => "param_description",
        field => field,
    }
}

fn collect<'s>(fields: &[Field<'s>], names: &mut Vec<Spanned<&'s str>>) {
    for field in fields {
        names.extend(field.name);
        collect(field.ty.repeated(), names);
    }
}

/// `@code` in a comment, and what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key<'s> {
    /// Without the `@`.
    pub(super) name: Spanned<&'s str>,
    /// The word behind it.
    next: Spanned<&'s str>,
    /// Whether it can hardly be part of a text: texts also speak of `@username`. It begins the
    /// comment, or what follows begins in upper case.
    sure: bool,
}

/// The keys of a comment.
pub(super) fn keys<'c, 's>(
    comment: &'c Comment<'s>,
) -> impl Iterator<Item = Key<'s>> + use<'c, 's> {
    let text = comment.text;
    let keyed = text.starts_with(['@', '-']);
    let signs = text.match_indices('@').filter(move |_| keyed);
    signs.filter_map(|(at, _)| key(comment, at))
}

fn key<'s>(comment: &Comment<'s>, at: usize) -> Option<Key<'s>> {
    let text = comment.text;
    let (before, rest) = text.split_at_checked(at)?;
    let rest = rest.strip_prefix('@')?;
    if !(before.is_empty() || before.ends_with(' ')) {
        return None;
    }
    let length = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let (name, behind) = rest.split_at_checked(length.count())?;
    if name.is_empty() || !(behind.is_empty() || behind.starts_with(' ')) {
        return None;
    }
    // The comment's text stands behind its two signs.
    let spanned = |value: &'s str, at: usize| {
        let start = comment.span.start + 2 + u32::try_from(at).unwrap_or_default();
        let end = start + u32::try_from(value.len()).unwrap_or_default();
        let file = comment.span.file;
        Spanned {
            value,
            span: Span { file, start, end },
        }
    };
    let next = behind.trim_start_matches(' ');
    let next_at = text.len() - next.len();
    let next = next.split(' ').next().unwrap_or_default();
    Some(Key {
        name: spanned(name, at + 1),
        next: spanned(next, next_at),
        sure: before.is_empty() || next.starts_with(|c: char| c.is_ascii_uppercase()),
    })
}
