//! Tokens to formatted text.

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
mod item;
mod list;
mod literal;
mod output;
mod pattern;
mod signature;
mod sort;
mod spacing;
mod token;
mod ty;
mod width;

use classify::Classifier;
use gather::Gathered;
use item::Item;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use token::{Run, Tokens};
use width::TAB;

/// Prints a file's items.
pub fn print(tokens: TokenStream) -> String {
    print_file("", tokens)
}

/// Prints a file's items below a header, each line of which becomes a `//` comment.
pub fn print_file(header: &str, tokens: TokenStream) -> String {
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
    printer.module(tokens, 0);
    printer.out
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
    depth: usize,
}

impl Printer {
    /// One item at a time, so that the buffers stay small; an inline module's items in turn.
    fn module(&mut self, stream: TokenStream, indent: usize) {
        let mut prev: Option<Item> = None;
        let mut head = Head::default();
        self.gathered.clear();
        for tree in stream {
            if let TokenTree::Group(group) = &tree
                && group.delimiter() == Delimiter::Brace
                && head.is_module()
            {
                let stream = group.stream();
                drop(tree);
                self.separate(&mut prev, Item::Module, indent);
                self.module_item(stream, indent);
                head = Head::default();
                continue;
            }
            let end = head.ends_with(&tree);
            self.gathered.push(tree);
            if end {
                self.gathered_item(&mut prev, indent);
                head = Head::default();
            }
        }
        if !self.gathered.list.is_empty() {
            self.gathered_item(&mut prev, indent);
        }
    }

    fn separate(&mut self, prev: &mut Option<Item>, next: Item, indent: usize) {
        if prev.is_some_and(|prev| !prev.adjacent(next, false)) {
            self.push("\n");
        }
        self.indent(indent);
        *prev = Some(next);
    }

    fn classify(&mut self) -> Run {
        self.classifier.run(&self.gathered, &mut self.tokens);
        self.gathered.clear();
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
        let run = self.classify();
        let start = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, start), indent);
        self.flat(Run::new(start, run.hi));
        self.push(" {");
        if !stream.is_empty() {
            self.push("\n");
            self.module(stream, indent + TAB);
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
    fn is_module(&self) -> bool {
        self.module
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
