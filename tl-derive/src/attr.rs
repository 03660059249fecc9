//! The keys of `#[tl(…)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Data, DeriveInput, LitInt, LitStr, Path, Token, Type};
use tl_codegen::__private::model::Directions;
use tl_parser::diagnostic::nearest;

use crate::error::{Errors, Reported};

/// The item, or part of it, that has an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Struct,
    Enum,
    Variant,
    Field,
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Target::Struct => "a struct",
            Target::Enum => "an enum",
            Target::Variant => "a variant",
            Target::Field => "a field",
        }
    }
}

/// Defines the keys: the field of [`Attributes`] for each, the type of its value, the function that parses it, and the
/// targets on which it is allowed.
macro_rules! keys {
    ($($key:literal => $field:ident: $value:ty = $parse:ident on $($target:ident)+;)*) => {
        /// Every key, and the targets on which it is allowed.
        pub(crate) const KEYS: &[(&str, &[Target])] = &[$(($key, &[$(Target::$target),+])),*];

        /// The contents of the `#[tl(…)]` attributes of an item, variant or field.
        #[derive(Default)]
        pub(crate) struct Attributes {
            /// `"photos.photo#20212ca8 … = photos.Photo;"`. If it is at a wrong place, that was reported.
            pub line: Option<LitStr>,
            $(pub $field: Option<$value>,)*
            /// All keys, in order.
            keys: Vec<Ident>,
            /// Whether a part could not be parsed.
            pub incomplete: Option<Reported>,
        }

        impl Attributes {
            fn add_key(&mut self, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
                let (name, span) = (key.to_string(), key.span());
                let again = &format!("`{name}` is given twice");
                match name.as_str() {
                    $($key => once(&mut self.$field, span, again, $parse(key, input)?),)*
                    // `known` has rejected all others.
                    _ => Ok(()),
                }
            }
        }
    };
}

keys! {
    "function" => function: Span = flag on Struct;
    "response" => response: Type = ty on Struct;
    "unchecked_id" => unchecked_id: Span = flag on Struct Variant;
    "schema" => schema: LitStr = text on Struct Enum Variant;
    "name" => name: LitStr = text on Struct Variant;
    "id" => id: LitInt = number on Struct Variant;
    "transparent" => transparent: Span = flag on Struct;
    "crate" => runtime: Path = path on Struct Enum;
    "json" => json: Span = flag on Struct Enum;
    "serde" => serde: Span = flag on Struct Enum;
    "decode_only" => decode_only: Span = flag on Struct Enum;
    "encode_only" => encode_only: Span = flag on Struct Enum;
    "type" => type_name: LitStr = text on Struct Enum Field;
    "filler" => filler: Span = flag on Variant;
    "other" => other: Span = flag on Variant;
    "unknown" => unknown: Span = flag on Variant;
    "error_paths" => error_paths: Span = flag on Struct Enum;
    "rename" => rename: LitStr = text on Field;
    "with" => with: Path = path on Field;
    "mask" => mask: Span = flag on Field;
    "bit" => bit: LitStr = text on Field;
    "nullable" => nullable: Span = flag on Field;
}

impl Attributes {
    /// Parses the attributes of an item.
    pub(crate) fn of_item(input: &DeriveInput, errors: &Errors) -> Self {
        let target = match &input.data {
            Data::Enum(_) => Target::Enum,
            Data::Struct(_) | Data::Union(_) => Target::Struct,
        };
        let all = Self::parse(&input.attrs, target, errors);
        if all.decode_only.is_some() && all.encode_only.is_some() {
            let is_direction = |key: &&Ident| *key == "decode_only" || *key == "encode_only";
            let second = all.keys.iter().rfind(is_direction);
            let second = second.map_or_else(Span::call_site, Ident::span);
            errors.at(second, "`decode_only` or `encode_only` is already given");
        }
        all
    }

    /// Returns the path of the runtime.
    pub(crate) fn runtime(&self) -> TokenStream {
        match &self.runtime {
            Some(path) => path.to_token_stream(),
            None => quote!(::tl_runtime),
        }
    }

