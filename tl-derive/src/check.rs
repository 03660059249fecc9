//! Whether a Rust type can be the TL type of a field.
//!
//! What the text of the type tells is checked here. A name alone tells nothing, so a constant lets the
//! compiler check what the type is.

use quote::ToTokens;
use syn::Type;
use tl_codegen::__private::model::{self, FieldRole};
use tl_codegen::__private::wire::builtin::{self, Substitutes};
use tl_codegen::__private::wire::only_type;
use tl_parser::ast;
use tl_parser::schema::{Arg, Builtin, Field, Nat, Origin, TypeExpr};

use crate::declaration::Declaration;
use crate::demand::{Asking, Place, Question, Wanted, is_written, not_static};
use crate::error::Errors;
use crate::manual::of_type;
use crate::matching::Declared;
use crate::shape::{
    Shape, arguments, in_any_box, is_boxed, is_byte, is_static, mentions, shape, text,
};

/// A checker of the types of one item.
pub(crate) struct Checker<'a> {
    pub declaration: &'a Declaration<'a, 'a>,
    /// The item, for questions to the compiler.
    pub asking: Asking<'a>,
    /// Whether a value, or an element of a list, may be an `Option` although it is always present.
    pub nullable: bool,
    /// Whether the user wrote the TL type: in a declaration, or for the field alone.
    pub written: bool,
}

/// What a TL type is in Rust.
enum Expected<'e, 's> {
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
    Param,
    /// A function.
    Function,
    /// The answer to a call, which is checked where the called function is.
    Answer,
}

impl<'a> Checker<'a> {
    /// Checks that the type of a field fits the declaration.
    pub(crate) fn fits(
        &mut self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        ty: &Type,
        errors: &mut Errors,
    ) {
        self.fits_as(declared, expr, (ty, ty), errors);
    }

    /// The same for a type of which only `shown` is in the text.
    fn fits_as(
        &mut self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        (ty, shown): (&Type, &Type),
        errors: &mut Errors,
    ) {
        match (self.expected(expr), shape(ty)) {
            (Expected::Answer, _) => {}
            (Expected::Param, _) => self.parameter(declared, expr, (ty, shown), errors),
            (_, Shape::Optional(inner)) if self.nullable => {
                self.fits(declared, expr, inner, errors);
            }
            (_, Shape::Optional(_)) => self.never_absent(declared, ty, errors),
            (Expected::Own(rust, substitutes), found) => {
                if let Some(named) = asked(rust, &found, ty) {
                    let is_bare = matches!(substitutes, Substitutes::Constructors(_));
                    self.demand(declared, substitutes.into(), (named, shown), is_bare);
                } else if !is_own(rust, &found) {
                    self.wrong(declared, expr, ty, errors);
                } else if is_static(ty) && !declared.answer && !matches!(found, Shape::Object) {
                    errors.on(ty, not_static(&self.site(declared), &text(ty)));
                }
            }
            (
                Expected::List(_) | Expected::Repeated(..),
                Shape::List(_) | Shape::Array(..) | Shape::Named(_),
            ) if is_boxed(ty) => self.boxed_list(declared, expr, ty, errors),
            (Expected::List(element), Shape::List(inner)) => {
                self.fits(declared, element, inner, errors);
            }
            (Expected::Repeated(_, fields), Shape::List(inner)) => {
                self.element(declared, fields, (inner, inner), errors);
            }
            (Expected::Repeated(count, fields), Shape::Array(inner, length)) => {
                let wanted = count.var.is_none().then_some(count.add);
                let fits = match (wanted, length) {
                    (Some(wanted), Some(length)) => length == wanted,
                    // The text does not tell its length.
                    (Some(_), None) => {
                        let site = self.site(declared);
                        self.asking.list(&site, wanted, (ty, shown)).1
                    }
                    (None, _) => false,
                };
                if fits {
                    self.element(declared, fields, (inner, inner), errors);
                } else {
                    self.wrong(declared, expr, ty, errors);
                }
            }
            // An alias may be a list, too.
            (Expected::List(element), Shape::Named(named)) => {
                let site = self.site(declared);
                let (inner, _) = self.asking.list(&site, None, (named, shown));
                self.fits_as(declared, element, (&inner, shown), errors);
            }
            (Expected::Repeated(count, fields), Shape::Named(named)) => {
                let wanted = count.var.is_none().then_some(count.add);
                let site = self.site(declared);
                let (inner, _) = self.asking.list(&site, wanted, (named, shown));
                self.element(declared, fields, (&inner, shown), errors);
            }
            (Expected::Type(name, args), Shape::Named(named)) => {
                let wanted = Wanted::Type(name);
                self.demand(declared, wanted, (named, shown), false);
                self.arguments(declared, args, (named, shown), errors);
            }
            (Expected::Constructor(name, args), Shape::Named(named)) => {
                let wanted = if is_type(name) {
                    Wanted::Type(name)
                } else {
                    Wanted::Constructors(vec![name])
                };
                self.demand(declared, wanted, (named, shown), true);
                self.arguments(declared, args, (named, shown), errors);
            }
            (Expected::Function, Shape::Named(named)) => {
                let wanted = Wanted::Function;
                self.demand(declared, wanted, (named, shown), false);
            }
            (Expected::Type(_, []) | Expected::Function, Shape::Object) => {}
            _ => self.wrong(declared, expr, ty, errors),
        }
    }

