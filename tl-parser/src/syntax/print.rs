//! Prints a tree as text.
//!
//! There is one walk over the tree. Its output depends on the purpose of the text: to be read, and parsed
//! again, or to be hashed to an id ([`crate::id`]). Every rule that differs is one method of `Style`.
//!
//! The canonical notation: one line, single spaces, the id in eight digits, arguments in angle brackets
//! (`Vector<int>`, `Pair<int, string>`), repetitions as `n*[ x:int y:string ]`.

use core::fmt::Write as _;

use super::ast::{
    Body, Combinator, Declaration, DeclarationKind, Expr, ExprKind, Field, Mask, ParamKind,
    is_type_name,
};

/// Prints `photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo`, without the `;`.
///
/// The id is not the one in the tree, since an unwritten id has to be computed first.
#[must_use]
pub fn combinator(combinator: &Combinator<'_>, id: Option<u32>) -> String {
    Printer::new(&Source).write(|printer| printer.combinator(combinator, id))
}

/// Prints `@read photos.getPhoto id:long = photos.Photo;`, with the id if one was written.
#[must_use]
pub fn declaration(declaration: &Declaration<'_>) -> String {
    let mut printer = Printer::new(&Source);
    for annotation in &declaration.annotations {
        printer.put("@");
        printer.put(annotation.value);
        printer.put(" ");
    }
    match &declaration.kind {
        DeclarationKind::Combinator(combinator) => {
            printer.combinator(combinator, combinator.id.map(|id| id.value));
        }
        DeclarationKind::Finality(finality, name) => {
            printer.put(finality.name());
            printer.put(" ");
            printer.put(name.value);
        }
        DeclarationKind::Partial(expr) => printer.expr(expr),
    }
    printer.put(";");
    printer.text
}

/// Prints a combinator so that two with the same meaning have the same text: with `=` for `=>`, and without the
/// `%` of a constructor, which is bare anyway.
#[must_use]
pub fn meaning(combinator: &Combinator<'_>, id: Option<u32>) -> String {
    Printer::new(&Meaning).write(|printer| printer.combinator(combinator, id))
}

/// Prints a field so that two with the same meaning have the same text, as [`meaning`] does.
#[must_use]
pub fn meaning_of_field(field: &Field<'_>) -> String {
    Printer::new(&Meaning).write(|printer| printer.field(field))
}

/// Prints `users:flags.1?Vector<User>`.
#[must_use]
pub fn field(field: &Field<'_>) -> String {
    Printer::new(&Source).write(|printer| printer.field(field))
}

/// Prints `Vector<User>`.
#[must_use]
pub fn expr(expr: &Expr<'_>) -> String {
    Printer::new(&Source).write(|printer| printer.expr(expr))
}

/// How a tree is printed. The default is the notation that people read.
pub(crate) trait Style {
    /// Whether brackets, commas and braces are written, and sums are left as they are.
    fn has_brackets(&self) -> bool {
        true
    }

    /// Whether `!` is written.
    fn has_bang(&self) -> bool {
        true
    }

    /// Whether `=>` is written, and not the `=` that it stands for.
    fn has_arrow(&self) -> bool {
        self.has_brackets()
    }

    /// Whether the application of a repeated constructor has brackets of its own: `[ (pair k v) ]`.
    fn brackets_repeated(&self) -> bool {
        false
    }

    /// Whether a field is written at all.
    fn has_field(&self, _: &Field<'_>) -> bool {
        true
    }

    /// Returns the word for the whole type of a field.
    fn type_word<'w>(&self, word: &'w str) -> &'w str {
        word
    }

    /// Whether the `%` before `inner` is written.
    fn has_percent(&self, _inner: &Expr<'_>, _combinator: Option<&Combinator<'_>>) -> bool {
        true
    }
}

/// For text that is read, and parsed again.
struct Source;

impl Style for Source {}

/// For text that is compared.
struct Meaning;

impl Style for Meaning {
    fn has_percent(&self, inner: &Expr<'_>, _: Option<&Combinator<'_>>) -> bool {
        inner.head().is_none_or(|head| is_type_name(head.value))
    }

    fn has_arrow(&self) -> bool {
        false
    }
}

/// Prints a tree.
pub(crate) struct Printer<'t, 's> {
    style: &'t dyn Style,
    combinator: Option<&'t Combinator<'s>>,
    /// The text so far.
    text: String,
}

impl<'t, 's> Printer<'t, 's> {
    pub(crate) fn new(style: &'t dyn Style) -> Self {
        Self {
            style,
            combinator: None,
            // Nine of ten combinators are shorter.
            text: String::with_capacity(256),
        }
    }

