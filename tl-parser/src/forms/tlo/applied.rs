//! Applications that stand alone: the official parser turns each into declarations.
//!
//! `Vector int;` declares a type named `Vector int`, with a constructor `vector int` for each constructor of
//! `Vector` with a result that matches. `vector int;` declares one more constructor of `Vector`, and the
//! application of a function declares one more function. A variable that has a value is not a field any more;
//! the value replaces it everywhere. The id is that of the text with the name of the applied type,
//! constructor or function. No other declaration can use them, since their names contain spaces.

pub(super) mod names;
mod values;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{expr, is_declared, spanned};
use crate::diagnostic::{Code, Diagnostic};
use crate::id::{self, Rule};
use crate::schema::{CombinatorKind, Origin, Schema, TypeId};
use crate::syntax::ast::{
    self, Combinator, Declaration, DeclarationKind, Expr, ExprKind, Program, Section,
};
use crate::syntax::print::{Printer, Style};

use values::Values;

/// The declarations that the applications of a schema make, in the order of the text.
pub(super) struct Applied<'s>(Vec<Vec<Made<'s>>>);

/// A declaration that an application makes.
#[derive(Clone)]
struct Made<'s> {
    name: String,
    /// Its type, if that is made too.
    ty: Option<String>,
    id: u32,
    kind: CombinatorKind,
    /// The rest of the declaration.
    ast: Combinator<'s>,
}

impl<'s> Applied<'s> {
    /// Returns the declarations of all applications. Returns `None` if the official parser makes nothing of
    /// one, which is added to `diagnostics`.
    pub(super) fn of(
        programs: &[Program<'s>],
        schema: &Schema<'s>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let declarations = || programs.iter().flat_map(|it| &it.declarations);
        if !declarations().any(|it| matches!(it.kind, DeclarationKind::Partial(_))) {
            return Some(Self(Vec::new()));
        }
        let mut maker = Maker::new(schema);
        let (mut all, mut is_complete) = (Vec::new(), true);
        for declaration in declarations() {
            match &declaration.kind {
                DeclarationKind::Combinator(it) => maker.declare(declaration, it),
                DeclarationKind::Partial(expr) => match maker.make(declaration.section, expr) {
                    Ok(made) => all.push(made),
                    Err(why) => {
                        is_complete = false;
                        diagnostics.push(nothing(expr, why));
                    }
                },
                DeclarationKind::Finality(..) => {}
            }
        }
        is_complete.then_some(Self(all))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the programs with the new declarations in place of the applications.
    pub(super) fn declared<'t>(&'t self, programs: &[Program<'t>]) -> Vec<Program<'t>>
    where
        's: 't,
    {
        let mut all = self.0.iter();
        let mut programs = programs.to_vec();
        for program in &mut programs {
            let declarations = std::mem::take(&mut program.declarations);
            for declaration in declarations {
                if !matches!(declaration.kind, DeclarationKind::Partial(_)) {
                    program.declarations.push(declaration);
                    continue;
                }
                let made = all.next().into_iter().flatten();
                program.declarations.extend(made.map(|it| Declaration {
                    section: match it.kind {
                        CombinatorKind::Constructor => Section::Types,
                        CombinatorKind::Function => Section::Functions,
                    },
                    kind: DeclarationKind::Combinator(it.combinator()),
                    ..declaration.clone()
                }));
            }
        }
        programs
    }
}

impl<'s> Made<'s> {
    fn combinator<'t>(&'t self) -> Combinator<'t>
    where
        's: 't,
    {
        let mut ast: Combinator<'t> = self.ast.clone();
        ast.name.value = &self.name;
        ast.id = Some(spanned(self.id));
        if let (Some(ty), ExprKind::Apply { head, .. }) = (&self.ty, &mut ast.result.kind) {
            head.value = ty;
        }
        ast
    }
}

impl Made<'_> {
    /// Returns the text whose CRC32 is the id.
    fn text(&self) -> String {
        let combinator = self.combinator();
        Printer::new(&Unbracketed).write(|printer| printer.combinator(&combinator, None))
    }
}

/// The style of an id's text, for ids that only the official parser computes.
struct Unbracketed;

impl Style for Unbracketed {
    fn has_brackets(&self) -> bool {
        Rule::Official.has_brackets()
    }

