//! `.tlo` as TL text.

use std::collections::{BTreeMap, BTreeSet};

use super::super::text::Text;
use super::super::{FormError, FormPlace};
use super::applied::names;
use super::{
    ARG, ARRAY, BARE, CALL, COMBINATOR, COMBINATOR_V4, EXPR_NAT, EXPR_TYPE, LEFT, LEFT_BUILTIN,
    LONGEST_NAME, NAT_CONST, NAT_CONST_RIGHT, NAT_TYPE, NAT_VAR, PARAMETER, RIGHT, TYPE,
    TYPE_EMPTY, TYPE_EXPR, TYPE_FINAL, TYPE_PERCENT, TYPE_VAR, Version,
};
use crate::id;
use crate::schema::CombinatorKind;
use crate::source::{Span, Spanned};
use crate::syntax::MAX_DEPTH;
use crate::syntax::ast::{Body, Combinator, Expr, ExprKind, Field, Mask, Param, ParamKind};
use crate::syntax::print;

/// For how many places of a declaration both ways to write them are tried.
const MAX_CHOICES: u32 = 6;

/// Which way is taken, where TL has two to write what the form has one for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// The second at some places of the declaration: there is a bit for each, and the last is for all
    /// that follow.
    Second(u32),
    /// What the id tells in vain.
    Unknown,
}

/// What stands in the name of an application, such as `Vector int`, and of the type `#`. Some have the
/// text of a declaration in their name.
const APPLIED: &[u8] = b" #%+:=*?[]";

fn is_application(name: &str) -> bool {
    name.bytes().any(|byte| APPLIED.contains(&byte))
}

type Result<T> = core::result::Result<T, FormError>;

/// The TL text of a file.
pub(crate) fn read(bytes: &[u8]) -> Result<String> {
    let mut reader = Reader::new(bytes);
    reader.version()?;
    // The version of the schema, and its date.
    reader.word()?;
    reader.word()?;
    for _ in 0..reader.word()? {
        reader.ty()?;
    }
    // A field may be of a constructor that follows.
    let start = reader.at;
    for _ in 0..reader.word()? {
        reader.constructor()?;
    }
    reader.arities = reader.arities();
    reader.at = start;
    let mut text = reader.declarations()?;
    // A flag says that a type is used with `%` somewhere; no id may tell where.
    let has_percent = reader
        .types
        .iter()
        .filter(|ty| ty.flags & TYPE_PERCENT != 0);
    let lost = has_percent
        .map(|ty| ty.id)
        .filter(|id| !reader.used.contains(&(*id, true)));
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
    let types = reader.types.iter();
    let empty = types.clone().filter(|ty| ty.flags & TYPE_EMPTY != 0);
    let empty: String = empty.map(|ty| format!("Empty {};\n", ty.name)).collect();
    text.types.insert_str(0, &empty);
    for ty in types {
        let is_final = ty.flags & (TYPE_FINAL | TYPE_EMPTY) == TYPE_FINAL;
        if is_final && !reader.used.contains(&(ty.id, false)) {
            text.types.push_str(&format!("Final {};\n", ty.name));
        }
    }
    Ok(text.finish())
}

/// A type that the file declares.
#[derive(Clone, Copy)]
struct Type<'b> {
    id: u32,
    name: &'b str,
    flags: u32,
    /// How many parameters it has.
    arity: u32,
    /// The constructors that are known so far, and the name of the last one.
    constructors: u32,
    constructor: &'b str,
}

/// A constructor or function.
struct Declaration<'b> {
    id: u32,
    /// The id of its type.
    ty: u32,
    flags: u32,
    combinator: Combinator<'b>,
}

/// What the flags of a declaration stand for.
const ANNOTATIONS: [(u32, &str); 4] = [
    (1, "@read "),
    (2, "@write "),
    (4, "@internal "),
    (8, "@kphp "),
];

