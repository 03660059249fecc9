//! Whether a Rust type can be the TL type of a field.
//!
//! What the text of the type says is checked here. Of a name the text says nothing, so a constant
//! asks the compiler what the type says of itself.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Type;
use tl_codegen::__private::model::{self, Role};
use tl_codegen::__private::wire::builtin;
use tl_parser::ast;
use tl_parser::schema::{Arg, Builtin, Field, Nat, TypeExpr};

use crate::context::Context;
use crate::declaration::Declaration;
use crate::error::Errors;
use crate::matching::Declared;
use crate::shape::{Shape, mentions, respanned, shape, span, text, without_lifetimes};

/// Checks the types of one item.
pub(crate) struct Checker<'a> {
    pub declaration: &'a Declaration<'a, 'a>,
    pub context: &'a Context,
    /// The type and const parameters of the item, of which nothing is known.
    pub generic: Vec<&'a Ident>,
    /// Whether a value, or an element of a list, may be an `Option` although it is always there.
    pub nullable: bool,
    /// The constants that the compiler is to evaluate.
    pub constants: TokenStream,
}

/// What a TL type is in Rust.
enum Expected<'e, 's> {
    /// A type of Rust's own: how it is written, and what the names of other types can be.
    Own(&'static str, &'static [&'static str]),
    /// `Vec` of that.
    List(&'e TypeExpr<'s>),
    /// `Vec` or an array of that.
    Repeated(Nat, &'e [Field<'s>]),
    /// A type of the user's, boxed.
    Type(&'e str),
    /// A constructor of the user's, bare.
    Constructor(&'e str),
    /// A type of the user's, with arguments.
    Applied,
    /// Anything.
    Any,
}

impl<'a> Checker<'a> {
    /// Demands that the type of a field fits what is declared.
    pub(crate) fn fits(
        &mut self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        ty: &Type,
        errors: &mut Errors,
    ) {
        match (self.expected(expr), shape(ty)) {
            (Expected::Any, _) => {}
            (_, Shape::Optional(inner)) if self.nullable => {
                self.fits(declared, expr, inner, errors);
            }
            (_, Shape::Optional(_)) => self.never_absent(declared, ty, errors),
            (Expected::Own(rust, names), found) => {
                if let Shape::Named(named) = found {
                    self.demand(declared, expr, named, names);
                } else if !is_own(rust, &found) {
                    self.wrong(declared, expr, ty, &format!("`{rust}`"), errors);
                }
            }
            (Expected::List(element), Shape::List(inner)) => {
                self.fits(declared, element, inner, errors);
            }
            (Expected::Repeated(_, fields), Shape::List(inner)) => {
                self.element(declared, fields, inner, errors);
            }
            (Expected::Repeated(count, fields), Shape::Array(inner, length)) => {
                let wrong = count.var.is_some() || length.is_some_and(|length| length != count.add);
                if wrong {
                    self.wrong(declared, expr, ty, &self.spelled(expr), errors);
                } else {
                    self.element(declared, fields, inner, errors);
                }
            }
            (Expected::Type(_) | Expected::Constructor(_), Shape::Named(named)) => {
                self.demand(declared, expr, named, &[]);
            }
            // An alias may be anything.
            (Expected::Applied | Expected::List(_) | Expected::Repeated(..), Shape::Named(_)) => {}
            (Expected::Type(_), Shape::Object) => {}
            _ => self.wrong(declared, expr, ty, &self.spelled(expr), errors),
        }
    }

    fn element(
        &mut self,
        declared: &Declared<'_, '_>,
        fields: &[Field<'_>],
        inner: &Type,
        errors: &mut Errors,
    ) {
        if let [
            Field {
                mask: None,
                var: None,
                ty,
                ..
            },
        ] = fields
        {
            self.fits(declared, ty, inner, errors);
        }
    }

    /// Demands `bool` or `u32`.
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
            errors.at(span(ty), self.declaration.mistake(&message, at, what, ""));
        }
    }

    /// The `T` of `Option<T>`, which a field must be that a bit guards.
    pub(crate) fn optional<'t>(
        &self,
        declared: &Declared<'_, '_>,
        ty: &'t Type,
        errors: &mut Errors,
    ) -> Option<&'t Type> {
        if let Shape::Optional(inner) = shape(ty) {
            return Some(inner);
        }
        let (name, rust) = (declared.name(), text(ty));
        let message = format!("`{name}` is not always there: its type must be an `Option`");
        let label = "there only where this bit is set";
        let help = format!("`Option<{rust}>`");
        let message = self
            .declaration
            .mistake(&message, declared.field.span, label, &help);
        errors.at(span(ty), message);
        None
    }