    /// Parses all attributes; a mistake affects only its own key.
    pub(crate) fn parse(attributes: &[Attribute], target: Target, errors: &Errors) -> Self {
        let mut all = Self::default();
        let ours = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("tl"));
        for attribute in ours {
            let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
                all.add(input, target, errors);
                Ok(())
            });
            if let Err(error) = parsed {
                all.incomplete = Some(errors.push(error));
            }
        }
        all
    }

    /// Returns the key that enables the JSON form.
    pub(crate) fn json(&self) -> Option<Span> {
        self.json.or(self.serde)
    }

    /// Whether a key says that it is a function.
    pub(crate) fn is_function(&self) -> bool {
        self.function.is_some() || self.response.is_some()
    }

    /// Returns whether values are decoded, and whether they are encoded.
    pub(crate) fn directions(&self) -> Directions {
        match (self.decode_only, self.encode_only) {
            (Some(_), None) => Directions::DECODE,
            (None, Some(_)) => Directions::ENCODE,
            (None, None) | (Some(_), Some(_)) => Directions::BOTH,
        }
    }

    /// Reports all keys but the `useful` ones, since they have no effect here.
    pub(crate) fn refuse_all_but(&self, useful: &[&str], why: &str, errors: &Errors) {
        for key in &self.keys {
            if useful.iter().all(|useful| key != useful) {
                errors.at(key.span(), format!("`{key}` is not used here: {why}"));
            }
        }
    }

    fn add(&mut self, input: ParseStream<'_>, target: Target, errors: &Errors) {
        while !input.is_empty() {
            if let Err(error) = self.add_one(input, target) {
                self.incomplete = Some(errors.push(error));
                skip(input);
            }
            if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                errors.at(input.span(), "separate the keys by commas");
                skip(input);
                let _ = input.parse::<Token![,]>();
            }
        }
    }

    fn add_one(&mut self, input: ParseStream<'_>, target: Target) -> syn::Result<()> {
        if input.peek(LitStr) {
            let line: LitStr = input.parse()?;
            let again = "there already is a declaration";
            once(&mut self.line, line.span(), again, line.clone())?;
            if !matches!(target, Target::Struct | Target::Variant) {
                let message = format!(
                    "{} has no declaration: that of a constructor belongs on a struct or variant",
                    target.name()
                );
                return Err(syn::Error::new(line.span(), message));
            }
            return Ok(());
        }
        let key = Ident::parse_any(input)
            .map_err(|_| input.error("expected a key, or a declaration in quotes"))?;
        let is_alone = input.is_empty() || input.peek(Token![=]) || input.peek(Token![,]);
        known(&key, target, is_alone)?;
        self.add_key(&key, input)?;
        if input.peek(Token![=]) {
            let message = format!("`{key}` has no value");
            return Err(syn::Error::new(key.span(), message));
        }
        self.keys.push(key);
        Ok(())
    }
}

/// Checks that a key exists, and is allowed here.
fn known(key: &Ident, target: Target, is_alone: bool) -> syn::Result<()> {
    let name = key.to_string();
    let found = KEYS.iter().find(|(known, _)| *known == name);
    let message = match found {
        Some((_, targets)) if targets.contains(&target) => return Ok(()),
        Some((_, targets)) => {
            let targets: Vec<&str> = targets.iter().map(|target| target.name()).collect();
            format!(
                "`{name}` belongs on {}, not on {}",
                targets.join(" or "),
                target.name()
            )
        }
        None => {
            let here = KEYS.iter().filter(|(_, targets)| targets.contains(&target));
            let here: Vec<&str> = here.map(|(key, _)| *key).collect();
            let meant = nearest(&name, here.iter().copied());
            // A macro, or the name of a constant.
            let is_declaration = name.starts_with(char::is_uppercase) && meant.is_none();
            if !is_alone || is_declaration {
                "a declaration is a literal in quotes: `#[tl(\"name#id field:type = Type;\")]`"
                    .into()
            } else {
                let help = meant.map_or_else(
                    || format!("on {} there are `{}`", target.name(), here.join("`, `")),
                    |meant| format!("did you mean `{meant}`?"),
                );
                format!("`{name}` is not a key of `#[tl(…)]`: {help}")
            }
        }
    };
    Err(syn::Error::new(key.span(), message))
}

fn once<T>(place: &mut Option<T>, span: Span, again: &str, value: T) -> syn::Result<()> {
    if place.is_some() {
        return Err(syn::Error::new(span, again));
    }
    *place = Some(value);
    Ok(())
}

/// What the value of a key is, in words and as an example.
struct Kind(&'static str, &'static str);

fn value<T: Parse>(key: &Ident, kind: Kind, input: ParseStream<'_>) -> syn::Result<T> {
    value_by(key, kind, input, T::parse)
}

fn value_by<T>(
    key: &Ident,
    Kind(kind, example): Kind,
    input: ParseStream<'_>,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let is_given = input.parse::<Token![=]>().is_ok() && !input.is_empty();
    if !is_given || input.peek(Token![,]) {
        let message = format!("`{key}` needs a value: `{key} = {example}`");
        return Err(syn::Error::new(key.span(), message));
    }
    let span = input.span();
    parse(input).map_err(|_| {
        let message = format!("the value of `{key}` is {kind}: `{key} = {example}`");
        syn::Error::new(span, message)
    })
}

/// Returns the place of a key without a value.
fn flag(key: &Ident, _: ParseStream<'_>) -> syn::Result<Span> {
    Ok(key.span())
}

fn ty(key: &Ident, input: ParseStream<'_>) -> syn::Result<Type> {
    value(key, Kind("a type, without quotes", "Type"), input)
}

fn number(key: &Ident, input: ParseStream<'_>) -> syn::Result<LitInt> {
    value(key, Kind("a number", "0x…"), input)
}

fn text(key: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    value(key, Kind("in quotes", "\"…\""), input)
}

/// Parses a path, or a path in quotes.
fn path(key: &Ident, input: ParseStream<'_>) -> syn::Result<Path> {
    value_by(key, Kind("a path", "path"), input, |input| {
        match input.peek(LitStr) {
            true => input.parse::<LitStr>()?.parse_with(Path::parse_mod_style),
            false => Path::parse_mod_style(input),
        }
    })
}

/// Skips to the next comma.
fn skip(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            break;
        }
    }
}