    /// Checks a value whose TL type is a parameter: its Rust type must be the type parameter.
    fn parameter(
        &self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        (ty, shown): (&Type, &Type),
        errors: &mut Errors,
    ) {
        let is_own = |ty: &Type| mentions(ty.to_token_stream(), &self.asking.generic);
        if is_own(ty) || is_own(shown) {
            return;
        }
        let tl = self.text(expr);
        let message = format!(
            "`{}` cannot be `{}`: it is of the type that the parameter `{tl}` stands for",
            declared.name(),
            text(shown)
        );
        let help = "a parameter `{t:Type}` of TL is a type parameter in Rust: `struct Just<T> { value: T }`";
        let message = self
            .declaration
            .mistake(&message, expr.span(), "the parameter", help);
        errors.on(ty, message);
    }

    /// Checks that the arguments of a Rust type fit those of the TL type, if both have the same number.
    fn arguments(
        &mut self,
        declared: &Declared<'_, '_>,
        args: &[Arg<'_>],
        (ty, shown): (&Type, &Type),
        errors: &mut Errors,
    ) {
        let types = args.iter().filter_map(|arg| match arg {
            Arg::Type(expr) => Some(expr),
            Arg::Nat(_) => None,
        });
        let types: Vec<&TypeExpr<'_>> = types.collect();
        let found: Vec<&Type> = arguments(ty).collect();
        if types.len() == found.len() {
            for (expr, ty) in types.iter().zip(&found) {
                self.fits(declared, expr, ty, errors);
            }
        }
        // An alias shows no arguments, and a generic type may have others, or another order.
        let said = self.asking.arguments(ty, types.len(), &found);
        for (expr, argument) in types.into_iter().zip(&said) {
            // The compiler cannot tell which parameter of the item an argument is.
            if found.is_empty() || !matches!(self.expected(expr), Expected::Param) {
                self.fits_as(declared, expr, (argument, shown), errors);
            }
        }
    }

    /// Checks that the elements of a repetition fit.
    fn element(
        &mut self,
        declared: &Declared<'_, '_>,
        fields: &[Field<'_>],
        (ty, shown): (&Type, &Type),
        errors: &mut Errors,
    ) {
        let number = fields.first().map(|field| &field.ty);
        let number = number.filter(|ty| fields.len() == 1 && matches!(ty, TypeExpr::Nat(_)));
        if let Some(only) = only_type(fields).or(number) {
            return self.fits_as(declared, only, (ty, shown), errors);
        }
        match shape(ty) {
            Shape::Named(named) => {
                let owner = self.declaration.combinator.name;
                let texts: Vec<String> = fields.iter().map(Field::tl).collect();
                let wanted = Wanted::Element {
                    name: [owner, ".", &declared.name()].concat(),
                    fields: texts.join(" "),
                };
                self.demand(declared, wanted, (named, shown), false);
            }
            _ => {
                let message = format!(
                    "`{}` cannot have elements of type `{}`: each is a struct with {} fields",
                    declared.name(),
                    text(shown),
                    fields.len()
                );
                let at = declared.field.ty.span();
                let help = "a constructor with these fields: a struct with `#[derive(TlObject)]`";
                let message = self.declaration.mistake(&message, at, "", help);
                errors.on(shown, message);
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
        errors: &mut Errors,
    ) {
        let fits = match shape(ty) {
            Shape::Primitive(name) => name == wanted,
            Shape::Named(_) => true,
            _ => false,
        };
        if !fits {
            let message = format!(
                "`{}` is {what}: it is `{wanted}` in Rust, not `{}`",
                declared.name(),
                text(ty)
            );
            let at = declared.field.span;
            errors.on(ty, self.declaration.mistake(&message, at, what, ""));
        }
    }

    /// Returns the `T` of `Option<T>`, which the type of a field that a bit guards must be.
    pub(crate) fn optional<'t>(
        &self,
        declared: &Declared<'_, '_>,
        ty: &'t Type,
        errors: &mut Errors,
    ) -> Option<&'t Type> {
        let help = match shape(ty) {
            Shape::Optional(inner) if !is_boxed(ty) => return Some(inner),
            Shape::Optional(inner) => format!("`Option<Box<{}>>`", text(inner)),
            _ => format!("`Option<{}>`", text(ty)),
        };
        let name = declared.name();
        let message = format!("`{name}` may be absent: its type must be an `Option`");
        let label = "present only if this bit is set";
        let message = self
            .declaration
            .mistake(&message, declared.field.span, label, &help);
        errors.on(ty, message);
        None
    }

    fn never_absent(&self, declared: &Declared<'_, '_>, ty: &Type, errors: &mut Errors) {
        let message = format!(
            "`{}` is always present: it cannot be an `Option`",
            declared.name()
        );
        let help = "a field that may be absent has a bit: `flags:# … field:flags.0?type`";
        let message = self
            .declaration
            .mistake(&message, declared.field.span, "", help);
        errors.on(ty, message);
    }

    /// Reports a list in a box: it is in a `Vec` already, and has no impls that a box could forward to.
    fn boxed_list(
        &self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        ty: &Type,
        errors: &mut Errors,
    ) {
        let (name, rust) = (declared.name(), text(ty));
        let message = format!("`{name}` cannot be `{rust}`: a list cannot be in a `Box` or `Arc`");
        let help = format!("`{}`", text(in_any_box(ty)));
        let message = self
            .declaration
            .mistake(&message, expr.span(), "a list", &help);
        errors.on(ty, message);
    }

    fn wrong(
        &self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        ty: &Type,
        errors: &mut Errors,
    ) {
        let (tl, expected) = (self.text(expr), self.spelled(expr));
        let message = format!(
            "`{}` cannot be `{}`: TL's `{tl}` is {expected} in Rust",
            declared.name(),
            text(ty)
        );
        let help = match (declared.answer, self.meant(expr, ty)) {
            (_, Some(meant)) => format!("`{}` is `{meant}` in TL", text(ty)),
            (true, None) => {
                "to decode the answer in another way yourself, use `function` without `response`"
                    .into()
            }
            (false, None) => {
                "write that, or functions that encode and decode another type: `with = module`"
                    .into()
            }
        };
        let label = format!("`{tl}`");
        let message = self
            .declaration
            .mistake(&message, expr.span(), &label, &help);
        errors.on(ty, message);
    }

    /// Returns the TL name of a Rust type, if the declaration has the Rust name: `int` for `i32`.
    fn meant(&self, expr: &TypeExpr<'_>, ty: &Type) -> Option<String> {
        // `Vec<u8>` is parsed as a boxed type with an argument.
        let is_copied = || {
            let plain = |text: &str| text.replace(' ', "");
            plain(&self.text(expr)) == plain(&text(ty))
        };
        let is_nowhere = match expr {
            TypeExpr::Bare(id, args, _) if args.is_empty() => {
                self.declaration.schema[*id].origin == Origin::External
            }
            TypeExpr::Boxed(id, ..) => {
                self.declaration.schema[*id].origin == Origin::External && is_copied()
            }
            _ => false,
        };
        is_nowhere
            .then(|| of_type(ty, &mut Errors::default()))
            .flatten()
    }

    fn site(&self, declared: &Declared<'_, '_>) -> String {
        let (name, owner) = (declared.name(), self.declaration.combinator.name);
        format!("`{name}` of `{owner}`")
    }

    /// Lets the compiler check what the type is.
    fn demand(
        &self,
        declared: &Declared<'_, '_>,
        wanted: Wanted<'_>,
        types: (&Type, &Type),
        is_bare: bool,
    ) {
        let wanted = match wanted {
            // The name was made from the name of the Rust type.
            Wanted::Type(_) if !self.written => Wanted::Own,
            wanted => wanted,
        };
        let site = self.site(declared);
        self.asking.demand(&Question {
            site: match is_written(types.0) {
                true => site,
                false => format!("an argument of {site}"),
            },
            place: match declared.answer {
                true => Place::Response,
                false => Place::Field,
            },
            wanted: Some(wanted),
            types,
            is_bare,
            follows: declared.follows,
        });
    }

    /// Checks that a response fits the declaration.
    pub(crate) fn response(&mut self, result: &TypeExpr<'_>, ty: &Type, errors: &mut Errors) {
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
        self.fits(&declared, result, ty, errors);
    }

    fn expected<'e, 's>(&self, expr: &'e TypeExpr<'s>) -> Expected<'e, 's>
    where
        'a: 'e,
    {
        let schema = self.declaration.schema;
        match expr {
            TypeExpr::Nat(_) => Expected::Own("u32", Substitutes::Constructors(&["#"])),
            TypeExpr::Var(..) if self.declaration.is_function() => Expected::Answer,
            TypeExpr::Var(..) => Expected::Param,
            TypeExpr::Call(..) => Expected::Function,
            TypeExpr::Repeat(count, fields, _) => Expected::Repeated(*count, fields),
            TypeExpr::Boxed(id, args, _) => match schema[*id].builtin {
                // A schema may give it more constructors.
                Some(Builtin::True) => Expected::Own("True", Substitutes::Type("True")),
                Some(builtin) => of_builtin(builtin, args),
                None => Expected::Type(schema[*id].name, args),
            },
            TypeExpr::Bare(id, args, _) => match schema[*id].builtin {
                // One of the two values without its id, which takes no bytes.
                Some(Builtin::Bool) => Expected::Own("True", bare_bool(schema[*id].name)),
                Some(builtin) => of_builtin(builtin, args),
                None => Expected::Constructor(schema[*id].name, args),
            },
        }
    }

    /// Describes the Rust type in words.
    fn spelled(&self, expr: &TypeExpr<'_>) -> String {
        match (self.code(expr), self.expected(expr)) {
            (_, Expected::Own(code, Substitutes::Objects)) => {
                format!("`{code}`, or a type with `#[derive(TlObject)]`,")
            }
            (_, Expected::Own(code, Substitutes::Functions)) => {
                format!("`{code}`, or a function with `#[derive(TlObject)]`,")
            }
            (Some(code), _) => format!("`{code}`"),
            (None, Expected::Repeated(Nat { var: None, add }, _)) => {
                format!("an array of {add} elements, or a `Vec`,")
            }
            (None, Expected::List(_) | Expected::Repeated(..)) => "a `Vec`".into(),
            (None, Expected::Function) => "a function with `#[derive(TlObject)]`".into(),
            (None, _) => "a type with `#[derive(TlObject)]`".into(),
        }
    }

    /// Returns the Rust type as code, if it is a type of Rust or of the runtime.
    fn code(&self, expr: &TypeExpr<'_>) -> Option<String> {
        match self.expected(expr) {
            Expected::Own(rust, _) => Some(rust.into()),
            Expected::List(element) => Some(format!("Vec<{}>", self.code(element)?)),
            Expected::Repeated(..)
            | Expected::Type(..)
            | Expected::Constructor(..)
            | Expected::Param
            | Expected::Function
            | Expected::Answer => None,
        }
    }

    fn text(&self, expr: &TypeExpr<'_>) -> String {
        let text = self.declaration.sources.text(expr.span());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match expr {
            TypeExpr::Call(..) => format!("!{text}"),
            TypeExpr::Nat(_)
            | TypeExpr::Var(..)
            | TypeExpr::Boxed(..)
            | TypeExpr::Bare(..)
            | TypeExpr::Repeat(..) => text,
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

/// Returns the type that the compiler has to check, if the text does not tell what it is.
fn asked<'t>(rust: &str, found: &Shape<'t>, ty: &'t Type) -> Option<&'t Type> {
    match found {
        Shape::Named(named) => Some(named),
        Shape::Array(element, None) if is_byte(element) && rust.starts_with('[') => Some(ty),
        _ => None,
    }
}

/// Whether a type that is not a name alone is the one written as `rust`.
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
