//! Whether a Rust type can be the TL type of a field.
//!
//! If the text of the type shows what it is, it is checked here. A name alone does not show that, so a
//! constant makes the compiler check the type.

use std::borrow::Cow;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;
use tl_codegen::__private::model::{self, FieldRole};
use tl_codegen::__private::wire::builtin::{self, Substitutes};
use tl_codegen::__private::wire::only_type;
use tl_parser::ast;
use tl_parser::schema::{Arg, Builtin, Field, Nat, TypeExpr, Uses, VarId};
use tl_parser::source::Span;

use crate::declaration::Declaration;
use crate::demand::Asking;
use crate::matching::Declared;
use crate::question::{OTHER_TYPE, Place, Question, Seen, Wanted, is_written, not_static};
use crate::shape::{
    Shape, arguments, in_any_box, is_boxed, is_byte, is_static, mentions, name, shape, text,
};

/// A checker of the types of one item.
pub(crate) struct Checker<'a> {
    pub declaration: &'a Declaration<'a, 'a>,
    /// The item, for checks that the compiler makes.
    pub asking: Asking<'a>,
    /// Whether a value, or an element of a list, may be an `Option` although it is always present.
    pub nullable: bool,
    /// Whether the user wrote the TL type: in a declaration, or for the field alone.
    pub written: bool,
    /// A generic type that the compiler cannot check, because a parameter of it has a bound.
    pub bounded: Option<String>,
    /// The part of a field's type that is checked, in words; empty for the whole type.
    pub part: &'static str,
    /// How the fields use the numbers before them.
    pub uses: Uses,
    /// The type parameters of the item that are parameters of its TL type.
    pub parameters: Vec<(VarId, &'a Ident)>,
}

/// The [part](Checker::part) of a type that is the element of a list.
pub(crate) const ELEMENT: &str = "an element of ";