    fn has_bang(&self) -> bool {
        Rule::Official.has_bang()
    }

    fn has_percent(&self, inner: &Expr<'_>, combinator: Option<&Combinator<'_>>) -> bool {
        Rule::Official.has_percent(inner, combinator)
    }
}

/// The reason why an application makes nothing.
type Why = &'static str;

/// Types by their own names, and by the names of their constructors.
pub(super) struct Heads<'s> {
    constructors: BTreeMap<&'s str, TypeId>,
    types: BTreeMap<&'s str, TypeId>,
}

impl<'s> Heads<'s> {
    pub(super) fn of(schema: &Schema<'s>) -> Self {
        let constructors = schema.combinators.iter();
        let constructors = constructors.filter(|it| it.kind == CombinatorKind::Constructor);
        let types = schema.types.entries();
        Self {
            constructors: constructors
                .filter_map(|it| Some((it.name, it.ty()?)))
                .collect(),
            types: types.map(|(id, ty)| (ty.name, id)).collect(),
        }
    }

    /// Finds the type, and whether a constructor names it.
    pub(super) fn find(&self, head: &str) -> Option<(TypeId, bool)> {
        let by_constructor = self.constructors.get(head).map(|&ty| (ty, true));
        by_constructor.or_else(|| Some((*self.types.get(head)?, false)))
    }
}

/// Makes declarations of applications.
struct Maker<'s> {
    heads: Heads<'s>,
    /// The declarations so far.
    known: Vec<Made<'s>>,
    /// The index in `known` of each name.
    names: BTreeMap<(CombinatorKind, String), usize>,
    /// The indices in `known` of the constructors of each type.
    constructors: BTreeMap<&'s str, Vec<usize>>,
    /// How many more bytes of text may be made.
    left: Cell<usize>,
}

/// The maximum number of bytes of text that the applications of a schema may make: each can insert its
/// arguments into all constructors of a type, in all places of a parameter.
const MOST: usize = 8 << 20;

impl<'s> Maker<'s> {
    fn new(schema: &Schema<'s>) -> Self {
        let mut maker = Self {
            heads: Heads::of(schema),
            known: Vec::new(),
            names: BTreeMap::new(),
            constructors: BTreeMap::new(),
            left: Cell::new(MOST),
        };
        // An ordinary constructor that stands for a builtin is not declared.
        for it in schema.combinators.iter() {
            let is_known = it.origin == Origin::Prelude && it.builtin.is_some();
            if is_known && it.ty().is_some_and(|ty| !is_declared(schema, ty)) {
                maker.learn(CombinatorKind::Constructor, it.ast);
            }
        }
        maker
    }

    fn declare(&mut self, declaration: &Declaration<'s>, ast: &Combinator<'s>) {
        let kind = match declaration.is_constructor() {
            true => CombinatorKind::Constructor,
            false => CombinatorKind::Function,
        };
        self.learn(kind, ast);
    }

    fn learn(&mut self, kind: CombinatorKind, ast: &Combinator<'s>) {
        // A duplicate name is an error that is reported elsewhere.
        let _ = self.add(Made {
            name: ast.name.value.to_owned(),
            ty: None,
            id: 0,
            kind,
            ast: ast.clone(),
        });
    }

    /// Adds a declaration, unless its name is taken.
    fn add(&mut self, made: Made<'s>) -> Result<(), Why> {
        let Entry::Vacant(place) = self.names.entry((made.kind, made.name.clone())) else {
            return Err("it has been applied so before");
        };
        place.insert(self.known.len());
        let is_of_declared = made.kind == CombinatorKind::Constructor && made.ty.is_none();
        if let Some(ty) = made.ast.result.head().filter(|_| is_of_declared) {
            let constructors = self.constructors.entry(ty.value).or_default();
            constructors.push(self.known.len());
        }
        self.known.push(made);
        Ok(())
    }

