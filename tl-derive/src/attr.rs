//! The keys of `#[tl(…)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Data, DeriveInput, LitInt, LitStr, Path, Token, Type};
use tl_codegen::__private::model::Directions;
use tl_parser::diagnostic::nearest;

use crate::error::{Errors, Reported};

/// The place of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Struct,
    Enum,
    Variant,
    Field,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::Struct => "a struct",
            Place::Enum => "an enum",
            Place::Variant => "a variant",
            Place::Field => "a field",
        }
    }
}

/// Every key, and where it is allowed.
const KEYS: &[(&str, &[Place])] = &[
    ("function", &[Place::Struct]),
    ("response", &[Place::Struct]),
    ("unchecked_id", &[Place::Struct, Place::Variant]),
    ("schema", &[Place::Struct, Place::Enum, Place::Variant]),
    ("name", &[Place::Struct, Place::Variant]),
    ("id", &[Place::Struct, Place::Variant]),
    ("transparent", &[Place::Struct]),
    ("crate", &[Place::Struct, Place::Enum]),
    ("json", &[Place::Struct, Place::Enum]),
    ("serde", &[Place::Struct, Place::Enum]),
    ("decode_only", &[Place::Struct, Place::Enum]),
    ("encode_only", &[Place::Struct, Place::Enum]),
    ("type", &[Place::Struct, Place::Enum, Place::Field]),
    ("filler", &[Place::Variant]),
    ("other", &[Place::Variant]),
    ("unknown", &[Place::Variant]),
    ("error_paths", &[Place::Struct, Place::Enum]),
    ("rename", &[Place::Field]),
    ("with", &[Place::Field]),
    ("mask", &[Place::Field]),
    ("bit", &[Place::Field]),
    ("nullable", &[Place::Field]),
];

/// The contents of the `#[tl(…)]` attributes of an item, variant or field.
#[derive(Default)]
pub(crate) struct Attributes {
    /// `"photos.photo#20212ca8 … = photos.Photo;"`.
    pub line: Option<LitStr>,
    /// `function`.
    pub function: Option<Span>,
    /// `response = photos::Photo`.
    pub response: Option<Type>,
    /// `unchecked_id`.
    pub unchecked_id: Option<Span>,
    /// `schema = "schemas/api.tl"`.
    pub schema: Option<LitStr>,
    /// `name = "photos.photo"`.
    pub name: Option<LitStr>,
    /// `id = 0x20212ca8`.
    pub id: Option<LitInt>,
    /// `transparent`.
    pub transparent: Option<Span>,
    /// `crate = path`.
    pub runtime: Option<Path>,
    /// `json`.
    json: Option<Span>,
    /// `serde`.
    pub serde: Option<Span>,
    /// `decode_only`, `encode_only`.
    only: Option<Directions>,
    /// `type = "InputPhoto"`.
    pub type_name: Option<LitStr>,
    /// `filler`.
    pub filler: Option<Span>,
    /// `other`.
    pub other: Option<Span>,
    /// `unknown`.
    pub unknown: Option<Span>,
    /// `error_paths`.
    pub error_paths: Option<Span>,
    /// `rename = "file_reference"`.
    pub rename: Option<LitStr>,
    /// `with = module`.
    pub with: Option<Path>,
    /// `mask`.
    pub mask: Option<Span>,
    /// `bit = "flags.3"`.
    pub bit: Option<LitStr>,
    /// `nullable`.
    pub nullable: Option<Span>,
    /// All keys, in order.
    keys: Vec<Ident>,
    /// Whether a part could not be parsed.
    pub incomplete: Option<Reported>,
}

impl Attributes {
    /// Parses the attributes of an item.
    pub(crate) fn of_item(input: &DeriveInput, errors: &mut Errors) -> Self {
        let place = match &input.data {
            Data::Enum(_) => Place::Enum,
            Data::Struct(_) | Data::Union(_) => Place::Struct,
        };
        Self::parse(&input.attrs, place, errors)
    }

    /// Returns the path of the runtime.
    pub(crate) fn runtime(&self) -> TokenStream {
        match &self.runtime {
            Some(path) => path.to_token_stream(),
            None => quote!(::tl_runtime),
        }
    }

    /// Parses all attributes; a mistake affects only its own key.
    pub(crate) fn parse(attributes: &[Attribute], place: Place, errors: &mut Errors) -> Self {
        let mut all = Self::default();
        let ours = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("tl"));
        for attribute in ours {
            let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
                all.add(input, place, errors);
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
        self.only.unwrap_or(Directions::BOTH)
    }

    /// Reports all keys but the `useful` ones, since they have no effect here.
    pub(crate) fn refuse_all_but(&self, useful: &[&str], why: &str, errors: &mut Errors) {
        for key in &self.keys {
            if useful.iter().all(|useful| key != useful) {
                errors.at(key.span(), format!("`{key}` is not used here: {why}"));
            }
        }
    }

