//! Converts `.tlo` to TL text.

mod cursor;
mod order;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use super::super::text::Text;
use super::applied::names::{self, is_application};
use super::{
    ARG, ARRAY, BARE, CALL, COMBINATOR, COMBINATOR_V4, EXPR_NAT, EXPR_TYPE, LEFT, LEFT_BUILTIN,
    NAT_CONST, NAT_CONST_RIGHT, NAT_VAR, PARAMETER, RIGHT, TYPE, TYPE_EMPTY, TYPE_EXPR, TYPE_FINAL,
    TYPE_PERCENT, TYPE_VAR, Version, expr, spanned,
};
use crate::id;
use crate::source::Span;
use crate::syntax::MAX_DEPTH;
use crate::syntax::ast::{
    Body, Combinator, Expr, ExprKind, Field, Mask, Param, ParamKind, is_type_name,
};
use crate::syntax::print;

use cursor::{Cursor, Result, damage};
use order::Order;
use types::{Place, Type, Types, Use};

/// The number of places in a declaration for which both notations are tried, and the number if all attempts
/// for the declaration fit into the bytes that are [left](MOST).
const MAX_CHOICES: u32 = 6;
const MORE_CHOICES: u32 = 12;

/// The maximum number of bytes that are read again for declarations with many such places.
const MOST: usize = 64 << 20;

/// The notation to use if TL has two for something that has one encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// The second notation at some places of the declaration: one bit for each place, the last bit for all
    /// that follow.
    Second(u32),
    /// No combination gives the id.
    Unknown,
}

/// Converts a file to TL text.
pub(crate) fn read(bytes: &[u8]) -> Result<String> {
    let mut reader = Reader {
        cursor: Cursor::new(bytes),
        version: Version::Two,
        types: Types::default(),
        order: Order::default(),
        heads: BTreeMap::new(),
        applied: BTreeSet::new(),
        used: BTreeSet::new(),
        percent: BTreeSet::new(),
        spelling: Spelling::Second(0),
        locals: Locals::default(),
        left: MOST,
    };
    reader.version()?;
    // The version of the schema, and its date.
    reader.cursor.take(8)?;
    for _ in 0..reader.cursor.word()? {
        reader.ty()?;
    }
    // A field may use a constructor that follows.
    let start = reader.cursor.at;
    for _ in 0..reader.cursor.word()? {
        reader.constructor()?;
    }
    reader.heads = reader.types.heads();
    reader.order = Order::of(&reader.types);
    reader.cursor.at = start;
    let mut text = reader.declarations()?;
    // A flag says that a type is used with `%` somewhere, but there may be no id that tells where.
    let rows = reader.types.rows.iter().enumerate();
    let has_percent = rows.filter(|(_, ty)| ty.flags & TYPE_PERCENT != 0);
    let lost = has_percent
        .map(|(at, _)| at)
        .filter(|at| !reader.used.contains(&(*at, true)));
    reader.percent = lost.collect();
    if !reader.percent.is_empty() {
        reader.used.clear();
        reader.applied.clear();
        reader.cursor.at = start;
        text = reader.declarations()?;
    }
    if reader.cursor.at < bytes.len() {
        let more = bytes.len() - reader.cursor.at;
        return Err(damage(
            reader.cursor.at,
            format!("the schema ends here, and {more} bytes follow"),
        ));
    }
    let types = reader.types.rows.iter();
    let empty = types.clone().filter(|ty| ty.flags & TYPE_EMPTY != 0);
    let empty: String = empty.map(|ty| format!("Empty {};\n", ty.name)).collect();
    text.types.insert_str(0, &empty);
    for (at, ty) in types.enumerate() {
        let is_final = ty.flags & (TYPE_FINAL | TYPE_EMPTY) == TYPE_FINAL;
        if is_final && !reader.used.contains(&(at, false)) {
            text.types.push_str(&format!("Final {};\n", ty.name));
        }
    }
    Ok(text.finish())
}

/// A constructor or function.
struct Declaration<'b> {
    id: u32,
    /// The index of its type; may be unknown for a function.
    ty: Option<usize>,
    flags: u32,
    combinator: Combinator<'b>,
}

/// The annotations that flags of a declaration stand for.
const ANNOTATIONS: [(u32, &str); 4] = [
    (1, "@read "),
    (2, "@write "),
    (4, "@internal "),
    (8, "@kphp "),
];