/// A variable that is in scope.
#[derive(Clone, Copy)]
struct Var<'b> {
    name: Option<&'b str>,
    kind: ParamKind,
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    version: Version,
    types: Vec<Type<'b>>,
    /// Where each type is in `types`; `None` where several have the id.
    by_id: BTreeMap<u32, Option<usize>>,
    /// The types that are made of applications: only what is made with them is of them.
    made: BTreeMap<u32, usize>,
    /// How many parameters each type has, by its name and by that of its only constructor.
    arities: BTreeMap<&'b str, u32>,
    /// The applications that the text has.
    applied: BTreeSet<&'b str>,
    /// The types that the text uses bare, and whether with `%` or by the name of their constructor.
    used: BTreeSet<(u32, bool)>,
    /// Those of the declaration at hand.
    used_here: Vec<(u32, bool)>,
    /// The types that are written with `%` where no id tells.
    percent: BTreeSet<u32>,
    vars: BTreeMap<u32, Var<'b>>,
    /// The numbers of the variables in scope, the last one last.
    scope: Vec<u32>,
    /// Those of them that are `#`.
    nats: Vec<u32>,
    depth: u32,
    spelling: Spelling,
    /// How many such places there were so far.
    choices: u32,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            version: Version::Two,
            types: Vec::new(),
            by_id: BTreeMap::new(),
            made: BTreeMap::new(),
            arities: BTreeMap::new(),
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
        }
    }

    /// Whether the second way to write it is taken, of two that mean the same.
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

    /// The id of a constructor, one of these.
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

    /// A name, or nothing.
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
        // How many constructors it has, which they say too.
        self.word()?;
        let flags = self.word()?;
        let arity = self.word()?;
        // Of which kind its parameters are, which uses say too.
        self.take(8)?;
        if is_application(name) && id != NAT_TYPE {
            self.made.insert(id, self.types.len());
        } else {
            let place = self.by_id.entry(id);
            place
                .and_modify(|it| *it = None)
                .or_insert(Some(self.types.len()));
        }
        self.types.push(Type {
            id,
            name,
            flags,
            arity,
            constructors: 0,
            constructor: "",
        });
        Ok(())
    }

    /// Learns the name of a constructor.
    fn constructor(&mut self) -> Result<()> {
        let Declaration { ty, combinator, .. } = self.combinator()?;
        let place = self.by_id.get(&ty).copied().flatten();
        let ty = place.and_then(|at| self.types.get_mut(at));
        if let Some(ty) = ty.filter(|_| !is_application(combinator.name.value)) {
            ty.constructors += 1;
            ty.constructor = combinator.name.value;
        }
        Ok(())
    }

    fn arities(&self) -> BTreeMap<&'b str, u32> {
        let mut arities = BTreeMap::new();
        for ty in &self.types {
            let only = (ty.constructors == 1).then_some(ty.constructor);
            for name in [Some(ty.name), only].into_iter().flatten() {
                arities.entry(name).or_insert(ty.arity);
            }
        }
        arities
    }

    /// The text of all declarations.
    fn declarations(&mut self) -> Result<Text> {
        let mut text = Text::default();
        for kind in [CombinatorKind::Constructor, CombinatorKind::Function] {
            for _ in 0..self.word()? {
                self.declaration(text.of(kind))?;
            }
        }
        Ok(text)
    }

    /// Adds a declaration to the text.
    fn declaration(&mut self, text: &mut String) -> Result<()> {
        let start = self.at;
        let mut spelled = self.combinator()?;
        if is_application(spelled.combinator.name.value) {
            self.used.extend(&self.used_here);
            text.extend(self.alone(&spelled));
            return Ok(());
        }
        let is_given = |it: &Declaration<'_>| id::is_given(&it.combinator, it.id);
        // The id tells how it was written.
        if !is_given(&spelled) && self.choices > 0 {
            let some = 1..1 << self.choices.min(MAX_CHOICES);
            for spelling in [Spelling::Second(u32::MAX)]
                .into_iter()
                .chain(some.map(Spelling::Second))
                .chain([Spelling::Unknown])
            {
                self.at = start;
                self.spelling = spelling;
                spelled = self.combinator()?;
                if is_given(&spelled) {
                    break;
                }
            }
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

    /// The application that was written: `Vector int;`, which became the type `Vector int` with its
    /// constructors, or `vector int;`, which became a constructor. `None` if the text has it already.
    fn alone(&mut self, made: &Declaration<'b>) -> Option<String> {
        let given = made
            .combinator
            .result
            .application()
            .map_or(0, |it| it.1.len());
        let of_type = self.made.get(&made.ty).and_then(|at| self.types.get(*at));
        let of_type = of_type.filter(|ty| usize::try_from(ty.arity) == Ok(given));
        let name = of_type.map_or(made.combinator.name.value, |ty| ty.name);
        let arity = |name: &str| usize::try_from(*self.arities.get(name)?).ok();
        let expr = names::application(name, &arity)?;
        self.applied
            .insert(name)
            .then(|| format!("{};\n", print::expr(&expr)))
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
        let mut params = Vec::new();
        let body = match self.one_of("fields", &[LEFT, LEFT_BUILTIN])? {
            LEFT => Body::Fields(self.fields(Some(&mut params))?),
            _ => Body::Builtin(Span::default()),
        };
        self.one_of("a result", &[RIGHT])?;
        let result = self.type_expr()?;
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

    /// The fields of a declaration, which has parameters too, or of a repetition.
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
            let ty = self.type_expr()?;
            let kind = match &ty.kind {
                ExprKind::Nat => ParamKind::Nat,
                _ => ParamKind::Type,
            };
            if flags & PARAMETER == 0 {
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

    /// The variable of a number.
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

    fn type_expr(&mut self) -> Result<Expr<'b>> {
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
            _ => self.application()?,
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

    fn application(&mut self) -> Result<ExprKind<'b>> {
        let at = self.at;
        let id = self.word()?;
        let place = self.by_id.get(&id).copied();
        let made = self.made.get(&id).copied();
        let ty = place.flatten().or(made).and_then(|at| self.types.get(at));
        let Some(&ty) = ty else {
            let has = if place.is_some() {
                "several types have"
            } else {
                "no type has"
            };
            return Err(damage(at, format!("{has} the id {id:08x}")));
        };
        let is_bare = self.word()? & BARE != 0;
        let mut args = Vec::new();
        for _ in 0..self.word()? {
            args.push(match self.one_of("an argument", &[EXPR_TYPE, EXPR_NAT])? {
                EXPR_TYPE => self.type_expr()?,
                _ => expr(self.nat()?),
            });
        }
        if id == NAT_TYPE {
            return Ok(ExprKind::Nat);
        }
        let apply = |name| ExprKind::Apply {
            head: spanned(name),
            args,
        };
        if !is_bare {
            return Ok(apply(ty.name));
        }
        let has_name = ty.constructors == 1 && ty.constructor != "_";
        let is_percent = match ty.flags & (TYPE_FINAL | TYPE_PERCENT) {
            TYPE_PERCENT => true,
            _ if !has_name => true,
            TYPE_FINAL => false,
            _ => {
                let is_unknown = self.spelling == Spelling::Unknown;
                self.choose() || (is_unknown && self.percent.contains(&id))
            }
        };
        self.used_here.push((id, is_percent));
        Ok(if is_percent {
            ExprKind::Bare(Box::new(expr(apply(ty.name))))
        } else {
            apply(ty.constructor)
        })
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

fn damage(at: usize, message: impl Into<String>) -> FormError {
    FormError {
        place: FormPlace::Byte(at),
        message: message.into(),
    }
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned {
        value,
        span: Span::default(),
    }
}

fn expr(kind: ExprKind<'_>) -> Expr<'_> {
    Expr {
        kind,
        span: Span::default(),
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