    fn add(&mut self, input: ParseStream<'_>, place: Place, errors: &mut Errors) {
        while !input.is_empty() {
            if let Err(error) = self.add_one(input, place) {
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

    fn add_one(&mut self, input: ParseStream<'_>, place: Place) -> syn::Result<()> {
        if input.peek(LitStr) {
            let line: LitStr = input.parse()?;
            if !matches!(place, Place::Struct | Place::Variant) {
                let message = format!(
                    "{} has no declaration: that of a constructor belongs on a struct or variant",
                    place.name()
                );
                return Err(syn::Error::new(line.span(), message));
            }
            let again = "there already is a declaration";
            return once(&mut self.line, line.span(), again, line.clone());
        }
        let key = Ident::parse_any(input)
            .map_err(|_| input.error("expected a key, or a declaration in quotes"))?;
        let is_alone = input.is_empty() || input.peek(Token![=]) || input.peek(Token![,]);
        known(&key, place, is_alone)?;
        self.add_key(&key, input)?;
        if input.peek(Token![=]) {
            let message = format!("`{key}` has no value");
            return Err(syn::Error::new(key.span(), message));
        }
        self.keys.push(key);
        Ok(())
    }

    fn add_key(&mut self, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let (name, span) = (key.to_string(), key.span());
        let again = &format!("`{name}` is given twice");
        match name.as_str() {
            "function" => once(&mut self.function, span, again, span),
            "unchecked_id" => once(&mut self.unchecked_id, span, again, span),
            "transparent" => once(&mut self.transparent, span, again, span),
            "filler" => once(&mut self.filler, span, again, span),
            "other" => once(&mut self.other, span, again, span),
            "unknown" => once(&mut self.unknown, span, again, span),
            "error_paths" => once(&mut self.error_paths, span, again, span),
            "mask" => once(&mut self.mask, span, again, span),
            "json" => once(&mut self.json, span, again, span),
            "serde" => once(&mut self.serde, span, again, span),
            "decode_only" | "encode_only" => {
                let direction = match name.as_str() {
                    "decode_only" => Directions::DECODE,
                    _ => Directions::ENCODE,
                };
                let again = "`decode_only` or `encode_only` is already given";
                once(&mut self.only, span, again, direction)
            }
            "nullable" => once(&mut self.nullable, span, again, span),
            "response" => once(&mut self.response, span, again, value(key, TYPE, input)?),
            "schema" => once(&mut self.schema, span, again, text(key, input)?),
            "name" => once(&mut self.name, span, again, text(key, input)?),
            "id" => once(&mut self.id, span, again, value(key, NUMBER, input)?),
            "crate" => once(&mut self.runtime, span, again, path(key, input)?),
            "type" => once(&mut self.type_name, span, again, text(key, input)?),
            "rename" => once(&mut self.rename, span, again, text(key, input)?),
            "with" => once(&mut self.with, span, again, path(key, input)?),
            "bit" => once(&mut self.bit, span, again, text(key, input)?),
            // `known` has rejected all others.
            _ => Ok(()),
        }
    }
}

/// Checks that a key exists, and is allowed in this place.
fn known(key: &Ident, place: Place, is_alone: bool) -> syn::Result<()> {
    let name = key.to_string();
    let found = KEYS.iter().find(|(known, _)| *known == name);
    let message = match found {
        Some((_, places)) if places.contains(&place) => return Ok(()),
        Some((_, places)) => {
            let places: Vec<&str> = places.iter().map(|place| place.name()).collect();
            format!(
                "`{name}` belongs on {}, not on {}",
                places.join(" or "),
                place.name()
            )
        }
        None => {
            let here = KEYS.iter().filter(|(_, places)| places.contains(&place));
            let here: Vec<&str> = here.map(|(key, _)| *key).collect();
            let meant = nearest(&name, here.iter().copied());
            // A macro, or the name of a constant.
            let is_declaration = name.starts_with(char::is_uppercase) && meant.is_none();
            if !is_alone || is_declaration {
                "a declaration is a literal in quotes: `#[tl(\"name#id field:type = Type;\")]`"
                    .into()
            } else {
                let help = meant.map_or_else(
                    || format!("on {} there are `{}`", place.name(), here.join("`, `")),
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

const TYPE: Kind = Kind("a type, without quotes", "Type");
const NUMBER: Kind = Kind("a number", "0x…");
const TEXT: Kind = Kind("in quotes", "\"…\"");
const PATH: Kind = Kind("a path", "path");

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

fn text(key: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    value(key, TEXT, input)
}

/// Parses a path, or a path in quotes.
fn path(key: &Ident, input: ParseStream<'_>) -> syn::Result<Path> {
    value_by(key, PATH, input, |input| match input.peek(LitStr) {
        true => input.parse::<LitStr>()?.parse_with(Path::parse_mod_style),
        false => Path::parse_mod_style(input),
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
