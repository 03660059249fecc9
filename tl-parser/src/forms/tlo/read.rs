//! Converts `.tlo` to TL text.

mod order;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use super::super::text::Text;
use super::super::{FormError, FormPlace};
use super::applied::names;
use super::{
    ARG, ARRAY, BARE, CALL, COMBINATOR, COMBINATOR_V4, EXPR_NAT, EXPR_TYPE, LEFT, LEFT_BUILTIN,
    LONGEST_NAME, NAT_CONST, NAT_CONST_RIGHT, NAT_VAR, PARAMETER, RIGHT, TYPE, TYPE_EMPTY,
    TYPE_EXPR, TYPE_FINAL, TYPE_PERCENT, TYPE_VAR, Version, expr, spanned,
};
use crate::id;
use crate::source::Span;
use crate::syntax::MAX_DEPTH;
use crate::syntax::ast::{
    Body, Combinator, Expr, ExprKind, Field, Mask, Param, ParamKind, is_type_name,
};
use crate::syntax::print;

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

/// Characters in the name of an application, such as `Vector int`, and of the type `#`. Some names contain
/// the text of a declaration.
const APPLIED: &[u8] = b" #%+:=*?[]";

fn is_application(name: &str) -> bool {
    name.bytes().any(|byte| APPLIED.contains(&byte))
}

type Result<T> = core::result::Result<T, FormError>;