    fn never_absent(&self, declared: &Declared<'_, '_>, ty: &Type, errors: &mut Errors) {
        let message = format!(
            "`{}` is always there: it can be no `Option`",
            declared.name()
        );
        let help = "a field that may be absent has a bit: `flags:# … field:flags.0?type`";
        let message = self
            .declaration
            .mistake(&message, declared.field.span, "", help);
        errors.at(span(ty), message);
    }

    fn wrong(
        &self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        ty: &Type,
        expected: &str,
        errors: &mut Errors,
    ) {
        let tl = self.text(expr);
        let message = format!(
            "`{}` cannot be `{}`: TL's `{tl}` is {expected} in Rust",
            declared.name(),
            text(ty)
        );
        let help = "another type is read and written by functions of yours: `with = module`";
        let label = format!("`{tl}`");
        let message = self
            .declaration
            .mistake(&message, expr.span(), &label, help);
        errors.at(span(ty), message);
    }

    /// Asks the compiler what the type says of itself.
    fn demand(
        &mut self,
        declared: &Declared<'_, '_>,
        expr: &TypeExpr<'_>,
        ty: &Type,
        names: &[&str],
    ) {
        let site = format!(
            "`{}` of `{}`",
            declared.name(),
            self.declaration.combinator.name
        );
        let wanted = match self.expected(expr) {
            Expected::Type(name) => Wanted::Type(name, declared.follows),
            Expected::Constructor(name) if is_type(name) => Wanted::Type(name, false),
            Expected::Constructor(name) => Wanted::Constructor(vec![name]),
            Expected::Own(..) => Wanted::Constructor(names.to_vec()),
            Expected::List(_) | Expected::Repeated(..) | Expected::Applied | Expected::Any => {
                return;
            }
        };
        let user_written = self.declaration.written || matches!(wanted, Wanted::Constructor(_));
        if user_written {
            self.constants.extend(self.demand_name(&site, &wanted, ty));
        }
    }