    fn make(&mut self, section: Section, expr: &Expr<'s>) -> Result<Vec<Made<'s>>, Why> {
        let Some((head, args)) = expr.application().filter(|(_, args)| !args.is_empty()) else {
            return Err("it has no arguments");
        };
        let mut suffix = String::new();
        for arg in args {
            suffix.push(' ');
            suffix.push_str(&Printer::new(&Rule::Official).write(|printer| printer.expr(arg)));
        }
        let made = if ast::is_type_name(head.value) {
            self.of_type(head.value, args, &suffix)?
        } else {
            self.of_combinator(section, head.value, args, &suffix)?
        };
        if made.is_empty() {
            return Err("no constructor before it has such a result");
        }
        for it in &made {
            self.add(it.clone())?;
        }
        Ok(made)
    }

    /// Makes the declarations of `Vector int;`.
    fn of_type(&self, name: &str, args: &[Expr<'s>], suffix: &str) -> Result<Vec<Made<'s>>, Why> {
        let mut made = Vec::new();
        let mut suffix_here = suffix.to_owned();
        let constructors = self.constructors.get(name).into_iter().flatten();
        for it in constructors.filter_map(|&at| self.known.get(at)) {
            self.spend(it, suffix)?;
            let Some((_, results)) = it.ast.result.application() else {
                continue;
            };
            let mut values = BTreeMap::new();
            let pairs = || results.iter().zip(args);
            if !pairs().all(|(result, arg)| self.matches(&it.ast, result, arg, &mut values)) {
                continue;
            }
            let declared = |counts| {
                let mut give = |name: &'s str| values.get(name).cloned();
                let ast = Values::new(&mut give, counts).combinator(&it.ast)?;
                Ok::<_, Why>(without_arguments(ast, args.len()))
            };
            // Its text omits a count that the declaration omits.
            let mut one = Made {
                name: it.name.clone(),
                ty: Some(format!("{name}{suffix}")),
                id: 0,
                kind: it.kind,
                ast: declared(false)?,
            };
            let text = one.text();
            one.id = id::crc32(&text);
            let name = one.name.len();
            one.name.push_str(&suffix_here);
            // The official parser writes the text of each constructor over the suffix of the next one.
            suffix_here = text;
            suffix_here.insert_str(name, &format!("#{:08x}", one.id));
            one.ast = declared(true)?;
            made.push(one);
        }
        Ok(made)
    }

    /// Makes the declaration of `vector int;`.
    fn of_combinator(
        &self,
        section: Section,
        name: &str,
        args: &[Expr<'s>],
        suffix: &str,
    ) -> Result<Vec<Made<'s>>, Why> {
        let kind = match section {
            Section::Types => CombinatorKind::Constructor,
            Section::Functions => CombinatorKind::Function,
        };
        let at = self.names.get(&(kind, name.to_owned()));
        let Some(it) = at.and_then(|&at| self.known.get(at)) else {
            return Ok(Vec::new());
        };
        self.spend(it, suffix)?;
        let mut args = args.iter();
        let mut give = |_: &'s str| args.next().cloned();
        let ast = Values::new(&mut give, true).combinator(&it.ast)?;
        if ast
            .result
            .head()
            .is_none_or(|it| !ast::is_type_name(it.value))
        {
            return Err("its result would be the value of a parameter");
        }
        if ast.params.is_empty() && ast.fields().is_empty() {
            return Err("it would have no fields");
        }
        let mut made = Made {
            name: name.to_owned(),
            ty: None,
            id: 0,
            kind,
            ast,
        };
        made.id = id::crc32(&made.text());
        made.name.push_str(suffix);
        Ok(vec![made])
    }

    /// Subtracts the maximum length of a declaration with these arguments from what is left.
    fn spend(&self, on: &Made<'s>, suffix: &str) -> Result<(), Why> {
        let length = on
            .ast
            .result
            .span
            .end
            .saturating_sub(on.ast.name.span.start) as usize;
        let left = self
            .left
            .get()
            .checked_sub(length.saturating_mul(suffix.len()));
        self.left.set(left.unwrap_or(0));
        left.map(drop)
            .ok_or("the applications of this schema make too much")
    }

    /// Whether an argument of a result matches this argument; `values` has the values of the parameters.
    fn matches(
        &self,
        of: &Combinator<'s>,
        result: &Expr<'s>,
        arg: &Expr<'s>,
        values: &mut BTreeMap<&'s str, Expr<'s>>,
    ) -> bool {
        if let Some(param) = result.word().and_then(|word| of.param(word)) {
            let name = param.name.value;
            return match values.get(name).cloned() {
                Some(known) => self.is_same(&known, arg),
                None => values.insert(name, arg.clone()).is_none(),
            };
        }
        if let (ExprKind::Sum(parts), Some(arg)) = (&result.kind, number(arg)) {
            let var = parts.iter().find_map(|part| of.param(part.word()?));
            let add: u64 = parts.iter().filter_map(number).sum();
            let (Some(var), Some(rest)) = (var, arg.checked_sub(add)) else {
                return var.is_none() && arg == add;
            };
            let rest = expr(ExprKind::Number(u32::try_from(rest).unwrap_or(u32::MAX)));
            return match values.get(var.name.value).cloned() {
                Some(known) => self.is_same(&known, &rest),
                None => values.insert(var.name.value, rest).is_none(),
            };
        }
        match (number(result), number(arg)) {
            (Some(one), Some(other)) => return one == other,
            (None, None) => {}
            _ => return false,
        }
        let (Some((ty, args)), Some((other, others))) = (self.applied(result), self.applied(arg))
        else {
            return false;
        };
        let mut pairs = args.iter().zip(others);
        ty == other && pairs.all(|(result, arg)| self.matches(of, result, arg, values))
    }

    /// Whether both are the same type or number, bare or not.
    fn is_same(&self, one: &Expr<'s>, other: &Expr<'s>) -> bool {
        if let (Some(one), Some(other)) = (number(one), number(other)) {
            return one == other;
        }
        match (self.applied(one), self.applied(other)) {
            (Some((ty, args)), Some((other, others))) => {
                let mut pairs = args.iter().zip(others);
                ty == other && pairs.all(|(one, other)| self.is_same(one, other))
            }
            _ => false,
        }
    }

    /// Returns the type and its arguments.
    fn applied<'e>(&self, mut expr: &'e Expr<'s>) -> Option<(TypeId, &'e [Expr<'s>])> {
        while let ExprKind::Bare(inner) = &expr.kind {
            expr = inner;
        }
        let (head, args) = expr.application()?;
        Some((self.heads.find(head.value)?.0, args))
    }
}

/// Removes the first arguments of the result, which are in the name of its type.
fn without_arguments(mut ast: Combinator<'_>, count: usize) -> Combinator<'_> {
    if let ExprKind::Apply { args, .. } = &mut ast.result.kind {
        args.drain(..count.min(args.len()));
    }
    ast
}

/// Returns the value of `3` or `1+2`.
fn number(expr: &Expr<'_>) -> Option<u64> {
    match &expr.kind {
        ExprKind::Number(number) => Some((*number).into()),
        ExprKind::Sum(parts) => parts.iter().map(number).sum(),
        _ => None,
    }
}

fn nothing(expr: &Expr<'_>, why: Why) -> Diagnostic {
    let message = "the .tlo form has no place for this application";
    Diagnostic::new(Code::Unsupported, message, expr.span, why)
        .note("the official parser makes a declaration of an application that stands alone")
}