    /// Returns the text that `write` writes.
    pub(crate) fn write(mut self, write: impl FnOnce(&mut Self)) -> String {
        write(&mut self);
        self.text
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn number(&mut self, number: impl core::fmt::Display) {
        // Writing to a `String` cannot fail.
        let _ = write!(self.text, "{number}");
    }

    /// Writes `name#id {params} fields = result`.
    pub(crate) fn combinator(&mut self, combinator: &'t Combinator<'s>, id: Option<u32>) {
        self.combinator = Some(combinator);
        self.put(combinator.name.value);
        if let Some(id) = id {
            self.number(format_args!("#{id:08x}"));
        }
        for param in &combinator.params {
            let (open, close) = if self.style.has_brackets() {
                (" {", "}")
            } else {
                (" ", "")
            };
            self.put(open);
            self.put(param.name.value);
            self.put(match param.kind {
                ParamKind::Type => ":Type",
                ParamKind::Nat => ":#",
            });
            self.put(close);
        }
        if let Body::Builtin(_) = combinator.body {
            self.put(" ?");
        }
        self.fields(combinator.fields(), false);
        let arrow = combinator.arrow && self.style.has_arrow();
        self.put(if arrow { " => " } else { " = " });
        self.expr(&combinator.result);
    }

    /// Writes fields, with a space before each.
    fn fields(&mut self, fields: &'t [Field<'s>], repeated: bool) {
        for field in fields {
            if !self.style.has_field(field) {
                continue;
            }
            self.put(" ");
            let application = field.ty.application().filter(|_| field.name.is_none());
            let keeps_brackets = repeated
                && self.style.brackets_repeated()
                && application
                    .is_some_and(|(head, args)| !args.is_empty() && !is_type_name(head.value));
            if keeps_brackets {
                self.put("(");
            }
            self.field(field);
            if keeps_brackets {
                self.put(")");
            }
        }
    }

    /// Writes `name:mask.bit?!Type`.
    pub(crate) fn field(&mut self, field: &'t Field<'s>) {
        if let Some(name) = field.name {
            self.put(name.value);
            self.put(":");
        }
        if let Some(Mask { name, bit }) = field.mask {
            self.put(name.value);
            self.put(".");
            self.number(bit.value);
            self.put("?");
        }
        if field.bang && self.style.has_bang() {
            self.put("!");
        }
        match field.ty.word() {
            Some(word) => self.put(self.style.type_word(word)),
            None => self.term(&field.ty),
        }
    }

    /// Writes an expression where only one term is allowed, which a sum is not.
    fn term(&mut self, expr: &'t Expr<'s>) {
        let is_sum = matches!(expr.kind, ExprKind::Sum(_)) && self.style.has_brackets();
        if is_sum {
            self.put("(");
        }
        self.expr(expr);
        if is_sum {
            self.put(")");
        }
    }

    pub(crate) fn expr(&mut self, expr: &'t Expr<'s>) {
        match &expr.kind {
            ExprKind::Nat => self.put("#"),
            ExprKind::Number(number) => self.number(number),
            ExprKind::Apply { head, args } => self.application(head.value, args),
            ExprKind::Bare(inner) => {
                if self.style.has_percent(inner, self.combinator) {
                    self.put("%");
                }
                self.term(inner);
            }
            ExprKind::Sum(parts) => self.sum(parts),
            ExprKind::Repeat { count, fields } => {
                if let Some(count) = count {
                    self.term(count);
                    self.put("*");
                }
                self.put("[");
                self.fields(fields, true);
                self.put(" ]");
            }
        }
    }

    /// Writes `Pair<int, string>`; for an id `Pair int string`, which also flattens nested applications.
    fn application(&mut self, head: &str, args: &'t [Expr<'s>]) {
        self.put(head);
        let brackets = self.style.has_brackets() && !args.is_empty();
        for (at, arg) in args.iter().enumerate() {
            self.put(match (brackets, at) {
                (true, 0) => "<",
                (true, _) => ", ",
                (false, _) => " ",
            });
            self.expr(arg);
        }
        if brackets {
            self.put(">");
        }
    }

    /// Writes `n+1`; for an id the numbers are added up and come last.
    fn sum(&mut self, parts: &'t [Expr<'s>]) {
        if self.style.has_brackets() {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    self.put("+");
                }
                self.term(part);
            }
            return;
        }
        let mut total = 0;
        let before = self.text.len();
        self.addends(parts, before, &mut total);
        if self.text.len() == before {
            self.number(total);
        } else if total > 0 {
            self.number(format_args!("+{total}"));
        }
    }

    /// Writes the parts of a sum that are not numbers, each after a `+` if there is text after `start`.
    fn addends(&mut self, parts: &'t [Expr<'s>], start: usize, total: &mut u64) {
        for part in parts {
            match &part.kind {
                ExprKind::Number(number) => *total += u64::from(*number),
                ExprKind::Sum(inner) => self.addends(inner, start, total),
                _ => {
                    if self.text.len() > start {
                        self.put("+");
                    }
                    self.expr(part);
                }
            }
        }
    }
}
