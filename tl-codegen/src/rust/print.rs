//! Tokens to text that rustfmt leaves as it is, as `prettyplease` would do, but without `syn`, for
//! which every build script would pay.
//!
//! One item is printed at a time. Its tokens are *gathered* into a flat list and *classified*:
//! what stands before a token says whether a `<` opens arguments or compares, whether braces hold
//! fields or statements. Classifying also writes the item's text as it would stand on one line, so
//! that the width of any part is a subtraction, and counts the places that cannot stay on one
//! line. Most of what is generated fits: then a slice of that text is copied, and no tree is ever
//! built. What does not fit is looked at more closely, one level at a time (`sort` finds the
//! operator that binds weakest), and laid out by the same rules, widths and oddities as rustfmt's,
//! whose names for them stand in `width`.
//!
//! # What a `<` means
//!
//! It opens generic arguments behind `::` and wherever no operand stands before it. Behind an
//! operand it does only if that is a name in upper camel case, or the name of an item being
//! declared, and a matching `>` follows before anything that cannot stand among arguments. So
//! `a < b` compares, `Vec<u8>` does not, and `f(A < b, c > d)` is misread: write `f((A < b), …)`.
//!
//! # What is not for this printer
//!
//! Comments are no tokens; there are only `///` and `//!`, from `doc` attributes. `macro_rules`,
//! trees of imports in braces in braces, and string literals of several lines come out as Rust, but
//! rustfmt would change them; so do closures whose parameters are too wide for a line, and `where`
//! clauses and traits with bounds or names of which that is true. Some shapes are laid out
//! differently by the style editions 2021 and 2024, so that no text is right for both; these come
//! out as 2024 has them:
//!
//! - a short `if … { … } else { … }` as the last expression of a block (`let` it, or `match`);
//! - a function without parameters whose head is too wide for a line;
//! - the generic parameters of an `impl`, too wide for a line less five columns;
//! - `x.0.1`;
//! - a chain of calls, too wide for a line, as the only argument of a macro;
//! - an attribute of one string, before a variant, that fills its line to the last column;
//! - conditions with `let` and `&&`, which edition 2021 does not know.
//!
//! Where a part of an item or a statement fits in no way rustfmt leaves all of it as it is, and so
//! has nothing against the layout that it gets here, with but that part on a line too wide.
//!
//! rustfmt sorts `use` items, merges neighbouring `derive`s and removes parentheses in
//! parentheses; this printer leaves such things as they are given.

mod angle;
mod arms;
mod assign;
mod attr;
mod binary;
mod block;
mod chain;
mod classify;
mod closure;
mod control;
mod data;
mod expr;
mod fields;
mod gather;
mod head;
mod item;
mod list;
mod literal;
mod operator;
mod output;
mod overflow;
mod pattern;
mod signature;
mod sort;
mod spacing;
mod token;
mod ty;
mod width;

#[cfg(test)]
mod tests;

use classify::Classifier;
use gather::Gathered;
use item::Item;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::rust::piece::Piece;
use token::{Run, Tokens};
use width::TAB;

/// How many layouts each token of an item is worth.
const PATIENCE: usize = 16;

/// A file that is printed piece by piece, as rustfmt would leave it. A `doc` attribute becomes a
/// `///` comment for each of its lines. The same tokens give the same text, always.
pub(crate) struct File {
    printer: Printer,
    /// The modules that are open, the file among them, by the item that was last in each.
    open: Vec<Option<Item>>,
}

impl File {
    /// A file that begins with a header, each line of which becomes a `//` comment.
    #[must_use]
    pub(crate) fn new(header: &str) -> Self {
        let mut printer = Printer::default();
        for line in header.lines() {
            let line = line.trim_end();
            printer.push(if line.is_empty() { "//" } else { "// " });
            printer.push(line);
            printer.push("\n");
        }
        if !header.is_empty() {
            printer.push("\n");
        }
        Self {
            printer,
            open: vec![None],
        }
    }

    /// Prints what comes next.
    pub(crate) fn piece(&mut self, piece: Piece) {
        let indent = TAB * self.open.len().saturating_sub(1);
        match piece {
            Piece::Items(tokens) => {
                if let Some(prev) = self.open.last_mut() {
                    self.printer.module(tokens, prev, indent);
                }
            }
            Piece::Open(head) => {
                if let Some(prev) = self.open.last_mut() {
                    self.printer.separate(prev, Item::Module, indent);
                }
                self.printer.gathered.clear();
                for tree in head {
                    self.printer.gathered.push(tree);
                }
                self.printer.module_head(indent);
                self.open.push(None);
            }
            Piece::Close => {
                let empty = self.open.pop().flatten().is_none();
                self.printer.module_end(empty, indent.saturating_sub(TAB));
            }
        }
    }

