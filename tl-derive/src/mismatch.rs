//! Reports a Rust type that is not the TL type of its field, with what was meant.

use syn::Type;
use tl_codegen::__private::wire::builtin::Substitutes;
use tl_parser::diagnostic::nearest;
use tl_parser::schema::{Arg, Nat, Origin, TypeExpr};

use crate::check::{Checker, Expected};
use crate::error::Errors;
use crate::manual::{of_type, upper_first};
use crate::matching::Declared;
use crate::shape::{Shape, argument, is_static, name, shape, text};

impl<'a> Checker<'a> {
    /// Reports the answer to an inner call as the type of something else.
    pub(crate) fn only_answer(&self, declared: &Declared<'_, '_>, expr: &TypeExpr<'_>, ty: &Type) {
        let (site, tl, rust) = (self.site(declared), self.text(expr), text(ty));
        let message =
            format!("{site} is `{tl}` in TL, but `{rust}` is only the answer to the inner call");
        let help = match self.expected(expr) {
            Expected::Type(name, [Arg::Type(TypeExpr::Var(..))]) => {
                let name = upper_first(name.rsplit('.').next().unwrap_or(name));
                format!("write the Rust type of `{tl}`, such as `{name}<{rust}>`")
            }
            _ => format!("TL's `{tl}` is {} in Rust", self.spelled(expr)),
        };
        let at = (expr.span(), &*format!("`{tl}`"));
        self.refuse_at(at, ty, &message, &help);
    }

    pub(crate) fn wrong(&self, declared: &Declared<'_, '_>, expr: &TypeExpr<'_>, ty: &Type) {
        // `Vec<u8>` is not a list, so the type of the elements is wrong.
        let (expr, that) = match (self.expected(expr), shape(ty)) {
            (Expected::List(element), Shape::Bytes) if self.undeclared(element).is_some() => {
                (element, "a `Vec` of such a type")
            }
            _ => (expr, "that"),
        };
        let tl = self.text(expr);
        let is = match self.undeclared(expr) {
            Some(_) => format!(
                "`{tl}` is not a builtin of TL, so it stands for a type with `#[derive(TlObject)]`"
            ),
            None => {
                let borrowed = self.borrowed(expr, ty);
                let expected = borrowed.unwrap_or_else(|| self.spelled(expr));
                format!("TL's `{tl}` is {expected} in Rust")
            }
        };
        let message = format!("{} cannot be `{}`: {is}", self.part_of(declared), text(ty));
        let help = match (declared.answer, self.meant(expr, ty)) {
            (_, Some(meant)) => {
                self.declaration.text_is_wrong.set(true);
                meant
            }
            (true, None) => {
                "to decode the answer in another way yourself, use `function` without `response`"
                    .into()
            }
            (false, None) => {
                let help = format!(
                    "write {that}, or functions that encode and decode another type: `with = module`"
                );
                match (shape(ty), of_type(ty, &Errors::default())) {
                    (Shape::Array(..), Some(own)) => {
                        format!("`{}` is `{own}` in TL; {help}", text(ty))
                    }
                    _ => help,
                }
            }
        };
        let at = (expr.span(), &*format!("`{tl}`"));
        self.refuse_at(at, ty, &message, &help);
    }

    /// Returns the help for a type name that nothing declares, such as `i32` or `Strin`, and for `true`.
    fn meant(&self, expr: &TypeExpr<'_>, ty: &Type) -> Option<String> {
        if matches!((self.code(expr).as_deref(), shape(ty)), (Some("True"), Shape::Primitive(name)) if name == "bool")
        {
            return Some("`bool` is `Bool` in TL, or a bit of a mask: `flags.0?true`".into());
        }
        let (name, args) = self.undeclared(expr)?;
        if let (Shape::List(_), [Arg::Type(_)]) = (shape(ty), args) {
            let near = nearest(name, ["Vector", "vector"].into_iter());
            if let Some(near) = near.or((name == "Vec").then_some("Vector")) {
                return Some(format!("did you mean `{near}`?"));
            }
        }
        // `Vec<u8>` is read as a boxed type with an argument.
        let plain = |text: &str| text.replace(' ', "");
        let is_copied = || plain(&self.text(expr)) == plain(&text(ty));
        let Some(tl) = of_type(ty, &Errors::default()) else {
            let is_bare = matches!((expr, args), (TypeExpr::Bare(..), []));
            return (is_bare || is_copied()).then(|| {
                format!(
                    "TL has no `{}`: declare the type of its bytes, such as `long` or `bytes`, and write functions that \
                     encode and decode it: `with = module`",
                    text(ty)
                )
            });
        };
        let is_meant = match (expr, args) {
            (TypeExpr::Bare(..), []) => true,
            (_, []) => {
                nearest(name, [tl.as_str(), &upper_first(&tl)].into_iter()).is_some() || is_copied()
            }
            _ => is_copied(),
        };
        is_meant.then(|| format!("`{}` is `{tl}` in TL", text(ty)))
    }