/// A variable in scope.
#[derive(Clone, Copy)]
struct Var<'b> {
    name: Option<&'b str>,
    kind: ParamKind,
}

/// What is known while a declaration is read.
#[derive(Default)]
struct Locals<'b> {
    vars: BTreeMap<u32, Var<'b>>,
    /// The numbers of the variables in scope, in order.
    scope: Vec<u32>,
    /// The numbers of those that are `#`.
    nats: Vec<u32>,
    /// The types that it uses bare, and whether it does so with `%` or by the name of the constructor.
    used: Vec<(usize, bool)>,
    depth: u32,
    /// The number of places with two notations so far.
    choices: u32,
}

struct Reader<'b> {
    cursor: Cursor<'b>,
    version: Version,
    types: Types<'b>,
    order: Order<'b>,
    /// The index of each type, by its name and by the name of its only constructor.
    heads: BTreeMap<&'b str, usize>,
    /// The applications that were written.
    applied: BTreeSet<&'b str>,
    /// The types that the text uses bare, and whether it does so with `%` or by the name of the constructor.
    used: BTreeSet<(usize, bool)>,
    /// The types that are written with `%` if no id tells.
    percent: BTreeSet<usize>,
    spelling: Spelling,
    locals: Locals<'b>,
    /// How many more bytes may be read again.
    left: usize,
}

impl<'b> Reader<'b> {
    /// Whether to use the second of two notations with the same meaning.
    fn choose(&mut self) -> bool {
        let at = self.locals.choices;
        self.locals.choices += 1;
        match self.spelling {
            Spelling::Second(places) => (places >> at.min(31)) & 1 != 0,
            Spelling::Unknown => false,
        }
    }

    fn version(&mut self) -> Result<()> {
        let versions = [Version::Two, Version::Three, Version::Four];
        let id = self.cursor.one_of("a schema", &versions.map(Version::id))?;
        let known = versions.into_iter().find(|version| version.id() == id);
        self.version = known.unwrap_or(self.version);
        Ok(())
    }

    fn ty(&mut self) -> Result<()> {
        self.cursor.one_of("a type", &[TYPE])?;
        let id = self.cursor.word()?;
        let at = self.cursor.at;
        let name = self.cursor.string()?;
        if name.is_empty() {
            return Err(damage(at, "a type without a name"));
        }
        let mut ty = Type::new(id, name);
        ty.count = self.cursor.word()?;
        ty.flags = self.cursor.word()?;
        ty.arity = self.cursor.word()?;
        let numbers = [self.cursor.word()?, self.cursor.word()?].map(u64::from);
        ty.numbers = numbers[0] | numbers[1] << 32;
        self.types.add(ty);
        Ok(())
    }

    /// Records the name of a constructor.
    fn constructor(&mut self) -> Result<()> {
        let owner = self.types.next_owner();
        let Declaration { ty, combinator, .. } = self.combinator(owner)?;
        self.types.learn(ty, combinator.name.value);
        Ok(())
    }

    /// Returns the text of all declarations.
    fn declarations(&mut self) -> Result<Text> {
        let mut text = Text::default();
        let mut constructors = Vec::new();
        self.types.start();
        for number in 0..self.cursor.word()? {
            let owner = self.types.next_owner();
            let mut constructor = String::new();
            self.declaration(owner, &mut constructor)?;
            for name in self.order.after(number as usize).to_vec() {
                constructor.extend(self.applied(name));
            }
            constructors.push(constructor);
        }
        self.order.restore(&mut constructors);
        text.types = constructors.concat();
        for _ in 0..self.cursor.word()? {
            self.declaration(None, &mut text.functions)?;
        }
        Ok(text)
    }

    /// Adds a declaration to the text; `owner` is the type of a constructor, by its position.
    fn declaration(&mut self, owner: Option<usize>, text: &mut String) -> Result<()> {
        let start = self.cursor.at;
        let mut spelled = self.combinator(owner)?;
        if is_application(spelled.combinator.name.value) {
            text.extend(self.alone(&spelled));
            return Ok(());
        }
        // The id tells how it was written.
        if !is_given(&spelled) && self.locals.choices > 0 {
            spelled = self.other_spelling(owner, start)?;
            self.spelling = Spelling::Second(0);
        }
        self.used.extend(&self.locals.used);
        for (bit, annotation) in ANNOTATIONS {
            if spelled.flags & bit != 0 {
                text.push_str(annotation);
            }
        }
        text.push_str(&print::combinator(&spelled.combinator, Some(spelled.id)));
        text.push_str(";\n");
        Ok(())
    }