    /// Demands that a response fits what is declared.
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
            role: Role::Count,
            follows: false,
        };
        self.fits(&declared, result, ty, errors);
    }

    fn demand_name(&self, site: &str, wanted: &Wanted<'_>, ty: &Type) -> TokenStream {
        demand_name(self.context, &self.generic, site, wanted, ty)
    }

    fn expected<'e, 's>(&self, expr: &'e TypeExpr<'s>) -> Expected<'e, 's>
    where
        'a: 'e,
    {
        let schema = self.declaration.schema;
        match expr {
            TypeExpr::Nat(_) => Expected::Own("u32", &["#"]),
            TypeExpr::Var(..) | TypeExpr::Call(..) => Expected::Any,
            TypeExpr::Repeat(count, fields, _) => Expected::Repeated(*count, fields),
            TypeExpr::Boxed(id, args, _) => match (schema[*id].builtin, args.as_slice()) {
                (Some(builtin), args) => of_builtin(builtin, args),
                (None, []) => Expected::Type(schema[*id].name),
                (None, _) => Expected::Applied,
            },
            TypeExpr::Bare(id, args, _) => match (schema[*id].builtin, args.as_slice()) {
                (Some(builtin), args) => of_builtin(builtin, args),
                (None, []) => Expected::Constructor(schema[*id].name),
                (None, _) => Expected::Applied,
            },
        }
    }

    /// What the Rust type is, in words.
    fn spelled(&self, expr: &TypeExpr<'_>) -> String {
        match (self.code(expr), self.expected(expr)) {
            (Some(code), _) => format!("`{code}`"),
            (None, Expected::Repeated(Nat { var: None, add }, _)) => {
                format!("an array of {add} elements, or a `Vec`,")
            }
            (None, Expected::List(_) | Expected::Repeated(..)) => "a `Vec`".into(),
            (None, _) => "a type with `#[derive(TlObject)]`".into(),
        }
    }

    /// How the Rust type is written, where it is one of Rust's own.
    fn code(&self, expr: &TypeExpr<'_>) -> Option<String> {
        match self.expected(expr) {
            Expected::Own(rust, _) => Some(rust.into()),
            Expected::List(element) => Some(format!("Vec<{}>", self.code(element)?)),
            Expected::Repeated(..)
            | Expected::Type(_)
            | Expected::Constructor(_)
            | Expected::Applied
            | Expected::Any => None,
        }
    }

    fn text(&self, expr: &TypeExpr<'_>) -> String {
        let text = self.declaration.sources.text(expr.span());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What a type must say of itself.
pub(crate) enum Wanted<'n> {
    /// That it is this type, and whether something follows it.
    Type(&'n str, bool),
    /// That it is one of these constructors.
    Constructor(Vec<&'n str>),
}

/// The constant that fails where a type says that it is another than is wanted.
pub(crate) fn demand_name(
    context: &Context,
    generic: &[&Ident],
    site: &str,
    wanted: &Wanted<'_>,
    ty: &Type,
) -> TokenStream {
    if mentions(ty.to_token_stream(), generic) {
        return TokenStream::new();
    }
    let at: Span = span(ty);
    let runtime = respanned(context.runtime.clone(), at);
    let named = without_lifetimes(ty);
    let (demand, wanted, what) = match wanted {
        Wanted::Type(name, follows) => (
            quote_spanned!(at=> demand_type),
            quote_spanned!(at=> #name, #follows),
            format!("the type `{name}`"),
        ),
        Wanted::Constructor(names) => (
            quote_spanned!(at=> demand_constructor),
            quote_spanned!(at=> &[#(#names),*]),
            format!("`{}`", names.first().copied().unwrap_or_default()),
        ),
    };
    let message = format!(
        "{site} is {what} of TL, and `{}` says that it is another",
        text(ty)
    );
    quote_spanned! {at=>
        const _: () = {
            #[allow(unused_imports)]
            use #runtime::__private::NameOfType as _;
            #runtime::__private::#demand(<#runtime::__private::Named<#named>>::NAME, #wanted, #message)
        };
    }
}

fn of_builtin<'e, 's>(builtin: Builtin, args: &'e [Arg<'s>]) -> Expected<'e, 's> {
    match (builtin::row(builtin), args) {
        (None, [Arg::Type(element)]) => Expected::List(element),
        (None, _) => Expected::Any,
        (Some(row), _) => match row.written {
            // A type of the user's may stand for it, that knows some of its values only.
            (_, []) => Expected::Any,
            (rust, names) => Expected::Own(rust, names),
        },
    }
}

/// Whether a type that is no mere name is the one that is written so.
fn is_own(rust: &str, found: &Shape<'_>) -> bool {
    match found {
        Shape::Primitive(name) => name == rust,
        Shape::Text => rust == "String",
        Shape::Bytes => matches!(rust, "Vec<u8>" | "String"),
        Shape::Array(element, Some(length)) => {
            crate::shape::is_byte(element) && rust == format!("[u8; {length}]")
        }
        Shape::Array(element, None) => crate::shape::is_byte(element) && rust.starts_with('['),
        Shape::Named(_) => true,
        Shape::List(_) | Shape::Optional(_) | Shape::Object | Shape::Foreign => false,
    }
}

/// `ns.User` is a type, `ns.user` a constructor.
fn is_type(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    last.starts_with(|first: char| first.is_ascii_uppercase())
}
