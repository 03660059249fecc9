//! Items: what they are, where they end, and the blank lines between them.

use super::Printer;
use super::assign::Right;
use super::output::Fit;
use super::token::{Group, Keyword, Kind, Run};
use super::width::{MAX, Shape, TAB};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Function,
    Structure,
    Enumeration,
    /// `impl` and `trait`.
    Implementation,
    Module,
    Constant,
    Alias,
    Import,
    /// An attribute of what the item stands in.
    Inner,
    Other,
}

impl Item {
    /// Whether neighbours of this sort stand without a blank line between them.
    pub(super) fn adjacent(self, next: Self, associated: bool) -> bool {
        let short = |item| matches!(item, Self::Constant | Self::Alias);
        match (self, next) {
            (Self::Import, Self::Import) | (Self::Inner, Self::Inner) => true,
            _ => associated && short(self) && short(next),
        }
    }
}

impl Printer {
    /// The keyword that says what the item is: which, and where it stands.
    pub(super) fn item_sort(&self, run: Run) -> (Item, usize) {
        let mut at = self.tokens.skip_attributes(run);
        if at == run.hi {
            return (Item::Inner, at);
        }
        while at < run.hi {
            let item = match self.tokens.kind(at) {
                Kind::Keyword(keyword) => match keyword {
                    Keyword::Fn => Item::Function,
                    Keyword::Struct => Item::Structure,
                    Keyword::Enum => Item::Enumeration,
                    Keyword::Impl | Keyword::Trait => Item::Implementation,
                    Keyword::Mod => Item::Module,
                    Keyword::Static => Item::Constant,
                    Keyword::Type => Item::Alias,
                    Keyword::Use => Item::Import,
                    Keyword::Const if self.tokens.kind(at + 1) == Kind::Word => Item::Constant,
                    Keyword::Pub
                    | Keyword::Const
                    | Keyword::Unsafe
                    | Keyword::Async
                    | Keyword::Other => Item::Other,
                    _ => return (Item::Other, at),
                },
                Kind::Literal | Kind::Open(Group::Visibility) => Item::Other,
                _ => return (Item::Other, at),
            };
            if item != Item::Other {
                return (item, at);
            }
            at = self.tokens.skip(at);
        }
        (Item::Other, at)
    }

    /// Behind the first item of the run.
    pub(super) fn item_end(&self, run: Run) -> usize {
        let (sort, start) = self.item_sort(run);
        let assigned = matches!(sort, Item::Constant | Item::Alias | Item::Import);
        let mut at = start;
        while at < run.hi {
            let next = self.tokens.skip(at);
            match self.tokens.kind(at) {
                Kind::Semi => return next,
                Kind::Open(Group::Block | Group::Fields) if !assigned => return next,
                _ => at = next,
            }
        }
        run.hi
    }

    /// The items of a body, a blank line between them.
    pub(super) fn items(&mut self, run: Run, indent: usize) {
        let mut at = run.lo;
        let mut prev = None;
        while at < run.hi {
            let end = self.item_end(Run::new(at, run.hi));
            let item = Run::new(at, end);
            let (sort, _) = self.item_sort(item);
            if prev.is_some_and(|prev: Item| !prev.adjacent(sort, true)) {
                self.push("\n");
            }
            self.newline(indent);
            self.item(item, indent);
            prev = Some(sort);
            at = end;
        }
    }