/// Converts a file to TL text.
pub(crate) fn read(bytes: &[u8]) -> Result<String> {
    let mut reader = Reader::new(bytes);
    reader.version()?;
    // The version of the schema, and its date.
    reader.word()?;
    reader.word()?;
    for _ in 0..reader.word()? {
        reader.ty()?;
    }
    // A field may use a constructor that follows.
    let start = reader.at;
    for _ in 0..reader.word()? {
        reader.constructor()?;
    }
    reader.heads = reader.types.heads();
    reader.order = Order::of(&reader.types);
    reader.at = start;
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
        reader.at = start;
        text = reader.declarations()?;
    }
    if reader.at < bytes.len() {
        let more = bytes.len() - reader.at;
        return Err(damage(
            reader.at,
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

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    version: Version,
    types: Types<'b>,
    /// The type of the current constructor, by its position.
    owner: Option<usize>,
    order: Order<'b>,
    /// The index of each type, by its name and by the name of its only constructor.
    heads: BTreeMap<&'b str, usize>,
    /// The applications that were written.
    applied: BTreeSet<&'b str>,
    /// The types that the text uses bare, and whether it does so with `%` or by the name of the constructor.
    used: BTreeSet<(usize, bool)>,
    /// The same for the current declaration.
    used_here: Vec<(usize, bool)>,
    /// The types that are written with `%` if no id tells.
    percent: BTreeSet<usize>,
    vars: BTreeMap<u32, Var<'b>>,
    /// The numbers of the variables in scope, in order.
    scope: Vec<u32>,
    /// The numbers of those that are `#`.
    nats: Vec<u32>,
    depth: u32,
    spelling: Spelling,
    /// The number of places with two notations so far.
    choices: u32,
    /// How many more bytes may be read again.
    left: usize,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            version: Version::Two,
            types: Types::default(),
            owner: None,
            order: Order::default(),
            heads: BTreeMap::new(),
            applied: BTreeSet::new(),
            used: BTreeSet::new(),
            used_here: Vec::new(),
            percent: BTreeSet::new(),
            vars: BTreeMap::new(),
            scope: Vec::new(),
            nats: Vec::new(),
            depth: 0,
            spelling: Spelling::Second(0),
            choices: 0,
            left: MOST,
        }
    }

    /// Whether to use the second of two notations with the same meaning.
    fn choose(&mut self) -> bool {
        let at = self.choices;
        self.choices += 1;
        match self.spelling {
            Spelling::Second(places) => (places >> at.min(31)) & 1 != 0,
            Spelling::Unknown => false,
        }
    }

    fn take(&mut self, length: usize) -> Result<&'b [u8]> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(taken) = rest.get(..length) else {
            return Err(damage(
                self.bytes.len(),
                "the file ends in the middle of the schema",
            ));
        };
        self.at += length;
        Ok(taken)
    }

    fn word(&mut self) -> Result<u32> {
        let bytes = self.take(4)?.first_chunk().copied().unwrap_or_default();
        Ok(u32::from_le_bytes(bytes))
    }

    /// Reads the id of a constructor, which must be one of `ids`.
    fn one_of(&mut self, what: &str, ids: &[u32]) -> Result<u32> {
        let at = self.at;
        let id = self.word()?;
        if ids.contains(&id) {
            return Ok(id);
        }
        Err(damage(at, format!("{id:08x} is not the id of {what}")))
    }

    fn version(&mut self) -> Result<()> {
        let versions = [Version::Two, Version::Three, Version::Four];
        let id = self.one_of("a schema", &versions.map(Version::id))?;
        let known = versions.into_iter().find(|version| version.id() == id);
        self.version = known.unwrap_or(self.version);
        Ok(())
    }

    /// Reads a name, which may be empty.
    fn string(&mut self) -> Result<&'b str> {
        let at = self.at;
        let length = self.take(1)?.first().copied().map_or(0, usize::from);
        if length > LONGEST_NAME {
            return Err(damage(
                at,
                format!("a name of more than {LONGEST_NAME} bytes"),
            ));
        }
        let bytes = self.take(length)?;
        self.take((1 + length).next_multiple_of(4) - 1 - length)?;
        let is_right = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.".contains(byte);
        let name = core::str::from_utf8(bytes).ok();
        let name = name.filter(|_| bytes.iter().all(|it| is_right(it) || APPLIED.contains(it)));
        name.ok_or_else(|| {
            let name = String::from_utf8_lossy(bytes);
            damage(at, format!("{name:?} is not a name"))
        })
    }

    fn name(&mut self) -> Result<Option<&'b str>> {
        let at = self.at;
        match self.string()? {
            "" => Ok(None),
            name if is_application(name) => Err(damage(at, format!("`{name}` is not a name"))),
            name => Ok(Some(name)),
        }
    }

    fn ty(&mut self) -> Result<()> {
        self.one_of("a type", &[TYPE])?;
        let id = self.word()?;
        let at = self.at;
        let name = self.string()?;
        if name.is_empty() {
            return Err(damage(at, "a type without a name"));
        }
        let mut ty = Type::new(id, name);
        ty.count = self.word()?;
        ty.flags = self.word()?;
        ty.arity = self.word()?;
        let numbers = [self.word()?, self.word()?].map(u64::from);
        ty.numbers = numbers[0] | numbers[1] << 32;
        self.types.add(ty);
        Ok(())
    }

    /// Records the name of a constructor.
    fn constructor(&mut self) -> Result<()> {
        self.owner = self.types.next_owner();
        let Declaration { ty, combinator, .. } = self.combinator()?;
        self.types.learn(ty, combinator.name.value);
        Ok(())
    }

    /// Returns the text of all declarations.
    fn declarations(&mut self) -> Result<Text> {
        let mut text = Text::default();
        let mut constructors = Vec::new();
        self.types.start();
        for number in 0..self.word()? {
            self.owner = self.types.next_owner();
            let mut constructor = String::new();
            self.declaration(&mut constructor)?;
            for name in self.order.after(number as usize).to_vec() {
                constructor.extend(self.applied(name));
            }
            constructors.push(constructor);
        }
        self.order.restore(&mut constructors);
        text.types = constructors.concat();
        self.owner = None;
        for _ in 0..self.word()? {
            self.declaration(&mut text.functions)?;
        }
        Ok(text)
    }

    /// Adds a declaration to the text.
    fn declaration(&mut self, text: &mut String) -> Result<()> {
        let start = self.at;
        let mut spelled = self.combinator()?;
        if is_application(spelled.combinator.name.value) {
            text.extend(self.alone(&spelled));
            return Ok(());
        }
        // The id tells how it was written.
        if !is_given(&spelled) && self.choices > 0 {
            spelled = self.other_spelling(start)?;
            self.spelling = Spelling::Second(0);
        }
        self.used.extend(&self.used_here);
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
    fn other_spelling(&mut self, start: usize) -> Result<Declaration<'b>> {
        let length = self.at.saturating_sub(start);
        let most = match length <= self.left >> MORE_CHOICES {
            true => MORE_CHOICES,
            false => MAX_CHOICES,
        };
        // One combination may have more places than another.
        let (mut places, mut second) = (self.choices, u32::MAX);
        while second == u32::MAX || second >> places.min(most) == 0 {
            self.at = start;
            self.spelling = Spelling::Second(second);
            let spelled = self.combinator()?;
            if is_given(&spelled) {
                return Ok(spelled);
            }
            places = places.max(self.choices);
            second = second.wrapping_add(1).max(1);
            self.left = self.left.saturating_sub(length);
        }
        self.at = start;
        self.spelling = Spelling::Unknown;
        self.combinator()
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

    fn combinator(&mut self) -> Result<Declaration<'b>> {
        self.vars.clear();
        self.scope.clear();
        self.nats.clear();
        self.used_here.clear();
        self.choices = 0;
        let form = self.one_of("a declaration", &[COMBINATOR, COMBINATOR_V4])?;
        let id = self.word()?;
        let at = self.at;
        let name = self.string()?;
        if name.is_empty() {
            return Err(damage(at, "a declaration without a name"));
        }
        let ty = self.word()?;
        let ty = self.types.owner(self.owner, ty);
        let mut params = Vec::new();
        let body = match self.one_of("fields", &[LEFT, LEFT_BUILTIN])? {
            LEFT => Body::Fields(self.fields(Some(&mut params))?),
            _ => Body::Builtin(Span::default()),
        };
        self.one_of("a result", &[RIGHT])?;
        let result = self.type_expr(Place::Result(self.owner.and(ty)))?;
        let flags = if form == COMBINATOR_V4 {
            self.word()?
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
        for _ in 0..self.word()? {
            let at = self.at;
            self.one_of("a field", &[ARG])?;
            let name = self.name()?;
            let flags = self.word()?;
            let has_number = flags & self.version.variable() != 0;
            let number = has_number.then(|| self.word()).transpose()?;
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
                self.vars.insert(number, Var { name, kind });
                self.scope.push(number);
                if kind == ParamKind::Nat {
                    self.nats.push(number);
                }
            }
        }
        Ok(fields)
    }

    fn mask(&mut self) -> Result<Mask<'b>> {
        Ok(Mask {
            name: spanned(self.named(ParamKind::Nat)?),
            bit: spanned(self.word()?),
        })
    }

    /// Reads the number of a variable of this kind.
    fn var(&mut self, kind: ParamKind) -> Result<(u32, Option<&'b str>)> {
        let at = self.at;
        let number = self.word()?;
        match self.vars.get(&number) {
            Some(var) if var.kind == kind => Ok((number, var.name)),
            Some(_) => Err(damage(at, format!("variable {number} is of another kind"))),
            None => Err(damage(at, format!("there is no variable {number}"))),
        }
    }

    fn named(&mut self, kind: ParamKind) -> Result<&'b str> {
        let at = self.at;
        let (number, name) = self.var(kind)?;
        name.ok_or_else(|| damage(at, format!("variable {number} has no name")))
    }

    fn type_expr(&mut self, place: Place) -> Result<Expr<'b>> {
        if self.depth == MAX_DEPTH {
            return Err(damage(self.at, "the type is nested too deeply"));
        }
        self.depth += 1;
        let kind = match self.one_of("a type", &[TYPE_VAR, ARRAY, TYPE_EXPR])? {
            TYPE_VAR => {
                let name = self.named(ParamKind::Type)?;
                self.word()?;
                word(name)
            }
            ARRAY => self.array()?,
            _ => self.application(place)?,
        };
        self.depth -= 1;
        Ok(expr(kind))
    }

    fn array(&mut self) -> Result<ExprKind<'b>> {
        let at = self.at;
        let count = match self.one_of("a number", &[NAT_CONST, NAT_CONST_RIGHT, NAT_VAR])? {
            NAT_VAR => {
                let add = self.word()?;
                let (number, name) = self.var(ParamKind::Nat)?;
                let is_last = add == 0 && self.nats.last() == Some(&number);
                match name {
                    // `[ t ]` is `n*[ t ]`.
                    Some(_) if is_last && self.choose() => None,
                    Some(name) => Some(sum(name, add)),
                    None if is_last => None,
                    None => return Err(damage(at, "a count without a name")),
                }
            }
            _ => Some(ExprKind::Number(self.word()?)),
        };
        let (scope, nats) = (self.scope.len(), self.nats.len());
        let fields = self.fields(None)?;
        for number in self.scope.drain(scope..) {
            self.vars.remove(&number);
        }
        self.nats.truncate(nats);
        Ok(ExprKind::Repeat {
            count: count.map(|count| Box::new(expr(count))),
            fields,
        })
    }

    fn application(&mut self, place: Place) -> Result<ExprKind<'b>> {
        let at = self.at;
        let id = self.word()?;
        if !self.types.has(id, place) {
            return Err(damage(at, format!("no type has the id {id:08x}")));
        }
        let is_bare = self.word()? & BARE != 0;
        let (mut args, mut numbers) = (Vec::new(), 0);
        let arity = self.word()?;
        for arg in 0..arity {
            args.push(match self.one_of("an argument", &[EXPR_TYPE, EXPR_NAT])? {
                EXPR_TYPE => self.type_expr(Place::Any)?,
                _ => {
                    numbers |= 1_u64.checked_shl(arg).unwrap_or_default();
                    expr(self.nat()?)
                }
            });
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
        self.used_here.push((index, is_percent));
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
            match self.one_of("a number", &[NAT_CONST, NAT_CONST_RIGHT, NAT_VAR])? {
                NAT_VAR => {
                    let add = self.word()?;
                    sum(self.named(ParamKind::Nat)?, add)
                }
                _ => ExprKind::Number(self.word()?),
            },
        )
    }
}

fn is_given(it: &Declaration<'_>) -> bool {
    id::is_given(&it.combinator, it.id)
}

fn damage(at: usize, message: impl Into<String>) -> FormError {
    FormError {
        place: FormPlace::Byte(at),
        message: message.into(),
    }
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