    /// Reads the declaration that begins at `start` again, in the notation that gives its id.
    fn other_spelling(&mut self, owner: Option<usize>, start: usize) -> Result<Declaration<'b>> {
        let length = self.cursor.at.saturating_sub(start);
        let most = match length <= self.left >> MORE_CHOICES {
            true => MORE_CHOICES,
            false => MAX_CHOICES,
        };
        // One combination may have more places than another.
        let (mut places, mut second) = (self.locals.choices, u32::MAX);
        while second == u32::MAX || second >> places.min(most) == 0 {
            self.cursor.at = start;
            self.spelling = Spelling::Second(second);
            let spelled = self.combinator(owner)?;
            if is_given(&spelled) {
                return Ok(spelled);
            }
            places = places.max(self.locals.choices);
            second = second.wrapping_add(1).max(1);
            self.left = self.left.saturating_sub(length);
        }
        self.cursor.at = start;
        self.spelling = Spelling::Unknown;
        self.combinator(owner)
    }

    /// Returns the application that was written: `Vector int;`, which became the type `Vector int` with its
    /// constructors, or `vector int;`, which became a constructor. `None` if the text has it already.
    fn alone(&mut self, made: &Declaration<'b>) -> Option<String> {
        let ty = made.ty.and_then(|at| self.types.rows.get(at));
        let ty = ty.filter(|ty| ty.is_made()).map(|ty| ty.name);
        if ty.is_some_and(|name| self.order.has(name)) {
            return None;
        }
        let name = ty.unwrap_or(made.combinator.name.value);
        let is_new = self.applied.insert(name);
        is_new.then(|| self.applied(name)).flatten()
    }

    /// Returns the text of an application that stands alone.
    fn applied(&mut self, name: &str) -> Option<String> {
        let arity = |name: &str| {
            let ty = self.types.rows.get(*self.heads.get(name)?)?;
            usize::try_from(ty.arity).ok()
        };
        let expr = names::application(name, &arity)?;
        self.uses_of(&expr);
        Some(format!("{};\n", print::expr(&expr)))
    }

    /// Records the types that the arguments use bare.
    fn uses_of(&mut self, application: &Expr<'_>) {
        for arg in application.application().map_or(&[][..], |it| it.1) {
            let (arg, is_percent) = match &arg.kind {
                ExprKind::Bare(inner) => (inner.as_ref(), true),
                _ => (arg, false),
            };
            let head = arg.head().map_or("", |head| head.value);
            if is_percent || !is_type_name(head) {
                let ty = self.heads.get(head);
                self.used
                    .extend(ty.map(|ty| (*ty, is_percent && is_type_name(head))));
            }
            self.uses_of(arg);
        }
    }

    fn combinator(&mut self, owner: Option<usize>) -> Result<Declaration<'b>> {
        self.locals = Locals::default();
        let form = self
            .cursor
            .one_of("a declaration", &[COMBINATOR, COMBINATOR_V4])?;
        let id = self.cursor.word()?;
        let at = self.cursor.at;
        let name = self.cursor.string()?;
        if name.is_empty() {
            return Err(damage(at, "a declaration without a name"));
        }
        let ty = self.cursor.word()?;
        let ty = self.types.owner(owner, ty);
        let mut params = Vec::new();
        let body = match self.cursor.one_of("fields", &[LEFT, LEFT_BUILTIN])? {
            LEFT => Body::Fields(self.fields(Some(&mut params))?),
            _ => Body::Builtin(Span::default()),
        };
        self.cursor.one_of("a result", &[RIGHT])?;
        let result = self.type_expr(Place::Result(owner.and(ty)))?;
        let flags = if form == COMBINATOR_V4 {
            self.cursor.word()?
        } else {
            0
        };
        let combinator = Combinator {
            name: spanned(name),
            id: None,
            params,
            body,
            arrow: false,
            result,
        };
        Ok(Declaration {
            id,
            ty,
            flags,
            combinator,
        })
    }

    /// Reads the fields of a repetition, or the parameters and fields of a declaration.
    fn fields(&mut self, mut params: Option<&mut Vec<Param<'b>>>) -> Result<Vec<Field<'b>>> {
        let mut fields = Vec::new();
        for _ in 0..self.cursor.word()? {
            let at = self.cursor.at;
            self.cursor.one_of("a field", &[ARG])?;
            let name = self.cursor.name()?;
            let flags = self.cursor.word()?;
            let has_number = flags & self.version.variable() != 0;
            let number = has_number.then(|| self.cursor.word()).transpose()?;
            let is_masked = flags & self.version.conditional() != 0;
            let mask = is_masked.then(|| self.mask()).transpose()?;
            let ty = self.type_expr(match (has_number || flags & PARAMETER != 0, is_masked) {
                (true, _) => Place::Variable,
                (false, true) => Place::Any,
                (false, false) => Place::Value,
            })?;
            let kind = match &ty.kind {
                ExprKind::Nat => ParamKind::Nat,
                _ => ParamKind::Type,
            };
            if flags & PARAMETER == 0 {
                // `_:int` is a field without a name, as `int` is.
                let name = name.or_else(|| self.choose().then_some("_"));
                fields.push(Field {
                    name: name.map(spanned),
                    mask,
                    bang: flags & CALL != 0,
                    ty,
                    span: Span::default(),
                });
            } else {
                let params = params.as_mut().filter(|_| fields.is_empty());
                let (Some(params), Some(name)) = (params, name) else {
                    return Err(damage(at, "a parameter without a name, or after a field"));
                };
                params.push(Param {
                    name: spanned(name),
                    kind,
                    span: Span::default(),
                    implied: false,
                });
            }
            if let Some(number) = number {
                self.locals.vars.insert(number, Var { name, kind });
                self.locals.scope.push(number);
                if kind == ParamKind::Nat {
                    self.locals.nats.push(number);
                }
            }
        }
        Ok(fields)
    }

    fn mask(&mut self) -> Result<Mask<'b>> {
        Ok(Mask {
            name: spanned(self.named(ParamKind::Nat)?),
            bit: spanned(self.cursor.word()?),
        })
    }

    /// Reads the number of a variable of this kind.
    fn var(&mut self, kind: ParamKind) -> Result<(u32, Option<&'b str>)> {
        let at = self.cursor.at;
        let number = self.cursor.word()?;
        match self.locals.vars.get(&number) {
            Some(var) if var.kind == kind => Ok((number, var.name)),
            Some(_) => Err(damage(at, format!("variable {number} is of another kind"))),
            None => Err(damage(at, format!("there is no variable {number}"))),
        }
    }

    fn named(&mut self, kind: ParamKind) -> Result<&'b str> {
        let at = self.cursor.at;
        let (number, name) = self.var(kind)?;
        name.ok_or_else(|| damage(at, format!("variable {number} has no name")))
    }

    fn type_expr(&mut self, place: Place) -> Result<Expr<'b>> {
        if self.locals.depth == MAX_DEPTH {
            return Err(damage(self.cursor.at, "the type is nested too deeply"));
        }
        self.locals.depth += 1;
        let kind = match self
            .cursor
            .one_of("a type", &[TYPE_VAR, ARRAY, TYPE_EXPR])?
        {
            TYPE_VAR => {
                let name = self.named(ParamKind::Type)?;
                self.cursor.word()?;
                word(name)
            }
            ARRAY => self.array()?,
            _ => self.application(place)?,
        };
        self.locals.depth -= 1;
        Ok(expr(kind))
    }

    fn array(&mut self) -> Result<ExprKind<'b>> {
        let at = self.cursor.at;
        let count = match self
            .cursor
            .one_of("a number", &[NAT_CONST, NAT_CONST_RIGHT, NAT_VAR])?
        {
            NAT_VAR => {
                let add = self.cursor.word()?;
                let (number, name) = self.var(ParamKind::Nat)?;
                let is_last = add == 0 && self.locals.nats.last() == Some(&number);
                match name {
                    // `[ t ]` is `n*[ t ]`.
                    Some(_) if is_last && self.choose() => None,
                    Some(name) => Some(sum(name, add)),
                    None if is_last => None,
                    None => return Err(damage(at, "a count without a name")),
                }
            }
            _ => Some(ExprKind::Number(self.cursor.word()?)),
        };
        let (scope, nats) = (self.locals.scope.len(), self.locals.nats.len());
        let fields = self.fields(None)?;
        for number in self.locals.scope.drain(scope..) {
            self.locals.vars.remove(&number);
        }
        self.locals.nats.truncate(nats);
        Ok(ExprKind::Repeat {
            count: count.map(|count| Box::new(expr(count))),
            fields,
        })
    }

    fn application(&mut self, place: Place) -> Result<ExprKind<'b>> {
        let at = self.cursor.at;
        let id = self.cursor.word()?;
        if !self.types.has(id, place) {
            return Err(damage(at, format!("no type has the id {id:08x}")));
        }
        let is_bare = self.cursor.word()? & BARE != 0;
        let (mut args, mut numbers) = (Vec::new(), 0);
        let arity = self.cursor.word()?;
        for arg in 0..arity {
            args.push(
                match self.cursor.one_of("an argument", &[EXPR_TYPE, EXPR_NAT])? {
                    EXPR_TYPE => self.type_expr(Place::Any)?,
                    _ => {
                        numbers |= 1_u64.checked_shl(arg).unwrap_or_default();
                        expr(self.nat()?)
                    }
                },
            );
        }
        let by = Use {
            place,
            is_bare,
            arity,
            numbers,
        };
        let index = self.meant(at, id, &by)?;
        let Some(ty) = self.types.rows.get(index) else {
            return Err(damage(at, format!("no type has the id {id:08x}")));
        };
        if ty.name == "#" {
            return Ok(ExprKind::Nat);
        }
        let apply = |name| ExprKind::Apply {
            head: spanned(name),
            args,
        };
        if !is_bare {
            return Ok(apply(ty.name));
        }
        let (name, flags, only) = (ty.name, ty.flags, ty.only());
        let (is_percent, name) = match (flags & (TYPE_FINAL | TYPE_PERCENT), only) {
            (TYPE_PERCENT, _) | (_, None) => (true, name),
            (TYPE_FINAL, Some(only)) => (false, only),
            (_, Some(only)) => {
                let is_unknown = self.spelling == Spelling::Unknown;
                match self.choose() || (is_unknown && self.percent.contains(&index)) {
                    true => (true, name),
                    false => (false, only),
                }
            }
        };
        self.locals.used.push((index, is_percent));
        Ok(if is_percent {
            ExprKind::Bare(Box::new(expr(apply(name))))
        } else {
            apply(name)
        })
    }

    /// Returns the index of the type with an id. If there are several, the id of the declaration tells which
    /// one it is.
    fn meant(&mut self, at: usize, id: u32, by: &Use) -> Result<usize> {
        let meant = self.types.meant(id, by);
        let Some((last, others)) = meant.split_last() else {
            return Err(damage(at, format!("several types have the id {id:08x}")));
        };
        if !others.is_empty() && self.spelling == Spelling::Unknown {
            let name = |at: &usize| self.types.rows.get(*at).map_or("", |ty| ty.name);
            let names: Vec<String> = meant.iter().map(|at| format!("`{}`", name(at))).collect();
            let message = format!(
                "the types {} have the id {id:08x}, and nothing tells which one is used here",
                names.join(" and ")
            );
            return Err(damage(at, message));
        }
        let chosen = others.iter().find(|_| !self.choose());
        Ok(*chosen.unwrap_or(last))
    }

    fn nat(&mut self) -> Result<ExprKind<'b>> {
        Ok(
            match self
                .cursor
                .one_of("a number", &[NAT_CONST, NAT_CONST_RIGHT, NAT_VAR])?
            {
                NAT_VAR => {
                    let add = self.cursor.word()?;
                    sum(self.named(ParamKind::Nat)?, add)
                }
                _ => ExprKind::Number(self.cursor.word()?),
            },
        )
    }
}

fn is_given(it: &Declaration<'_>) -> bool {
    id::is_given(&it.combinator, it.id)
}

fn word(name: &str) -> ExprKind<'_> {
    ExprKind::Apply {
        head: spanned(name),
        args: Vec::new(),
    }
}

/// `n`, `n+1`.
fn sum(name: &str, add: u32) -> ExprKind<'_> {
    match add {
        0 => word(name),
        _ => ExprKind::Sum(vec![expr(word(name)), expr(ExprKind::Number(add))]),
    }
}