/// What a TL type is in Rust.
pub(crate) enum Expected<'e, 's> {
    /// A type of Rust or of the runtime: how it is written, and which types can be used instead.
    Own(&'static str, Substitutes),
    /// A `Vec` of this.
    List(&'e TypeExpr<'s>),
    /// A `Vec` or an array of this.
    Repeated(Nat, &'e [Field<'s>]),
    /// A type of the user, boxed, with its arguments.
    Type(&'e str, &'e [Arg<'s>]),
    /// A constructor of the user, bare, with the arguments of its type.
    Constructor(&'e str, &'e [Arg<'s>]),
    /// A type parameter.
    Param(VarId),
    /// A function.
    Function,
    /// The answer to a call, which is checked at the called function.
    Answer,
}

impl<'a> Checker<'a> {
    /// Checks that the type of a field fits the declaration.
    pub(crate) fn fits(&mut self, declared: &Declared<'_, '_>, expr: &TypeExpr<'_>, ty: &Type) {
        self.fits_as(declared, expr, Seen { ty, shown: ty });
    }

    /// The same for a type that may not be in the text.
    fn fits_as(&mut self, declared: &Declared<'_, '_>, expr: &TypeExpr<'_>, seen: Seen<'_>) {
        let ty = seen.ty;
        match (self.expected(expr), shape(ty)) {
            (Expected::Answer, _) => {}
            (_, Shape::Optional(inner)) if self.nullable => self.fits(declared, expr, inner),
            (Expected::Param(var), _) => self.parameter(declared, (var, expr), seen),
            (_, Shape::Optional(_)) => self.never_absent(declared, ty),
            (_, Shape::Named(named)) if self.is_parameter(named) => self.wrong(declared, expr, ty),
            (Expected::List(element), _) => {
                if let Some((inner, shown)) = self.elements(declared, expr, None, seen) {
                    let seen = Seen { ty: &inner, shown };
                    self.in_part(ELEMENT, |checker| checker.fits_as(declared, element, seen));
                }
            }
            (Expected::Repeated(count, fields), _) => {
                let length = count.var.is_none().then_some(count.add);
                if let Some((inner, shown)) = self.elements(declared, expr, length, seen) {
                    self.element(declared, fields, Seen { ty: &inner, shown });
                }
            }
            (_, Shape::Named(named)) if self.asking.is_answer(named) => {
                self.only_answer(declared, expr, named);
            }
            (Expected::Own(rust, substitutes), found) => {
                if let Some(named) = to_ask(rust, &found, ty) {
                    let is_bare = matches!(substitutes, Substitutes::Constructors(_));
                    let none: Option<&[Arg<'_>]> = Some(&[]);
                    let args = none.filter(|_| matches!(substitutes, Substitutes::Objects));
                    self.demand(
                        declared,
                        substitutes.into(),
                        seen.with(named),
                        args,
                        is_bare,
                    );
                } else if !is_own(rust, &found) {
                    self.wrong(declared, expr, ty);
                } else if is_static(ty) && !declared.answer && !matches!(found, Shape::Object) {
                    self.refuse(ty, &not_static(&self.site(declared), &text(ty)));
                }
            }
            (Expected::Type(name, args), Shape::Named(named)) => {
                self.doubt(expr, named);
                self.applied(declared, Wanted::Type(name), seen.with(named), args, false);
            }
            (Expected::Constructor(name, args), Shape::Named(named)) => {
                self.doubt(expr, named);
                let wanted = match is_type(name) {
                    true => Wanted::Type(name),
                    false => Wanted::Constructors(vec![name]),
                };
                self.applied(declared, wanted, seen.with(named), args, true);
            }
            (Expected::Function, Shape::Named(named)) => {
                self.demand(declared, Wanted::Function, seen.with(named), None, false);
            }
            (Expected::Type(_, []) | Expected::Function, Shape::Object) => {}
            _ => self.wrong(declared, expr, ty),
        }
    }

    /// Returns the type of the elements of a list, and the type that shows it in the text. Reports a type that is
    /// not a list, or has another length than the fixed one.
    fn elements<'t>(
        &self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        length: Option<u32>,
        seen: Seen<'t>,
    ) -> Option<(Cow<'t, Type>, &'t Type)> {
        let Seen { ty, shown } = seen;
        let list = |ty| {
            let help = if declared.answer { "" } else { OTHER_TYPE };
            let site = self.site(declared);
            self.asking.list(&site, length, seen.with(ty), help)
        };
        let is_of_length = |found: Option<u32>| match (length, found) {
            (Some(length), Some(found)) => found == length,
            // The text does not show its length.
            (Some(_), None) => list(ty).1,
            (None, _) => false,
        };
        match shape(ty) {
            Shape::List(_) | Shape::Array(..) | Shape::Named(_) if is_boxed(ty) => {
                self.boxed_list(declared, expr, ty);
            }
            Shape::List(inner) => return Some((Cow::Borrowed(inner), inner)),
            Shape::Array(inner, found) if is_of_length(found) => {
                return Some((Cow::Borrowed(inner), inner));
            }
            // An alias may be a list, too.
            Shape::Named(named) => return Some((Cow::Owned(list(named).0), shown)),
            _ => self.wrong(declared, expr, ty),
        }
        None
    }

    /// Checks a value whose TL type is a parameter: its Rust type must be the type parameter.
    fn parameter(
        &self,
        declared: &Declared<'_, '_>,
        (var, expr): (VarId, &TypeExpr<'_>),
        seen: Seen<'_>,
    ) {
        let Seen { ty, shown } = seen;
        let parameter = self.parameters.iter().find(|(known, _)| *known == var);
        let parameter = parameter.map(|(_, ident)| *ident);
        let (tl, rust) = (self.text(expr), text(shown));
        let message = match is_written(ty) {
            true => format!(
                "{} cannot be `{rust}`: it is of the type that the parameter `{tl}` stands for",
                self.part_of(declared),
            ),
            false => format!(
                "{} is the parameter `{tl}` of TL, but that of `{rust}` is another type",
                self.site(declared)
            ),
        };
        let help = match parameter {
            Some(ident) => format!("the parameter `{tl}` is `{ident}` in Rust"),
            None => "a parameter `{t:Type}` of TL is a type parameter in Rust: `struct Just<T> { value: T }`".into(),
        };
        let message = self
            .declaration
            .mistake(&message, expr.span(), "the parameter", &help);
        match parameter {
            Some(ident) if !is_written(ty) => self.asking.demand_parameter(ty, ident, &message),
            Some(ident) if name(in_any_box(ty)) == Some(ident) => {}
            None if mentions(ty.to_token_stream(), &self.asking.generic) => {}
            _ => self.refuse(shown, &message),
        }
    }

    /// Whether a Rust type is a parameter of TL.
    fn is_parameter(&self, ty: &Type) -> bool {
        let name = name(ty).filter(|_| arguments(ty).next().is_none());
        self.parameters
            .iter()
            .any(|(_, ident)| Some(*ident) == name)
    }

    /// Makes the compiler check the type, and checks that its arguments fit those of the TL type. An alias can show
    /// no arguments, others, or another order, so this checks the arguments that the type declares.
    fn applied(
        &mut self,
        declared: &Declared<'_, '_>,
        wanted: Wanted<'_>,
        seen: Seen<'_>,
        args: &[Arg<'_>],
        is_bare: bool,
    ) {
        let known = self.demand(declared, wanted, seen, Some(args), is_bare);
        // If the type is wrong, its arguments do not matter.
        let known = known.map(ToTokens::into_token_stream);
        self.supposing(known.into_iter().collect(), |checker| {
            checker.in_part("an argument of ", |checker| {
                checker.arguments(declared, args, seen);
            });
        });
    }

    fn arguments(&mut self, declared: &Declared<'_, '_>, args: &[Arg<'_>], seen: Seen<'_>) {
        let ty = seen.ty;
        let types: Vec<&TypeExpr<'_>> = args.iter().filter_map(Arg::ty).collect();
        let found: Vec<&Type> = arguments(ty).collect();
        let found = Some(found).filter(|found| found.len() == types.len());
        let said = self.asking.arguments(ty, types.len());
        let mut hidden = Vec::new();
        for (index, expr) in types.into_iter().enumerate() {
            let found = found.as_ref().and_then(|found| found.get(index));
            let Some(said) = said.get(index) else {
                if let Some(found) = found {
                    let before = self.bounded.replace(text(ty));
                    self.fits(declared, expr, found);
                    self.bounded = before;
                }
                continue;
            };
            let is_shown = found.and_then(|found| self.asking.is_shown(said, found));
            let is_hidden = is_shown.as_ref().map(|is_shown| quote!(!#is_shown));
            // All hidden arguments have the same place, so only the first mistake is reported.
            let conditions = hidden.iter().cloned().chain(is_hidden);
            hidden = self.supposing(conditions.collect(), |checker| {
                checker.fits_as(declared, expr, seen.with(said));
            });
            if let (Some(found), Some(is_shown)) = (found, is_shown) {
                self.supposing(vec![is_shown], |checker| {
                    checker.fits(declared, expr, found);
                });
            }
        }
    }

    /// Runs checks on a part of the type.
    fn in_part(&mut self, part: &'static str, check: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.part, part);
        check(self);
        self.part = before;
    }

    /// Runs checks that apply only if these constants are true. Returns the constants of the checks.
    fn supposing(
        &mut self,
        conditions: Vec<TokenStream>,
        check: impl FnOnce(&mut Self),
    ) -> Vec<TokenStream> {
        let checks = &self.asking.context.checks;
        let (supposed, count) = (self.asking.supposed.len(), checks.count());
        self.asking.supposed.extend(conditions);
        check(self);
        self.asking.supposed.truncate(supposed);
        checks
            .but_first(count)
            .map(ToTokens::into_token_stream)
            .collect()
    }

    /// Reports a mistake in a type: now, or by a constant if the mistake depends on other constants.
    pub(crate) fn refuse(&self, ty: &Type, message: &str) {
        let alias = self.bounded.as_ref().map(|rust| {
            format!("{message}\nhelp: if `{rust}` is an alias or newtype, write the type that it stands for")
        });
        let message = alias.as_deref().unwrap_or(message);
        if self.asking.supposed.is_empty() {
            self.declaration.errors.on(ty, message);
        } else {
            self.asking.fail(ty, message);
        }
    }

    /// Reports a type that does not fit the declaration, with a label at a place in that.
    pub(crate) fn refuse_at(
        &self,
        (at, label): (Span, &str),
        ty: &Type,
        message: &str,
        help: &str,
    ) {
        let message = self.declaration.mistake(message, at, label, help);
        self.refuse(ty, &message);
    }

    /// Checks that the elements of a repetition fit.
    fn element(&mut self, declared: &Declared<'_, '_>, fields: &[Field<'_>], seen: Seen<'_>) {
        if let Some(only) = only_type(fields) {
            return self.in_part(ELEMENT, |checker| checker.fits_as(declared, only, seen));
        }
        match shape(seen.ty) {
            Shape::Named(named) => {
                let owner = self.declaration.combinator.name;
                let texts: Vec<String> = fields.iter().map(Field::tl).collect();
                let wanted = Wanted::Element {
                    name: [owner, ".", &declared.name()].concat(),
                    fields: texts.join(" "),
                };
                self.demand(declared, wanted, seen.with(named), None, false);
            }
            _ => {
                let message = format!(
                    "{} cannot have elements of type `{}`: each is a struct with {} fields",
                    self.part_of(declared),
                    text(seen.shown),
                    fields.len()
                );
                let at = (declared.field.ty.span(), "");
                let help = "a constructor with these fields: a struct with `#[derive(TlObject)]`";
                self.refuse_at(at, seen.shown, &message, help);
            }
        }
    }

    /// Checks that a type is `bool` or `u32`.
    pub(crate) fn primitive(
        &self,
        declared: &Declared<'_, '_>,
        ty: &Type,
        wanted: &str,
        what: &str,
    ) {
        let message = format!(
            "`{}` is {what}: it is `{wanted}` in Rust, not `{}`",
            declared.name(),
            text(ty)
        );
        let at = declared.field.span;
        let message = self.declaration.mistake(&message, at, what, "");
        match shape(ty) {
            Shape::Primitive(name) if name == wanted && !is_boxed(ty) => {}
            Shape::Named(_) if !is_boxed(ty) => self.asking.demand_own(ty, wanted, &message),
            _ => {
                self.declaration.errors.on(ty, message);
            }
        }
    }

    /// Whether a field is a number that types or repetitions use.
    pub(crate) fn passes_on(&self, declared: &Declared<'_, '_>) -> bool {
        let var = declared.field.var;
        var.is_some_and(|var| self.uses.passes_on(var))
    }

    /// Returns the `T` of `Option<T>`. Reports a type other than `Option` for a field that a bit guards.
    pub(crate) fn optional<'t>(
        &self,
        declared: &Declared<'_, '_>,
        ty: &'t Type,
    ) -> Option<&'t Type> {
        let help = match shape(ty) {
            Shape::Optional(inner) if !is_boxed(ty) => return Some(inner),
            Shape::Optional(inner) => format!("`Option<Box<{}>>`", text(inner)),
            Shape::Named(_) if !is_boxed(ty) => format!(
                "`Option<{0}>`; if `{0}` is an alias of an `Option`, write that `Option`, since the derive sees only \
                 the name",
                text(ty)
            ),
            _ => format!("`Option<{}>`", text(ty)),
        };
        let name = declared.name();
        let message = format!("`{name}` may be absent: its type must be an `Option`");
        let at = (declared.field.span, "present only if this bit is set");
        self.refuse_at(at, ty, &message, &help);
        None
    }

    fn never_absent(&self, declared: &Declared<'_, '_>, ty: &Type) {
        let message = format!(
            "{} is always present: it cannot be an `Option`",
            self.part_of(declared)
        );
        let help = match declared.answer {
            true => {
                "declare a type that has a constructor for a missing value: it is an enum in Rust"
            }
            false => "a field that may be absent has a bit: `flags:# … field:flags.0?type`",
        };
        self.refuse_at((declared.field.span, ""), ty, &message, help);
    }

    /// Reports a list in a box: it is in a `Vec` already, and has no impls that a box could forward to.
    fn boxed_list(&self, declared: &Declared<'_, '_>, expr: &TypeExpr<'_>, ty: &Type) {
        let (part, rust) = (self.part_of(declared), text(ty));
        let message = format!("{part} cannot be `{rust}`: a list cannot be in a `Box` or `Arc`");
        let help = format!("`{}`", text(in_any_box(ty)));
        self.refuse_at((expr.span(), "a list"), ty, &message, &help);
    }

    /// Makes the compiler check the type. Returns the constant that cannot be evaluated if the check fails.
    fn demand(
        &self,
        declared: &Declared<'_, '_>,
        wanted: Wanted<'_>,
        seen: Seen<'_>,
        args: Option<&[Arg<'_>]>,
        is_bare: bool,
    ) -> Option<Ident> {
        let wanted = match wanted {
            // The TL name was derived from the name of the Rust type.
            Wanted::Type(_) if !self.written => Wanted::Own,
            wanted => wanted,
        };
        let constructors = if let Wanted::Type(name) = wanted {
            self.declaration.constructors_of(name)
        } else {
            0
        };
        self.asking.demand(&Question {
            site: self.site(declared),
            place: match declared.answer {
                true => Place::Response,
                false => Place::Field,
            },
            wanted: Some(wanted),
            seen,
            arguments: args.map(|args| args.iter().filter_map(Arg::ty).count()),
            has_arguments: args.is_some_and(|args| !args.is_empty()),
            constructors,
            is_bare,
            follows: declared.follows,
        })
    }

    /// Checks that a response fits the declaration.
    pub(crate) fn response(&mut self, result: &TypeExpr<'_>, ty: &Type) {
        let ast = ast::Field {
            name: None,
            mask: None,
            bang: false,
            ty: self.declaration.combinator.ast.result.clone(),
            span: result.span(),
        };
        let field = Field {
            name: Some("response"),
            mask: None,
            ty: result.clone(),
            var: None,
            docs: String::new(),
            nullable: false,
            ast: &ast,
            span: result.span(),
        };
        let declared = Declared {
            field: &field,
            ident: model::Ident::new("response"),
            role: FieldRole::Count,
            follows: false,
            answer: true,
        };
        self.fits(&declared, result, ty);
    }

    pub(crate) fn expected<'e, 's>(&self, expr: &'e TypeExpr<'s>) -> Expected<'e, 's>
    where
        'a: 'e,
    {
        let schema = self.declaration.schema;
        match expr {
            TypeExpr::Nat(_) => Expected::Own("u32", Substitutes::Constructors(&["#"])),
            TypeExpr::Var(..) if self.declaration.is_function() => Expected::Answer,
            TypeExpr::Var(var, _) => Expected::Param(*var),
            TypeExpr::Call(..) => Expected::Function,
            TypeExpr::Repeat(count, fields, _) => Expected::Repeated(*count, fields),
            TypeExpr::Boxed(id, args, _) => match schema[*id].builtin {
                // A schema may give it more constructors.
                Some(Builtin::True) => Expected::Own("True", Substitutes::Type("True")),
                Some(builtin) => of_builtin(builtin, args),
                None => Expected::Type(schema[*id].name, args),
            },
            TypeExpr::Bare(id, args, _) => match schema[*id].builtin {
                // `boolTrue` or `boolFalse` without its id, which takes no bytes.
                Some(Builtin::Bool) => Expected::Own("True", bare_bool(schema[*id].name)),
                Some(builtin) => of_builtin(builtin, args),
                None => Expected::Constructor(schema[*id].name, args),
            },
        }
    }
}

fn of_builtin<'e, 's>(builtin: Builtin, args: &'e [Arg<'s>]) -> Expected<'e, 's> {
    match (builtin::row(builtin), args) {
        (Some(row), _) => Expected::Own(row.written, row.substitutes),
        (None, [Arg::Type(element)]) => Expected::List(element),
        // A vector without its elements, which is reported elsewhere.
        (None, _) => Expected::Answer,
    }
}

fn bare_bool(constructor: &str) -> Substitutes {
    Substitutes::Constructors(match constructor {
        "boolFalse" => &["boolFalse", "true"],
        _ => &["boolTrue", "true"],
    })
}

/// Returns the type that the compiler must check, if the text does not show what it is.
fn to_ask<'t>(rust: &str, found: &Shape<'t>, ty: &'t Type) -> Option<&'t Type> {
    match found {
        Shape::Named(named) => Some(named),
        Shape::Array(element, None) if is_byte(element) && rust.starts_with('[') => Some(ty),
        _ => None,
    }
}

/// Whether the type is the one written as `rust`, if the text shows what the type is.
fn is_own(rust: &str, found: &Shape<'_>) -> bool {
    match found {
        Shape::Primitive(name) => name == rust,
        Shape::Text => rust == "String",
        Shape::Bytes => matches!(rust, "Vec<u8>" | "String"),
        Shape::Array(element, Some(length)) => {
            is_byte(element) && rust == format!("[u8; {length}]")
        }
        Shape::Object => rust == "Box<dyn AnyObject>",
        Shape::Array(_, None)
        | Shape::Named(_)
        | Shape::List(_)
        | Shape::Optional(_)
        | Shape::Foreign => false,
    }
}

/// `ns.User` is a type, `ns.user` a constructor.
fn is_type(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    last.starts_with(|first: char| first.is_ascii_uppercase())
}