    /// Returns the name and arguments of a type that nothing declares.
    fn undeclared<'e, 's>(&self, expr: &'e TypeExpr<'s>) -> Option<(&'a str, &'e [Arg<'s>])> {
        let schema = self.declaration.schema;
        let (name, origin, args) = match expr {
            TypeExpr::Boxed(id, args, _) => (schema[*id].name, schema[*id].origin, args),
            TypeExpr::Bare(id, args, _) => (schema[*id].name, schema[*id].origin, args),
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => {
                return None;
            }
        };
        (origin == Origin::External).then_some((name, args))
    }

    /// Notes a name that nothing declares and that is similar to the name of the Rust type. If the id is wrong
    /// too, most likely the name is misspelled.
    pub(crate) fn doubt(&self, expr: &TypeExpr<'_>, ty: &Type) {
        let (Some((tl, _)), Some(rust)) = (self.undeclared(expr), name(ty)) else {
            return;
        };
        let (rust, last) = (rust.to_string(), tl.rsplit('.').next().unwrap_or(tl));
        let is_same = upper_first(last) == upper_first(&rust);
        if !is_same && nearest(last, [rust.as_str()].into_iter()).is_some() {
            self.declaration.doubt.get_or_init(|| {
                format!("`{tl}` is `{rust}` in Rust: if it is misspelled, write `{rust}`, and check the id again")
            });
        }
    }

    pub(crate) fn site(&self, declared: &Declared<'_, '_>) -> String {
        let owner = self.declaration.combinator.name;
        format!("{} of `{owner}`", self.part_of(declared))
    }

    /// Names the part that is checked: `id`, or an element of `ids`.
    pub(crate) fn part_of(&self, declared: &Declared<'_, '_>) -> String {
        format!("{}`{}`", self.part, declared.name())
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

    /// Describes the Rust type that borrows, if the user wrote a type that borrows: `&'a [u8]` for `&'a str`.
    fn borrowed(&self, expr: &TypeExpr<'_>, ty: &Type) -> Option<String> {
        let Expected::Own(rust, _) = self.expected(expr) else {
            return None;
        };
        let target = match rust {
            "String" => "str",
            "Vec<u8>" => "[u8]",
            array if array.starts_with('[') => array,
            _ => return None,
        };
        if is_static(ty) {
            return None;
        }
        if let Type::Reference(reference) = ty {
            let lifetime = reference.lifetime.as_ref()?;
            return Some(format!("`&{lifetime} {target}`"));
        }
        let inner = text(argument(ty, "Cow").filter(|_| target != rust)?);
        let cow = text(ty);
        let (start, end) = cow.rsplit_once(&inner)?;
        Some(format!("`{start}{target}{end}`"))
    }

    /// Returns the Rust type as code, if it is a type of Rust or of the runtime.
    fn code(&self, expr: &TypeExpr<'_>) -> Option<String> {
        match self.expected(expr) {
            Expected::Own(rust, _) => Some(rust.into()),
            Expected::List(element) => Some(format!("Vec<{}>", self.code(element)?)),
            Expected::Repeated(..)
            | Expected::Type(..)
            | Expected::Constructor(..)
            | Expected::Param(_)
            | Expected::Function
            | Expected::Answer => None,
        }
    }

    pub(crate) fn text(&self, expr: &TypeExpr<'_>) -> String {
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
