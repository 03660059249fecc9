//! Chains of calls and fields: on one line up to 60 columns, else a line for each member.

use super::Printer;
use super::list::List;
use super::output::{Fit, extendable, first_line, fits, last_line, multiline, newlines, width};
use super::token::{Group, Kind, Run};
use super::width::{CHAIN, MAX, Shape, TAB};

/// `.name`, `.name(…)`, and the `?` behind it.
#[derive(Clone, Copy)]
struct Member {
    dot: usize,
    end: usize,
    tries: usize,
}

struct Parts {
    parent: Run,
    tries: usize,
    members: Vec<Member>,
}

impl Printer {
    pub(super) fn chain(&mut self, run: Run, shape: Shape) -> Fit {
        let parts = self.members(run);
        if parts.members.is_empty() {
            self.expr(parts.parent, shape.before(parts.tries)?)?;
            self.tries(parts.tries);
            return Some(());
        }
        let mark = self.out.len();
        let (root, members) = self.root(&parts, shape)?;
        if members.is_empty() {
            self.push(&root);
            return fits(self.since(mark), shape).then_some(());
        }
        let indent = if multiline(&root) && extendable(&root) {
            shape.indent
        } else {
            shape.indent + TAB
        };
        let child = Shape {
            width: MAX.saturating_sub(indent),
            indent,
            offset: 0,
        };
        let mut written = vec![root];
        let (last, heads) = members.split_last()?;
        for member in heads {
            written.push(self.capture(|printer| printer.member(*member, child))?);
        }
        let line = self.last_member(&mut written, *last, parts.members.len(), shape, child)?;
        if !line && self.one_line_chain {
            return None;
        }
        let mut texts = written.iter();
        if let Some(root) = texts.next() {
            self.push(root);
        }
        for text in texts {
            if !line {
                self.newline(child.indent);
            }
            self.push(text);
        }
        fits(self.since(mark), shape).then_some(())
    }

    fn members(&self, run: Run) -> Parts {
        let mut parts = Parts {
            parent: Run::new(run.lo, self.tokens.primary_end(run)),
            tries: 0,
            members: Vec::new(),
        };
        let mut at = parts.parent.hi;
        while at < run.hi {
            match self.tokens.kind(at) {
                Kind::Dot => {
                    let end = self.tokens.member_end(at);
                    parts.members.push(Member {
                        dot: at,
                        end,
                        tries: 0,
                    });
                    at = end;
                }
                Kind::Try => {
                    match parts.members.last_mut() {
                        Some(member) => member.tries += 1,
                        None => parts.tries += 1,
                    }
                    at += 1;
                }
                // A call of what precedes, or an index into it, is one expression.
                _ => {
                    at = self.tokens.skip(at);
                    parts.parent.hi = at;
                    parts.tries = 0;
                    parts.members.clear();
                }
            }
        }
        parts
    }

    fn tries(&mut self, count: usize) {
        for _ in 0..count {
            self.push("?");
        }
    }

    /// Whether the first name of each generic argument fits; with the others rustfmt is generous.
    fn types_start(&self, member: Member, shape: Shape) -> bool {
        if self.tokens.kind(member.dot + 3) != Kind::AngleOpen {
            return true;
        }
        let types = self.tokens.split(self.tokens.inside(member.dot + 3));
        types.iter().all(|run| {
            let global = usize::from(self.tokens.kind(run.lo) == Kind::PathSep);
            self.tokens.width(Run::new(run.lo, run.lo + 1 + global)) <= shape.width
        })
    }

    fn member(&mut self, member: Member, shape: Shape) -> Fit {
        let shape = shape.before(member.tries)?;
        let mark = self.out.len();
        if self.tokens.kind(member.end - 1) == Kind::Close(Group::Call) {
            let open = self.tokens.mate(member.end - 1);
            if !self.types_start(member, shape) {
                return None;
            }
            self.flat(Run::new(member.dot, open));
            self.list(mark, open, List::Call, shape)?;
        } else {
            self.flat(Run::new(member.dot, member.end));
        }
        self.tries(member.tries);
        Some(())
    }

    /// The first expression, with those members that would else leave it alone on a line shorter
    /// than the indentation.
    fn root<'p>(&mut self, parts: &'p Parts, shape: Shape) -> Option<(String, &'p [Member])> {
        let mut root = self.capture(|printer| {
            printer.expr(parts.parent, shape.before(parts.tries)?)?;
            printer.tries(parts.tries);
            Some(())
        })?;
        let tab = TAB.saturating_sub(shape.offset);
        let mut rest = parts.members.as_slice();
        while width(&root) <= tab && !multiline(&root) {
            let Some((member, tail)) = rest.split_first() else {
                break;
            };
            let room = shape.after(width(&root))?;
            let Some(text) = self.capture(|printer| printer.member(*member, room)) else {
                break;
            };
            root.push_str(&text);
            rest = tail;
        }
        Some((root, rest))
    }

    /// Writes the last member and says whether the chain stands on one line, the last member's
    /// arguments aside.
    fn last_member(
        &mut self,
        written: &mut Vec<String>,
        last: Member,
        count: usize,
        shape: Shape,
        child: Shape,
    ) -> Option<bool> {
        let root = written.first()?;
        let extends = extendable(root);
        let before = last.tries
            + if extends {
                last_line(root)
            } else {
                written.iter().map(|text| width(text)).sum()
            };
        let limit = if count == 1 {
            shape.width
        } else {
            shape.width.min(CHAIN)
        };
        let budget = limit.saturating_sub(before);
        let one_line = budget > 0 && !written.iter().any(|text| multiline(text));
        let below = child.before(shape.overhead() + last.tries);
        let room = match (one_line, extends) {
            (true, _) => shape.before(last.tries),
            (false, true) => child.before(last.tries),
            (false, false) => below,
        }?;
        let start = room.after(before).filter(|_| one_line || extends);
        let here = start.and_then(|start| self.capture(|printer| printer.member(last, start)));
        let (text, beside) = match here {
            Some(here) => self.beside_or_below(here, last, budget, below?),
            None => (self.capture(|printer| printer.member(last, room))?, false),
        };
        written.push(text);
        Some(beside && one_line)
    }

    /// Chooses between the last member as it goes on beside the others and as it looks on a line
    /// of its own; says whether it is the former.
    fn beside_or_below(
        &mut self,
        here: String,
        last: Member,
        budget: usize,
        below: Shape,
    ) -> (String, bool) {
        let lines = newlines(&here) + 1;
        let fits = first_line(&here) <= budget;
        if fits && lines >= 5 {
            return (here, true);
        }
        match self.capture(|printer| printer.member(last, below)) {
            Some(text) if !fits || newlines(&text) + 1 < lines => (text, false),
            _ => (here, fits),
        }
    }
}