    pub(super) fn item(&mut self, run: Run, indent: usize) {
        if self.item_sort(run).0 == Item::Inner {
            return self.attribute(run, indent);
        }
        let start = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, start), indent);
        let run = Run::new(start, run.hi);
        let (sort, keyword) = self.item_sort(run);
        let written = self.attempt(|printer| match sort {
            Item::Function => printer.function(run, keyword, indent),
            Item::Structure => printer.structure(run, indent),
            Item::Enumeration => printer.enumeration(run, indent),
            Item::Implementation => printer.implementation(run, indent),
            Item::Module => printer.inner_module(run, indent),
            Item::Constant => printer.constant(run, indent),
            Item::Alias => printer.alias(run, indent),
            Item::Import => printer.import(run, indent),
            Item::Inner | Item::Other => printer.other(run, indent),
        });
        if !written {
            self.flat(run);
        }
    }

    /// The names in braces fill lines; braces in braces are left as they are.
    fn import(&mut self, run: Run, indent: usize) -> Fit {
        let open = self.tokens.find(run, Kind::Open(Group::Paren));
        let fits = indent + self.tokens.width(run) <= MAX;
        let (false, Some(open)) = (fits, open) else {
            self.flat(run);
            return Some(());
        };
        let line = Shape::line(indent + TAB).before(1)?;
        self.flat(Run::new(run.lo, open + 1));
        let mut used = line.width;
        for name in self.tokens.split(self.tokens.inside(open)) {
            let width = self.tokens.width(name) + 1;
            if used + 1 + width > line.width + 1 {
                self.newline(line.indent);
                used = width;
            } else {
                self.push(" ");
                used += 1 + width;
            }
            self.flat(name);
            self.push(",");
        }
        self.newline(indent);
        self.flat(Run::new(self.tokens.mate(open), run.hi));
        Some(())
    }

    fn inner_module(&mut self, run: Run, indent: usize) -> Fit {
        let Some(open) = self.tokens.find(run, Kind::Open(Group::Block)) else {
            self.flat(run);
            return Some(());
        };
        self.flat(Run::new(run.lo, open));
        self.push(" {");
        let inside = self.tokens.inside(open);
        if !inside.is_empty() {
            self.items(inside, indent + TAB);
            self.newline(indent);
        }
        self.push("}");
        Some(())
    }

    fn constant(&mut self, run: Run, indent: usize) -> Fit {
        let line = Shape::line(indent);
        let semi = run.hi.saturating_sub(1);
        let equals = self.tokens.find(run, Kind::Assign).unwrap_or(semi);
        // Room is kept for ` =` in any case.
        let bare = usize::from(equals == semi);
        if self.tokens.flat(run) && self.tokens.width(run) + bare <= line.width {
            self.flat(run);
            return Some(());
        }
        let mark = self.out.len();
        let colon = self.tokens.find(run, Kind::Colon)?;
        self.flat(Run::new(run.lo, colon + 1));
        let used = self.tokens.width(Run::new(run.lo, colon + 1)) + 1;
        let ty = Run::new(colon + 1, equals);
        let beside = self.attempt(|printer| {
            printer.push(" ");
            printer.ty(ty, line.after(used + 2)?)
        });
        if !beside {
            self.newline(line.nested().indent);
            self.ty(ty, line.nested())?;
        }
        if equals == semi {
            self.push(";");
            return Some(());
        }
        self.push(" =");
        let right = Right::Expr(Run::new(equals + 1, semi));
        let written = self.attempt(|printer| printer.assign_right(mark, right, line.before(1)?))
            || self.attempt(|printer| printer.assign_right(mark, right, line.endless()))
            || self.force(|printer| printer.assign_right(mark, right, line.before(1)?));
        if !written {
            self.push(" ");
            self.flat(Run::new(equals + 1, semi));
        }
        self.push(";");
        Some(())
    }

    fn alias(&mut self, run: Run, indent: usize) -> Fit {
        let line = Shape::line(indent);
        let equals = self.tokens.find(run, Kind::Assign);
        let (Some(equals), false) = (
            equals,
            self.tokens.flat(run) && self.tokens.width(run) <= line.width,
        ) else {
            self.flat(run);
            return Some(());
        };
        let mark = self.out.len();
        let name = self.tokens.find(run, Kind::Keyword(Keyword::Type))? + 1;
        let intro = Run::new(run.lo, name);
        self.flat(intro);
        self.push(" ");
        // 3 = the space before the name and ` =`
        let room = line.before(self.tokens.width(intro) + 3)?;
        self.generics(Run::new(name, equals), room)?;
        self.push(" =");
        let semi = run.hi.saturating_sub(1);
        let right = Right::Type(Run::new(equals + 1, semi));
        self.assign_right(mark, right, line.before(1)?)?;
        self.push(";");
        Some(())
    }

    /// A macro call, mostly.
    fn other(&mut self, run: Run, indent: usize) -> Fit {
        let line = Shape::line(indent);
        let semi = self.tokens.kind(run.hi.saturating_sub(1)) == Kind::Semi;
        let body = Run::new(run.lo, run.hi - usize::from(semi));
        self.expr(body, line.before(usize::from(semi))?)?;
        if semi {
            self.push(";");
        }
        Some(())
    }
}
