//! Token trees to a flat list, the text of the words in one string.

use proc_macro2::{Delimiter, Spacing, TokenTree};
use std::fmt::Write as _;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Raw {
    Word,
    Literal,
    Lifetime,
    Punct { char: char, joint: bool },
    Open(Delimiter),
    Close(Delimiter),
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct RawToken {
    pub(super) raw: Raw,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) mate: u32,
}

const END: RawToken = RawToken {
    raw: Raw::End,
    start: 0,
    end: 0,
    mate: 0,
};

/// The tokens of one item before anything is known about them; the buffers are used again for
/// the next one.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) words: String,
    pub(super) list: Vec<RawToken>,
}

impl Gathered {
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.list.clear();
    }

    pub(super) fn get(&self, at: usize) -> RawToken {
        self.list.get(at).copied().unwrap_or(END)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        let token = self.get(at);
        self.words
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default()
    }

    pub(super) fn is_punct(&self, at: usize, wanted: char) -> bool {
        matches!(self.get(at).raw, Raw::Punct { char, .. } if char == wanted)
    }

    /// The punct at `at`, if it is one, and whether it is joined to the next.
    pub(super) fn punct(&self, at: usize) -> (Option<char>, bool) {
        match self.get(at).raw {
            Raw::Punct { char, joint } => (Some(char), joint),
            _ => (None, false),
        }
    }

    pub(super) fn push(&mut self, tree: TokenTree) {
        match tree {
            TokenTree::Group(group) => {
                let delimiter = group.delimiter();
                // The group must let go of the stream first: who owns it alone moves the tokens
                // out, who shares it clones them.
                let stream = group.stream();
                drop(group);
                let open = self.list.len();
                if delimiter != Delimiter::None {
                    self.mark(Raw::Open(delimiter));
                }
                for tree in stream {
                    self.push(tree);
                }
                if delimiter != Delimiter::None {
                    let close = self.list.len() as u32;
                    self.mark(Raw::Close(delimiter));
                    if let Some(token) = self.list.get_mut(open) {
                        token.mate = close;
                    }
                    if let Some(token) = self.list.last_mut() {
                        token.mate = open as u32;
                    }
                }
            }
            TokenTree::Ident(ident) => {
                // An apostrophe and a word are a lifetime.
                let lifetime = self.list.last().is_some_and(|last| {
                    last.raw
                        == Raw::Punct {
                            char: '\'',
                            joint: true,
                        }
                });
                let start = self.words.len() as u32;
                if lifetime {
                    self.list.pop();
                    self.words.push('\'');
                }
                let _ = write!(self.words, "{ident}");
                self.add(if lifetime { Raw::Lifetime } else { Raw::Word }, start);
            }
            TokenTree::Punct(punct) => self.mark(Raw::Punct {
                char: punct.as_char(),
                joint: punct.spacing() == Spacing::Joint,
            }),
            TokenTree::Literal(literal) => {
                let start = self.words.len() as u32;
                let _ = write!(self.words, "{literal}");
                self.add(Raw::Literal, start);
            }
        }
    }

    fn mark(&mut self, raw: Raw) {
        self.add(raw, self.words.len() as u32);
    }

    fn add(&mut self, raw: Raw, start: u32) {
        self.list.push(RawToken {
            raw,
            start,
            end: self.words.len() as u32,
            mate: 0,
        });
    }
}