    /// The text.
    #[must_use]
    pub(crate) fn finish(self) -> String {
        self.printer.out
    }
}

#[derive(Default)]
struct Printer {
    out: String,
    gathered: Gathered,
    classifier: Classifier,
    tokens: Tokens,
    /// The text of the documentation being written.
    decoded: String,
    in_macro: bool,
    /// Set where a chain is no good unless it stands on one line.
    one_line_chain: bool,
    /// Set where rustfmt found no layout and leaves all as it is: then what fits in no room at all
    /// may as well be too wide for its line.
    forced: bool,
    depth: usize,
    /// How many more expressions and types of the item are worth a layout. Layouts are tried inside of
    /// layouts that are tried, so that the number doubles with each closure in a closure.
    patience: usize,
}

impl Printer {
    /// One item at a time, so that the buffers stay small; an inline module's items in turn.
    fn module(&mut self, stream: TokenStream, prev: &mut Option<Item>, indent: usize) {
        let mut head = Head::default();
        self.gathered.clear();
        for tree in stream {
            let stream = match &tree {
                TokenTree::Group(group) if head.is_module_of(group) => Some(group.stream()),
                _ => None,
            };
            if let Some(stream) = stream {
                drop(tree);
                self.separate(prev, Item::Module, indent);
                self.module_item(stream, indent);
                head = Head::default();
                continue;
            }
            let end = head.ends_with(&tree);
            self.gathered.push(tree);
            if end {
                self.gathered_item(prev, indent);
                head = Head::default();
            }
        }
        if !self.gathered.list.is_empty() {
            self.gathered_item(prev, indent);
        }
    }

    fn separate(&mut self, prev: &mut Option<Item>, next: Item, indent: usize) {
        let apart = match prev {
            Some(prev) => !prev.adjacent(next, false),
            // Behind the brace of the module.
            None => indent > 0,
        };
        if apart {
            self.push("\n");
        }
        self.indent(indent);
        *prev = Some(next);
    }

    fn classify(&mut self) -> Run {
        self.classifier.run(&self.gathered, &mut self.tokens);
        self.gathered.clear();
        self.patience = PATIENCE * (100 + self.tokens.list.len());
        Run::new(0, self.tokens.list.len().saturating_sub(1))
    }

    fn gathered_item(&mut self, prev: &mut Option<Item>, indent: usize) {
        let run = self.classify();
        let (sort, _) = self.item_sort(run);
        self.separate(prev, sort, indent);
        self.item(run, indent);
        self.push("\n");
    }

    fn module_item(&mut self, stream: TokenStream, indent: usize) {
        self.module_head(indent);
        let mut prev = None;
        self.module(stream, &mut prev, indent + TAB);
        self.module_end(prev.is_none(), indent);
    }

    /// The module whose head was gathered, up to its brace.
    fn module_head(&mut self, indent: usize) {
        let run = self.classify();
        let start = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, start), indent);
        self.flat(Run::new(start, run.hi));
        self.push(" {");
    }

    fn module_end(&mut self, empty: bool, indent: usize) {
        if !empty {
            self.indent(indent);
        }
        self.push("}\n");
    }
}

/// What the tokens of an item so far say of where it ends.
#[derive(Default)]
struct Head {
    module: bool,
    /// A constant, an alias or an import: braces do not end it.
    assigned: bool,
    decided: bool,
    /// How much of `#!` was read: with brackets behind it it is complete.
    inner: usize,
}

impl Head {
    fn is_module_of(&self, group: &proc_macro2::Group) -> bool {
        self.module && group.delimiter() == Delimiter::Brace
    }

    fn ends_with(&mut self, tree: &TokenTree) -> bool {
        let inner = std::mem::take(&mut self.inner);
        match tree {
            TokenTree::Ident(ident) => {
                if !self.decided {
                    self.decide(&ident.to_string());
                }
                false
            }
            TokenTree::Punct(punct) => {
                match punct.as_char() {
                    '#' => self.inner = 1,
                    '!' => self.inner = inner + usize::from(inner == 1),
                    ';' => return true,
                    _ => {}
                }
                false
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => !self.assigned,
            TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket && inner == 2,
            TokenTree::Literal(_) => false,
        }
    }

    fn decide(&mut self, word: &str) {
        match word {
            "pub" | "unsafe" | "async" | "extern" | "default" => {}
            "const" => self.assigned = true,
            "fn" | "impl" | "struct" | "enum" | "trait" | "union" => {
                self.assigned = false;
                self.decided = true;
            }
            "mod" => {
                self.module = true;
                self.decided = true;
            }
            "static" | "type" | "use" => {
                self.assigned = true;
                self.decided = true;
            }
            // The name of a constant or a macro.
            _ => self.decided = true,
        }
    }
}
